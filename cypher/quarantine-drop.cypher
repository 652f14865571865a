// purpose: Removes refused rows of a Source that is discarded, at most so many.
// access: write
// params: source, limit
// returns: dropped
// order: one row
MATCH (refused:RefusedRow)-[:REFUSED_FROM]->(:Source {sha: $source})
WITH refused LIMIT $limit
DETACH DELETE refused
RETURN count(*) AS dropped
