// purpose: Judgements whose classes the cut shows and whose two parties stand in visible Sources.
// access: read
// params: classes, sources, after, limit
// returns: no, json
// order: no
MATCH (judgement:Judgement)
WHERE judgement.no > $after
  AND all(class IN judgement.classes WHERE class IN $classes)
  AND EXISTS { MATCH (party:Party {id: judgement.left}) WHERE party.source IN $sources }
  AND EXISTS { MATCH (party:Party {id: judgement.right}) WHERE party.source IN $sources }
RETURN judgement.no AS no, judgement.json AS json
ORDER BY no LIMIT $limit
