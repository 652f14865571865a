-- purpose: One page of the refused rows of the visible Sources.
-- access: read
-- params: sources, after_sha, after_ordinal, limit
-- returns: sha, ordinal, json
-- order: sha, ordinal
SELECT source.sha, quarantine.ordinal, quarantine.json
FROM quarantine JOIN source ON source.no = quarantine.source
WHERE (source.sha, quarantine.ordinal) > (:after_sha, :after_ordinal)
  AND quarantine.source IN (SELECT value FROM json_each(:sources))
ORDER BY source.sha, quarantine.ordinal
LIMIT :limit;
