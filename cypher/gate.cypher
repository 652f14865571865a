// purpose: Takes the lock of commitment until the transaction ends, and draws the next number. Whoever is to see a state that stays, or has a place in the order of commitment, comes through here; rows are written before it.
// access: write
// params: none
// returns: no
// order: one row
MATCH (counter:Counter {name: 'commitment'})
SET counter.locked = true
WITH counter
SET counter.value = counter.value + 1
RETURN counter.value AS no
