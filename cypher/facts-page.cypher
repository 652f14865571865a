// purpose: One page of the facts of a kind: keys between two bounds, which start with the kind.
// access: read
// params: sources, after, before, limit
// returns: key, json
// order: key
MATCH (fact:Fact)
WHERE fact.key > $after AND fact.key < $before AND fact.source IN $sources
RETURN fact.key AS key, fact.json AS json
ORDER BY key LIMIT $limit
