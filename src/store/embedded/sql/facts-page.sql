-- purpose: One page of the facts of a kind. The place after which it starts is an id, a Source sha and a variant.
-- access: read
-- params: kind, sources, after_id, after_sha, after_variant, limit
-- returns: id, sha, variant, json
-- order: id, sha, variant
SELECT fact.id, source.sha, fact.variant, fact.json
FROM fact JOIN source ON source.no = fact.source
WHERE fact.kind = :kind
  AND fact.id >= :after_id
  AND (fact.id, source.sha, fact.variant) > (:after_id, :after_sha, :after_variant)
  AND fact.source IN (SELECT value FROM json_each(:sources))
ORDER BY fact.id, source.sha, fact.variant
LIMIT :limit;
