-- purpose: Decisions whose classes the cut shows and whose party, if they name one, stands in a visible Source.
-- access: read
-- params: classes, sources, after, limit
-- returns: no, json
-- order: no
SELECT no, json
FROM decision
WHERE no > :after
  AND NOT EXISTS (SELECT 1 FROM json_each(decision.classes) WHERE value NOT IN (SELECT value FROM json_each(:classes)))
  AND (party IS NULL OR EXISTS (SELECT 1 FROM fact WHERE kind = 'party' AND id = party AND source IN (SELECT value FROM json_each(:sources))))
ORDER BY no
LIMIT :limit;
