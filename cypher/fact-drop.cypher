// purpose: Removes facts of a Source that is discarded, at most so many; of a party, which others may point to, only what was said of it. Answers the nodes that they pointed to.
// access: write
// params: source, limit
// returns: accounts, parties, dropped
// order: one row
MATCH (:Source {sha: $source})<-[:IN]-(:Record)<-[stated:STATED_IN]-(fact:Fact)
WITH fact, stated LIMIT $limit
OPTIONAL MATCH (fact)-->(hub:Account|Party)
WITH fact, stated, collect(hub) AS hubs
WITH fact, stated,
  [hub IN hubs WHERE hub:Account | hub.id] AS accounts,
  [hub IN hubs WHERE hub:Party | hub.id] + CASE WHEN fact:Party THEN [fact.id] ELSE [] END AS parties
DELETE stated
FOREACH (party IN CASE WHEN fact:Party THEN [fact] ELSE [] END |
  SET party = {id: party.id}
  REMOVE party:Fact:Person:Organisation)
FOREACH (other IN CASE WHEN fact:Party THEN [] ELSE [fact] END | DETACH DELETE other)
WITH collect(accounts) AS accountLists, collect(parties) AS partyLists
RETURN reduce(all = [], list IN accountLists | all + list) AS accounts,
  reduce(all = [], list IN partyLists | all + list) AS parties, size(accountLists) AS dropped
