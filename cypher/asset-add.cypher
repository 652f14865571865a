// purpose: Adds statements about assets, with their titled owner. Locks and answers those that a smaller record makes too: whoever comes second is to see what the first left.
// access: write
// params: rows
// returns: key
// order: key
UNWIND $rows AS row
OPTIONAL MATCH (known:Fact {key: row.key})
WITH row, known
WHERE known IS NULL OR row.record < known.record
MATCH (record:Record {id: row.record})
FOREACH (_ IN CASE WHEN known IS NULL THEN [1] ELSE [] END |
  CREATE (fact:Fact:Asset {
    key: row.key, kind: 'asset', id: row.id, source: row.source, record: row.record, json: row.json,
    assetKind: row.asset_kind, reference: row.reference, identifier: row.identifier, amount: row.amount, currency: row.currency
  })-[:STATED_IN]->(record)
  FOREACH (id IN row.parties | MERGE (hub:Party {id: id}) CREATE (fact)-[:TITLED_TO]->(hub)))
FOREACH (fact IN CASE WHEN known IS NULL THEN [] ELSE [known] END | SET fact.held = true)
WITH row, known
WHERE known IS NOT NULL
RETURN row.key AS key
ORDER BY key
