// purpose: Adds results of a Run under the words of the glossary.
// access: write
// params: run, rows
// returns: nothing
// order: none
MATCH (run:Run {id: $run})
UNWIND $rows AS row
CREATE (result:Result {
  key: row.key, run: $run, kind: row.kind, id: row.id, rank: row.rank, classes: row.classes, json: row.json
})-[:FOUND_BY]->(run)
FOREACH (_ IN CASE WHEN row.kind = 'network' THEN [1] ELSE [] END | SET result:Network)
FOREACH (_ IN CASE WHEN row.kind = 'entity' THEN [1] ELSE [] END | SET result:Entity)
FOREACH (_ IN CASE WHEN row.kind = 'finding' THEN [1] ELSE [] END | SET result:Finding)
FOREACH (_ IN CASE WHEN row.kind = 'lead' THEN [1] ELSE [] END | SET result:Lead)
