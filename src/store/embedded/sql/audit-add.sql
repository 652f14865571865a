-- purpose: Commits an audit event that waits for its place; the same event twice is there once.
-- access: write
-- params: id, json
-- returns: nothing
-- order: none
INSERT INTO audit_event (id, json) VALUES (:id, :json) ON CONFLICT DO NOTHING;
