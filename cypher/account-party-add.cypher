// purpose: Adds who stands to an account in which role.
// access: write
// params: rows
// returns: nothing
// order: none
UNWIND $rows AS row
OPTIONAL MATCH (known:Fact {key: row.key})
WITH row, known
WHERE known IS NULL
MATCH (record:Record {id: row.record})
CREATE (fact:Fact:AccountParty {
  key: row.key, kind: 'account-party', id: row.id, source: row.source, record: row.record, json: row.json,
  from: row.from, to: row.to, role: row.role
})-[:STATED_IN]->(record)
FOREACH (id IN row.accounts | MERGE (hub:Account {id: id}) CREATE (fact)-[:ACCOUNT]->(hub))
FOREACH (id IN row.parties | MERGE (hub:Party {id: id}) CREATE (fact)-[:PARTY]->(hub))
