// purpose: How many events wait for their place.
// access: read
// params: none
// returns: waiting
// order: one row
MATCH (event:Waiting) RETURN count(event) AS waiting
