-- purpose: Adds facts. Of equal statements in one Source the one with the smallest record id stays, whatever the order of arrival.
-- access: write
-- params: kind, id, source, variant, record, edge_from, edge_to, json
-- returns: nothing
-- order: none
INSERT INTO fact (kind, id, source, variant, record, edge_from, edge_to, json) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (kind, id, source, variant) DO UPDATE SET record = excluded.record, json = excluded.json
WHERE excluded.record < record;
