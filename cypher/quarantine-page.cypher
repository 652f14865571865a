// purpose: One page of the refused rows of the visible Sources.
// access: read
// params: sources, after, limit
// returns: key, json
// order: key
MATCH (refused:RefusedRow)
WHERE refused.key > $after AND refused.source IN $sources
RETURN refused.key AS key, refused.json AS json
ORDER BY key LIMIT $limit
