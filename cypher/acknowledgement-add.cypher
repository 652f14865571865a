// purpose: Adds FinCEN's receipts for filings; which filing each is for is worked out in resolution.
// access: write
// params: rows
// returns: nothing
// order: none
UNWIND $rows AS row
OPTIONAL MATCH (known:Fact {key: row.key})
WITH row, known
WHERE known IS NULL
MATCH (record:Record {id: row.record})
CREATE (fact:Fact:Acknowledgement {
  key: row.key, kind: 'acknowledgement', id: row.id, source: row.source, record: row.record, json: row.json,
  bsaId: row.bsa_id
})-[:STATED_IN]->(record)
