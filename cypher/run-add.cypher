// purpose: Adds the head of a Run; it has its place among the Runs when its results are there.
// access: write
// params: id, hash, classes, json
// returns: nothing
// order: none
CREATE (:Run {id: $id, hash: $hash, classes: $classes, json: $json})
