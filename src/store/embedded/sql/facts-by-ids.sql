-- purpose: The facts that a record lists as [[kind, id], …], in its own Source.
-- access: read
-- params: facts, source
-- returns: kind, id, variant, json
-- order: kind, id, variant
SELECT fact.kind, fact.id, fact.variant, fact.json
FROM json_each(:facts) AS listed
CROSS JOIN fact ON fact.kind = listed.value ->> 0 AND fact.id = listed.value ->> 1 AND fact.source = :source
ORDER BY fact.kind, fact.id, fact.variant;
