// What a home is looked up by. Append only: a change is a further file, never an edit of this one (it is checksummed).
// Content stands in `json` as canonical JSON; the other properties are what a view filters or orders by, and what an
// analyst reads. `key` and `place` are texts whose order is the order of a view: parts joined by a blank, which sorts
// below every character of an id, and integers of one width.

CREATE CONSTRAINT home_name IF NOT EXISTS FOR (home:Home) REQUIRE home.name IS UNIQUE;
CREATE CONSTRAINT migration_no IF NOT EXISTS FOR (migration:Migration) REQUIRE migration.no IS UNIQUE;
CREATE CONSTRAINT counter_name IF NOT EXISTS FOR (counter:Counter) REQUIRE counter.name IS UNIQUE;
CREATE CONSTRAINT session_id IF NOT EXISTS FOR (session:Session) REQUIRE session.id IS UNIQUE;

CREATE CONSTRAINT source_sha IF NOT EXISTS FOR (source:Source) REQUIRE source.sha IS UNIQUE;
CREATE CONSTRAINT record_id IF NOT EXISTS FOR (record:Record) REQUIRE record.id IS UNIQUE;
CREATE CONSTRAINT refused_row_key IF NOT EXISTS FOR (refused:RefusedRow) REQUIRE refused.key IS UNIQUE;

// kind, id, Source sha, variant
CREATE CONSTRAINT fact_key IF NOT EXISTS FOR (fact:Fact) REQUIRE fact.key IS UNIQUE;
CREATE CONSTRAINT account_id IF NOT EXISTS FOR (account:Account) REQUIRE account.id IS UNIQUE;
CREATE CONSTRAINT party_id IF NOT EXISTS FOR (party:Party) REQUIRE party.id IS UNIQUE;

CREATE CONSTRAINT judgement_hash IF NOT EXISTS FOR (judgement:Judgement) REQUIRE judgement.hash IS UNIQUE;
CREATE CONSTRAINT judgement_no IF NOT EXISTS FOR (judgement:Judgement) REQUIRE judgement.no IS UNIQUE;
CREATE CONSTRAINT decision_hash IF NOT EXISTS FOR (decision:Decision) REQUIRE decision.hash IS UNIQUE;
CREATE CONSTRAINT decision_no IF NOT EXISTS FOR (decision:Decision) REQUIRE decision.no IS UNIQUE;

// `saved` orders the Runs: a Run that is made again becomes the newest.
CREATE CONSTRAINT run_id IF NOT EXISTS FOR (run:Run) REQUIRE run.id IS UNIQUE;
CREATE CONSTRAINT run_saved IF NOT EXISTS FOR (run:Run) REQUIRE run.saved IS UNIQUE;
// Run, kind, rank, id
CREATE CONSTRAINT result_key IF NOT EXISTS FOR (result:Result) REQUIRE result.key IS UNIQUE;
CREATE INDEX result_id IF NOT EXISTS FOR (result:Result) ON (result.id, result.run);
// Run, hash of the key, id, kind
CREATE CONSTRAINT search_key_place IF NOT EXISTS FOR (searchKey:SearchKey) REQUIRE searchKey.place IS UNIQUE;

// `seq` is empty until the sequencer has given the event its place; until then the event is Waiting.
CREATE CONSTRAINT audit_event_id IF NOT EXISTS FOR (event:AuditEvent) REQUIRE event.id IS UNIQUE;
CREATE CONSTRAINT audit_event_seq IF NOT EXISTS FOR (event:AuditEvent) REQUIRE event.seq IS UNIQUE;
CREATE CONSTRAINT waiting_no IF NOT EXISTS FOR (event:Waiting) REQUIRE event.no IS UNIQUE;

CALL db.awaitIndexes(300);
MERGE (counter:Counter {name: 'commitment'}) ON CREATE SET counter.value = 0;
MERGE (counter:Counter {name: 'sequencer'});
