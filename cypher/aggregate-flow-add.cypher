// purpose: Adds totals between two institutions over a span.
// access: write
// params: rows
// returns: nothing
// order: none
UNWIND $rows AS row
OPTIONAL MATCH (known:Fact {key: row.key})
WITH row, known
WHERE known IS NULL
MATCH (record:Record {id: row.record})
CREATE (fact:Fact:AggregateFlow {
  key: row.key, kind: 'aggregate-flow', id: row.id, source: row.source, record: row.record, json: row.json,
  amount: row.amount, currency: row.currency, start: row.start, end: row.end
})-[:STATED_IN]->(record)
FOREACH (id IN row.from_parties | MERGE (hub:Party {id: id}) CREATE (fact)-[:FLOW_FROM]->(hub))
FOREACH (id IN row.to_parties | MERGE (hub:Party {id: id}) CREATE (fact)-[:FLOW_TO]->(hub))
