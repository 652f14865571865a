// purpose: Adds holdings: who owns or controls whom, as one record states it.
// access: write
// params: rows
// returns: nothing
// order: none
UNWIND $rows AS row
OPTIONAL MATCH (known:Fact {key: row.key})
WITH row, known
WHERE known IS NULL
MATCH (record:Record {id: row.record})
CREATE (fact:Fact:Holding {
  key: row.key, kind: 'holding', id: row.id, source: row.source, record: row.record, json: row.json,
  from: row.from, to: row.to, interest: row.interest, share: row.share, start: row.start, end: row.end
})-[:STATED_IN]->(record)
FOREACH (id IN row.owners | MERGE (hub:Party {id: id}) CREATE (fact)-[:OWNER]->(hub))
FOREACH (id IN row.subjects | MERGE (hub:Party {id: id}) CREATE (fact)-[:SUBJECT]->(hub))
