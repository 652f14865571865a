// purpose: Removes accounts and parties that are left with nothing.
// access: write
// params: accounts, parties
// returns: nothing
// order: none
CALL () {
  UNWIND $accounts AS id
  MATCH (hub:Account {id: id})
  RETURN hub
  UNION
  UNWIND $parties AS id
  MATCH (hub:Party {id: id})
  RETURN hub
}
WITH hub
WHERE NOT (hub)--()
DELETE hub
