-- purpose: Moves a Source to another state, with what is known of it then.
-- access: write
-- params: no, class, compartment, status, json
-- returns: nothing
-- order: none
UPDATE source SET class = :class, compartment = :compartment, status = :status, json = :json WHERE no = :no;
