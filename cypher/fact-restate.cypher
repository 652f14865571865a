// purpose: Of equal statements in one Source the one with the smallest record id stays, whatever the order of arrival.
// access: write
// params: rows
// returns: nothing
// order: none
UNWIND $rows AS row
MATCH (fact:Fact {key: row.key})
REMOVE fact.held
WITH row, fact
WHERE row.record < fact.record
SET fact.record = row.record, fact.json = row.json
WITH row, fact
MATCH (fact)-[old:STATED_IN]->()
DELETE old
WITH row, fact
MATCH (record:Record {id: row.record})
CREATE (fact)-[:STATED_IN]->(record)
