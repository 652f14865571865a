// purpose: Adds cash over the counter, with the accounts and persons that the report names.
// access: write
// params: rows
// returns: nothing
// order: none
UNWIND $rows AS row
OPTIONAL MATCH (known:Fact {key: row.key})
WITH row, known
WHERE known IS NULL
MATCH (record:Record {id: row.record})
CREATE (fact:Fact:CashMovement {
  key: row.key, kind: 'cash-movement', id: row.id, source: row.source, record: row.record, json: row.json,
  direction: row.direction, amount: row.amount, currency: row.currency, date: row.date
})-[:STATED_IN]->(record)
FOREACH (id IN row.accounts | MERGE (hub:Account {id: id}) CREATE (fact)-[:AT]->(hub))
FOREACH (id IN row.parties | MERGE (hub:Party {id: id}) CREATE (fact)-[:BY]->(hub))
