// purpose: How many edges touch each account or party; an edge to itself is one.
// access: read
// params: ids, sources
// returns: id, degree
// order: id
UNWIND $ids AS id
CALL (id) {
  MATCH (:Account|Party {id: id})<-[:FROM|TO|ACCOUNT|PARTY|OWNER|SUBJECT]-(fact:Fact)
  WHERE fact.source IN $sources AND fact.from IS NOT NULL AND fact.to IS NOT NULL
  RETURN count(DISTINCT fact.kind + ' ' + fact.id) AS degree
}
RETURN id, degree
ORDER BY id
