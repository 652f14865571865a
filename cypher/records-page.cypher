// purpose: One page of the records of the visible Sources.
// access: read
// params: sources, after, limit
// returns: id, json
// order: id
MATCH (record:Record)
WHERE record.id > $after AND record.source IN $sources
RETURN record.id AS id, record.json AS json
ORDER BY id LIMIT $limit
