// purpose: How many rows a Source has in fact, to hold against what is stated when it is sealed.
// access: read
// params: sha
// returns: records, quarantined
// order: one row
MATCH (source:Source {sha: $sha})
RETURN COUNT { (source)<-[:IN]-() } AS records, COUNT { (source)<-[:REFUSED_FROM]-() } AS quarantined
