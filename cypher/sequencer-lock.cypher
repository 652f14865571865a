// purpose: Lets one sequencer work at a time: the next waits here until the transaction ends.
// access: write
// params: none
// returns: nothing
// order: none
MATCH (counter:Counter {name: 'sequencer'})
SET counter.locked = true
