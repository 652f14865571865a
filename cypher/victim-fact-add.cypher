// purpose: Adds losses and labour of victims, under a pseudonym only; they join to nothing in the graph.
// access: write
// params: rows
// returns: nothing
// order: none
UNWIND $rows AS row
OPTIONAL MATCH (known:Fact {key: row.key})
WITH row, known
WHERE known IS NULL
MATCH (record:Record {id: row.record})
CREATE (fact:Fact:VictimFact {
  key: row.key, kind: 'victim-fact', id: row.id, source: row.source, record: row.record, json: row.json,
  category: row.category, amount: row.amount
})-[:STATED_IN]->(record)
