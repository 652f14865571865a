// purpose: Adds search keys of a Run; one that is there stays.
// access: write
// params: rows
// returns: nothing
// order: none
UNWIND $rows AS row
MERGE (searchKey:SearchKey {place: row.place})
ON CREATE SET searchKey.key = row.key, searchKey.id = row.id, searchKey.kind = row.kind
