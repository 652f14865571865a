-- Jobs that spawn others and wait for them, leases with a token, and the history of each job.
-- The table is made anew because a CHECK cannot be widened in place.

CREATE TABLE job_2 (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  queue TEXT NOT NULL,
  operation TEXT NOT NULL,
  data TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'parked', 'done', 'failed', 'cancelled')),
  attempts INTEGER NOT NULL,
  max_attempts INTEGER NOT NULL,
  run_at INTEGER NOT NULL,
  token TEXT,
  lease_until INTEGER,
  progress TEXT NOT NULL,
  result TEXT NOT NULL,
  error TEXT NOT NULL
) STRICT;
INSERT INTO job_2 (no, id, queue, operation, data, state, attempts, max_attempts, run_at, lease_until, progress, result, error)
SELECT no, id, queue, operation, data, state, attempts, max_attempts, run_at, lease_until, progress, result, error FROM job;
DROP TABLE job;
ALTER TABLE job_2 RENAME TO job;
CREATE INDEX job_due ON job (queue, state, run_at, no);

-- What a job waits for while it is parked, in the order in which it named them.
CREATE TABLE job_child (
  parent TEXT NOT NULL,
  position INTEGER NOT NULL,
  child TEXT NOT NULL,
  PRIMARY KEY (parent, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX job_parent ON job_child (child, parent);

-- The history of the jobs. Triggers write it, so that no change of a job can be committed without its event.
CREATE TABLE job_event (
  no INTEGER PRIMARY KEY AUTOINCREMENT,
  job TEXT NOT NULL,
  kind TEXT NOT NULL,
  data TEXT NOT NULL
) STRICT;
CREATE INDEX job_event_by_job ON job_event (job, no);

CREATE TRIGGER job_added AFTER INSERT ON job BEGIN
  INSERT INTO job_event (job, kind, data) VALUES (NEW.id, NEW.state, 'null');
END;

-- A job that is taken again after its lease ended stays `running`; its attempts tell that it was taken.
-- That a parked job may go on is no event: the next is that it runs.
CREATE TRIGGER job_moved AFTER UPDATE OF state, attempts ON job
WHEN (NEW.state IS NOT OLD.state OR NEW.attempts IS NOT OLD.attempts)
  AND NOT (OLD.state = 'parked' AND NEW.state = 'waiting') BEGIN
  INSERT INTO job_event (job, kind, data) VALUES (
    NEW.id, NEW.state, CASE NEW.state WHEN 'done' THEN NEW.result WHEN 'failed' THEN NEW.error ELSE 'null' END);
END;

-- Of the progress of a job the last 200 events are kept.
CREATE TRIGGER job_progressed AFTER UPDATE OF progress ON job WHEN NEW.state = 'running' AND OLD.state = 'running' BEGIN
  INSERT INTO job_event (job, kind, data) VALUES (NEW.id, 'progress', NEW.progress);
  DELETE FROM job_event WHERE job = NEW.id AND kind = 'progress' AND no <= (
    SELECT no FROM job_event WHERE job = NEW.id AND kind = 'progress' ORDER BY no DESC LIMIT 1 OFFSET 200);
END;

PRAGMA user_version = 2;
