// purpose: Adds statements about accounts; the account itself is the node that they are about. Locks and answers those that a smaller record makes too: whoever comes second is to see what the first left.
// access: write
// params: rows
// returns: key
// order: key
UNWIND $rows AS row
OPTIONAL MATCH (known:Fact {key: row.key})
WITH row, known
WHERE known IS NULL OR row.record < known.record
MATCH (record:Record {id: row.record})
FOREACH (_ IN CASE WHEN known IS NULL THEN [1] ELSE [] END |
  CREATE (fact:Fact:AccountStatement {
    key: row.key, kind: 'account', id: row.id, source: row.source, record: row.record, json: row.json,
    institution: row.institution, number: row.number, name: row.name, closed: row.closed
  })-[:STATED_IN]->(record)
  FOREACH (id IN row.accounts | MERGE (hub:Account {id: id}) CREATE (fact)-[:ABOUT]->(hub)))
FOREACH (fact IN CASE WHEN known IS NULL THEN [] ELSE [known] END | SET fact.held = true)
WITH row, known
WHERE known IS NOT NULL
RETURN row.key AS key
ORDER BY key
