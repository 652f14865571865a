// purpose: Opens a Source as receiving, in a session or for whoever takes its job.
// access: write
// params: sha, class, compartment, file_name, format, session, json
// returns: nothing
// order: none
CREATE (:Source {
  sha: $sha, class: $class, compartment: $compartment, fileName: $file_name, format: $format,
  status: 'receiving', session: $session, json: $json
})
