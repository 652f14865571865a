-- purpose: Keeps nothing since begin.
ROLLBACK;
