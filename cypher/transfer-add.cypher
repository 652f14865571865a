// purpose: Adds transfers, each with its two ends: an account, or the party where a name alone is stated.
// access: write
// params: rows
// returns: nothing
// order: none
UNWIND $rows AS row
OPTIONAL MATCH (known:Fact {key: row.key})
WITH row, known
WHERE known IS NULL
MATCH (record:Record {id: row.record})
CREATE (fact:Fact:Transfer {
  key: row.key, kind: 'transfer', id: row.id, source: row.source, record: row.record, json: row.json,
  from: row.from, to: row.to, amount: row.amount, currency: row.currency, date: row.date, at: row.at, method: row.method, reference: row.reference
})-[:STATED_IN]->(record)
FOREACH (id IN row.from_accounts | MERGE (hub:Account {id: id}) CREATE (fact)-[:FROM]->(hub))
FOREACH (id IN row.from_parties | MERGE (hub:Party {id: id}) CREATE (fact)-[:FROM]->(hub))
FOREACH (id IN row.to_accounts | MERGE (hub:Account {id: id}) CREATE (fact)-[:TO]->(hub))
FOREACH (id IN row.to_parties | MERGE (hub:Party {id: id}) CREATE (fact)-[:TO]->(hub))
