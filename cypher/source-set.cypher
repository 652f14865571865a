// purpose: Moves a Source to another state, with what is known of it then.
// access: write
// params: sha, class, compartment, status, session, json
// returns: nothing
// order: none
MATCH (source:Source {sha: $sha})
SET source.class = $class, source.compartment = $compartment, source.status = $status, source.session = $session,
  source.json = $json
