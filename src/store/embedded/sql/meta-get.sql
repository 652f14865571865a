-- purpose: The value under a name.
-- access: read
-- params: name
-- returns: value
-- order: one row at most
SELECT value FROM meta WHERE name = :name;
