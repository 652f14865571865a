// purpose: Decisions whose classes the cut shows and whose party, if they name one, stands in a visible Source.
// access: read
// params: classes, sources, after, limit
// returns: no, json
// order: no
MATCH (decision:Decision)
WHERE decision.no > $after
  AND all(class IN decision.classes WHERE class IN $classes)
  AND (decision.party IS NULL
    OR EXISTS { MATCH (party:Party {id: decision.party}) WHERE party.source IN $sources })
RETURN decision.no AS no, decision.json AS json
ORDER BY no LIMIT $limit
