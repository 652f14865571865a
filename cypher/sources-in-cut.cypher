// purpose: Sources that a cut shows; a receiving one is shown by none. A null list stands for all.
// access: read
// params: sha, classes, compartments, shas, after, limit
// returns: sha, status, json
// order: sha
MATCH (source:Source)
WHERE source.sha > $after
  AND source.status <> 'receiving'
  AND ($sha IS NULL OR source.sha = $sha)
  AND source.class IN $classes
  AND ($compartments IS NULL OR source.compartment IN $compartments)
  AND ($shas IS NULL OR source.sha IN $shas)
RETURN source.sha AS sha, source.status AS status, source.json AS json
ORDER BY sha LIMIT $limit
