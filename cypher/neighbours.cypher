// purpose: Edges at accounts or parties from either end, at most so many for each.
// access: read
// params: ids, kinds, sources, limit
// returns: id, fact, kind, from, to
// order: id, fact, kind
UNWIND $ids AS id
CALL (id) {
  MATCH (:Account|Party {id: id})<-[:FROM|TO|ACCOUNT|PARTY|OWNER|SUBJECT]-(fact:Fact)
  WHERE fact.kind IN $kinds AND fact.source IN $sources AND fact.from IS NOT NULL AND fact.to IS NOT NULL
  RETURN DISTINCT fact.id AS fact, fact.kind AS kind, fact.from AS from, fact.to AS to
  ORDER BY fact, kind LIMIT $limit
}
RETURN id, fact, kind, from, to
ORDER BY id, fact, kind
