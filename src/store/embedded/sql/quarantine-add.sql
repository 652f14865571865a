-- purpose: Adds refused rows; one that is there stays as it is.
-- access: write
-- params: source, ordinal, json
-- returns: nothing
-- order: none
INSERT INTO quarantine (source, ordinal, json) VALUES (?, ?, ?) ON CONFLICT DO NOTHING;
