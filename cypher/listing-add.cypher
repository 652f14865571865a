// purpose: Adds entries of sanctions lists.
// access: write
// params: rows
// returns: nothing
// order: none
UNWIND $rows AS row
OPTIONAL MATCH (known:Fact {key: row.key})
WITH row, known
WHERE known IS NULL
MATCH (record:Record {id: row.record})
CREATE (fact:Fact:Listing {
  key: row.key, kind: 'listing', id: row.id, source: row.source, record: row.record, json: row.json,
  authority: row.authority, date: row.date
})-[:STATED_IN]->(record)
FOREACH (id IN row.parties | MERGE (hub:Party {id: id}) CREATE (fact)-[:NAMES]->(hub))
