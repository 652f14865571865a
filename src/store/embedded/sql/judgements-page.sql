-- purpose: Judgements whose classes the cut shows and whose two parties stand in visible Sources.
-- access: read
-- params: classes, sources, after, limit
-- returns: no, json
-- order: no
SELECT no, json
FROM judgement
WHERE no > :after
  AND NOT EXISTS (SELECT 1 FROM json_each(judgement.classes) WHERE value NOT IN (SELECT value FROM json_each(:classes)))
  AND EXISTS (SELECT 1 FROM fact WHERE kind = 'party' AND id = left_party AND source IN (SELECT value FROM json_each(:sources)))
  AND EXISTS (SELECT 1 FROM fact WHERE kind = 'party' AND id = right_party AND source IN (SELECT value FROM json_each(:sources)))
ORDER BY no
LIMIT :limit;
