-- purpose: How many rows a Source has in fact, to hold against what is stated when it is sealed.
-- access: read
-- params: source
-- returns: records, quarantined
-- order: one row
SELECT
  (SELECT count(*) FROM record WHERE source = :source) AS records,
  (SELECT count(*) FROM quarantine WHERE source = :source) AS quarantined;
