// purpose: The home that this database holds.
// access: read
// params: none
// returns: id
// order: one row at most
MATCH (home:Home {name: 'home'})
RETURN home.id AS id
