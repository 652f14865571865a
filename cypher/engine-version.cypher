// purpose: The version of the database.
// access: read
// params: none
// returns: name, version, edition
// order: one row
CALL dbms.components() YIELD name, versions, edition
RETURN name, versions[0] AS version, edition
ORDER BY name LIMIT 1
