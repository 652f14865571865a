-- purpose: Opens a Source as receiving.
-- access: write
-- params: sha, class, compartment, json
-- returns: nothing
-- order: none
INSERT INTO source (sha, class, compartment, status, json) VALUES (:sha, :class, :compartment, 'receiving', :json);
