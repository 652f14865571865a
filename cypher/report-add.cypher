// purpose: Adds filings as a whole.
// access: write
// params: rows
// returns: nothing
// order: none
UNWIND $rows AS row
OPTIONAL MATCH (known:Fact {key: row.key})
WITH row, known
WHERE known IS NULL
MATCH (record:Record {id: row.record})
CREATE (fact:Fact:Report {
  key: row.key, kind: 'report', id: row.id, source: row.source, record: row.record, json: row.json,
  form: row.form, filedOn: row.filed_on
})-[:STATED_IN]->(record)
