-- purpose: How many migrations the home has seen.
PRAGMA user_version;
