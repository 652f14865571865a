// purpose: Adds parties: the node that others point to is the party itself, and may be there before it. Answers those of whom another Source states something already.
// access: write
// params: rows
// returns: key
// order: key
UNWIND $rows AS row
MATCH (record:Record {id: row.record})
MERGE (party:Party {id: row.id})
FOREACH (_ IN CASE WHEN party.key IS NULL THEN [1] ELSE [] END |
  SET party:Fact, party.key = row.key, party.kind = 'party', party.source = row.source, party.record = row.record,
    party.json = row.json, party.name = row.name, party.role = row.role, party.country = row.country
  CREATE (party)-[:STATED_IN]->(record)
  FOREACH (_ IN row.person | SET party:Person)
  FOREACH (_ IN row.organisation | SET party:Organisation))
WITH party, row
WHERE party.key <> row.key
RETURN row.key AS key
ORDER BY key
