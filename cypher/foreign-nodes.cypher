// purpose: How many nodes there are that opening a home does not make: the data of someone else, when there is no home.
// access: read
// params: none
// returns: nodes
// order: one row
// plan: joins three single counts, each read from the store of counts
CALL () { MATCH (any) RETURN count(any) AS all }
CALL () { MATCH (migration:Migration) RETURN count(migration) AS migrations }
CALL () { MATCH (counter:Counter) RETURN count(counter) AS counters }
RETURN all - migrations - counters AS nodes
