// purpose: Makes a Run the newest; from here on views show it.
// access: write
// params: id, saved
// returns: nothing
// order: none
MATCH (run:Run {id: $id})
SET run.saved = $saved, run.session = null
