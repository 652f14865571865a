-- purpose: Holds the lock of a home on a database file of its own for as long as the process lives; the operating
--   system gives it back however the process ends, so no stale lock is ever left.
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA busy_timeout = 0;
BEGIN EXCLUSIVE;
