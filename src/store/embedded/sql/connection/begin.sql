-- purpose: Opens a write transaction; the write lock is taken at once, so a transaction never fails halfway for want of it.
BEGIN IMMEDIATE;
