// purpose: Adds what became of a lead.
// access: write
// params: rows
// returns: nothing
// order: none
UNWIND $rows AS row
OPTIONAL MATCH (known:Fact {key: row.key})
WITH row, known
WHERE known IS NULL
MATCH (record:Record {id: row.record})
CREATE (fact:Fact:Outcome {
  key: row.key, kind: 'outcome', id: row.id, source: row.source, record: row.record, json: row.json,
  outcomeType: row.outcome_type, lead: row.lead, amount: row.amount, at: row.at
})-[:STATED_IN]->(record)
