// purpose: Adds a decision; the same act sent twice is there once.
// access: write
// params: hash, no, party, classes, json
// returns: nothing
// order: none
MERGE (decision:Decision {hash: $hash})
ON CREATE SET decision.no = $no, decision.party = $party, decision.classes = $classes, decision.json = $json
