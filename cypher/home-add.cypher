// purpose: Makes this database the home of an id, unless it is a home already.
// access: write
// params: id
// returns: id
// order: one row
MERGE (home:Home {name: 'home'})
ON CREATE SET home.id = $id
RETURN home.id AS id
