// purpose: The facts whose keys start with one of the texts: what a record states, in its own Source.
// access: read
// params: starts
// returns: key, json
// order: key
UNWIND $starts AS start
MATCH (fact:Fact)
WHERE fact.key STARTS WITH start
RETURN fact.key AS key, fact.json AS json
ORDER BY key
