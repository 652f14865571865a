// purpose: Adds records; one that is there stays as it is, and is answered.
// access: write
// params: source, rows
// returns: id
// order: id
MATCH (source:Source {sha: $source})
UNWIND $rows AS row
OPTIONAL MATCH (known:Record {id: row.id})
FOREACH (_ IN CASE WHEN known IS NULL THEN [1] ELSE [] END |
  CREATE (:Record {
    id: row.id, source: $source, ordinal: row.ordinal, place: row.place, date: row.date, facts: row.facts, json: row.json
  })-[:IN]->(source))
WITH row, known
WHERE known IS NOT NULL
RETURN row.id AS id
ORDER BY id
