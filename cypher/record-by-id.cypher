// purpose: A record of the visible Sources.
// access: read
// params: id, sources
// returns: source, facts, json
// order: one row at most
MATCH (record:Record {id: $id})
WHERE record.source IN $sources
RETURN record.source AS source, record.facts AS facts, record.json AS json
