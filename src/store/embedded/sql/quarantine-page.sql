-- purpose: One page of the refused rows of the visible Sources.
-- access: read
-- params: sources, after_sha, after_ordinal, limit
-- returns: sha, ordinal, json
-- order: sha, ordinal
SELECT source.sha, quarantine.ordinal, quarantine.json
FROM source CROSS JOIN quarantine ON quarantine.source = source.no
WHERE source.sha >= :after_sha
  AND (source.sha, quarantine.ordinal) > (:after_sha, :after_ordinal)
  AND +source.no IN (SELECT value FROM json_each(:sources))
ORDER BY source.sha, quarantine.ordinal
LIMIT :limit;
