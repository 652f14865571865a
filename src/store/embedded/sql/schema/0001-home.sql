-- The tables of a home. Append only: a change is a further file, never an edit of this one (it is checksummed).
-- Content stands in `json` as canonical JSON; the other columns are what a view filters, joins or orders by.

CREATE TABLE meta (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE source (
  no INTEGER PRIMARY KEY,
  sha TEXT NOT NULL UNIQUE,
  class TEXT NOT NULL,
  compartment TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('receiving', 'sealed', 'rejected')),
  json TEXT NOT NULL
) STRICT;

-- `facts` lists what the record states, as [[kind, id], …]: cheaper to write than an index on every fact's record.
CREATE TABLE record (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source INTEGER NOT NULL REFERENCES source (no),
  facts TEXT NOT NULL,
  json TEXT NOT NULL
) STRICT;
CREATE INDEX record_by_source ON record (source);

-- `variant` tells apart different statements about one account or asset in one Source; it is 0 for every other kind.
-- `edge_from` and `edge_to` are the ends of a fact that joins two accounts or parties.
CREATE TABLE fact (
  no INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  source INTEGER NOT NULL REFERENCES source (no),
  variant INTEGER NOT NULL,
  record TEXT NOT NULL,
  edge_from TEXT,
  edge_to TEXT,
  json TEXT NOT NULL,
  UNIQUE (kind, id, source, variant)
) STRICT;
CREATE INDEX fact_by_source ON fact (source);
CREATE INDEX fact_out ON fact (edge_from, id) WHERE edge_from IS NOT NULL;
CREATE INDEX fact_in ON fact (edge_to, id) WHERE edge_to IS NOT NULL;

CREATE TABLE quarantine (
  source INTEGER NOT NULL REFERENCES source (no),
  ordinal INTEGER NOT NULL,
  json TEXT NOT NULL,
  PRIMARY KEY (source, ordinal)
) STRICT, WITHOUT ROWID;

-- What people decided, in the order in which it was committed. `hash` is that of the content: an act sent twice is one.
CREATE TABLE judgement (
  no INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  left_party TEXT NOT NULL,
  right_party TEXT NOT NULL,
  classes TEXT NOT NULL,
  json TEXT NOT NULL
) STRICT;
CREATE TABLE decision (
  no INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  party TEXT,
  classes TEXT NOT NULL,
  json TEXT NOT NULL
) STRICT;

-- `saved` orders the Runs: a Run that is made again becomes the newest.
CREATE TABLE run (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  saved INTEGER NOT NULL UNIQUE,
  hash TEXT NOT NULL,
  classes TEXT NOT NULL,
  json TEXT NOT NULL
) STRICT;
CREATE TABLE result (
  no INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES run (no),
  kind TEXT NOT NULL,
  rank INTEGER NOT NULL,
  id TEXT NOT NULL,
  classes TEXT NOT NULL,
  json TEXT NOT NULL,
  UNIQUE (run, kind, id)
) STRICT;
CREATE INDEX result_by_rank ON result (run, kind, rank, id);
CREATE TABLE key_row (
  run INTEGER NOT NULL REFERENCES run (no),
  key TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  PRIMARY KEY (run, key, id, kind)
) STRICT, WITHOUT ROWID;

-- The audit log: `seq` is empty until the sequencer has given the event its place.
CREATE TABLE audit_event (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  seq INTEGER UNIQUE,
  previous_hash TEXT,
  leaf_hash TEXT,
  json TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_event_keeps BEFORE DELETE ON audit_event
BEGIN
  SELECT raise(ABORT, 'an audit event is never deleted');
END;
CREATE TRIGGER audit_event_stays BEFORE UPDATE ON audit_event
WHEN old.seq IS NOT NULL OR new.id <> old.id OR new.json <> old.json
BEGIN
  SELECT raise(ABORT, 'an audit event is never changed');
END;

CREATE TABLE job (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  queue TEXT NOT NULL,
  operation TEXT NOT NULL,
  data TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
  attempts INTEGER NOT NULL,
  max_attempts INTEGER NOT NULL,
  run_at INTEGER NOT NULL,
  lease_until INTEGER,
  progress TEXT NOT NULL,
  result TEXT NOT NULL,
  error TEXT NOT NULL
) STRICT;
CREATE INDEX job_due ON job (queue, state, run_at, no);

PRAGMA user_version = 1;
