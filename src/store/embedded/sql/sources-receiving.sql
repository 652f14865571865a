-- purpose: Sources that no process is receiving any more, asked for at start.
-- access: read
-- params: none
-- returns: json
-- order: sha
SELECT json FROM source WHERE status = 'receiving' ORDER BY sha;
