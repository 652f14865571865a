-- purpose: Ends every lease: at start no worker of this home can be alive.
-- access: write
-- params: none
-- returns: nothing
-- order: none
UPDATE job SET lease_until = 0 WHERE state = 'running';
