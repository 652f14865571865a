// purpose: Adds balances of accounts.
// access: write
// params: rows
// returns: nothing
// order: none
UNWIND $rows AS row
OPTIONAL MATCH (known:Fact {key: row.key})
WITH row, known
WHERE known IS NULL
MATCH (record:Record {id: row.record})
CREATE (fact:Fact:Balance {
  key: row.key, kind: 'balance', id: row.id, source: row.source, record: row.record, json: row.json,
  amount: row.amount, currency: row.currency, date: row.date
})-[:STATED_IN]->(record)
FOREACH (id IN row.accounts | MERGE (hub:Account {id: id}) CREATE (fact)-[:OF]->(hub))
