-- purpose: Sources that a cut shows; a receiving one is shown by none. JSON lists; null stands for all.
-- access: read
-- params: sha, classes, compartments, shas, after, limit
-- returns: no, sha, status, json
-- order: sha
SELECT no, sha, status, json
FROM source
WHERE status <> 'receiving'
  AND sha > :after
  AND (:sha IS NULL OR sha = :sha)
  AND class IN (SELECT value FROM json_each(:classes))
  AND (:compartments IS NULL OR compartment IN (SELECT value FROM json_each(:compartments)))
  AND (:shas IS NULL OR sha IN (SELECT value FROM json_each(:shas)))
ORDER BY sha
LIMIT :limit;
