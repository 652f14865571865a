-- purpose: The version of the database library.
-- access: read
-- params: none
-- returns: version
-- order: one row
SELECT sqlite_version() AS version;
