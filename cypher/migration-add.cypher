// purpose: Keeps the checksum of a migration that was applied.
// access: write
// params: no, name, sha256
// returns: nothing
// order: none
MERGE (migration:Migration {no: $no})
ON CREATE SET migration.name = $name, migration.sha256 = $sha256
