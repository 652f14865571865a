// purpose: Adds refused rows; one that is there stays as it is.
// access: write
// params: source, rows
// returns: nothing
// order: none
MATCH (source:Source {sha: $source})
UNWIND $rows AS row
OPTIONAL MATCH (known:RefusedRow {key: row.key})
WITH source, row, known
WHERE known IS NULL
CREATE (:RefusedRow {
  key: row.key, source: $source, ordinal: row.ordinal, place: row.place, code: row.code, json: row.json
})-[:REFUSED_FROM]->(source)
