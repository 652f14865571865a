// purpose: Makes a Run the newest.
// access: write
// params: id, saved
// returns: nothing
// order: none
MATCH (run:Run {id: $id})
SET run.saved = $saved
