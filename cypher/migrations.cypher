// purpose: The migrations that this database has seen.
// access: read
// params: none
// returns: no, name, sha256
// order: no
MATCH (migration:Migration)
WHERE migration.no > 0
RETURN migration.no AS no, migration.name AS name, migration.sha256 AS sha256
ORDER BY no
