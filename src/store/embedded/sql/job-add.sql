-- purpose: Adds a job that waits. One that is there stays, but a failed or cancelled one starts again.
-- access: write
-- params: id, queue, operation, data, max_attempts, now
-- returns: id, queue, operation, data, state, attempts, max_attempts, run_at, progress, result, error
-- order: one row
INSERT INTO job (id, queue, operation, data, state, attempts, max_attempts, run_at, progress, result, error)
VALUES (:id, :queue, :operation, :data, 'waiting', 0, :max_attempts, :now, 'null', 'null', 'null')
ON CONFLICT (id) DO UPDATE SET
  state = iif(state IN ('failed', 'cancelled'), 'waiting', state),
  attempts = iif(state IN ('failed', 'cancelled'), 0, attempts),
  run_at = iif(state IN ('failed', 'cancelled'), :now, run_at),
  progress = iif(state IN ('failed', 'cancelled'), 'null', progress),
  error = iif(state IN ('failed', 'cancelled'), 'null', error)
RETURNING id, queue, operation, data, state, attempts, max_attempts, run_at, progress, result, error;
