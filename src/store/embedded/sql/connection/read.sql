-- purpose: Sets up the connection that reads. It is apart from the writing one, so no view sees an open transaction.
PRAGMA query_only = ON;
PRAGMA trusted_schema = OFF;
PRAGMA temp_store = MEMORY;
PRAGMA cache_size = -32768;
