// purpose: Removes the head of a Run whose results are gone.
// access: write
// params: id
// returns: nothing
// order: none
MATCH (run:Run {id: $id})
DELETE run
