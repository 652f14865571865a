import { integer, reads, text, textOrNull, writes } from '../statement.ts';

const sequenced = { seq: integer, previous_hash: text, leaf_hash: text, json: text };
const job = {
  id: text,
  queue: text,
  operation: text,
  data: text,
  state: text,
  attempts: integer,
  max_attempts: integer,
  run_at: integer,
  progress: text,
  result: text,
  error: text,
};

/** The home itself, its audit log and its jobs. */
export const OPERATION_STATEMENTS = {
  'meta-add': writes({ name: text, value: text }, {}),
  'meta-get': reads({ name: text }, { value: text }),
  'engine-version': reads({}, { version: text }),
  'audit-add': writes({ id: text, json: text }, {}),
  'audit-head': reads({}, sequenced),
  'audit-waiting': reads({ limit: integer }, { json: text }),
  'audit-waiting-count': reads({}, { waiting: integer }),
  'audit-place': writes({ seq: integer, previous_hash: text, leaf_hash: text, id: text }, {}),
  'audit-page': reads({ from: integer, to: integer }, sequenced),
  'job-add': writes({ id: text, queue: text, operation: text, data: text, max_attempts: integer, now: integer }, job),
  'job-get': reads({ id: text }, job),
  'job-list': reads({ queue: textOrNull, state: textOrNull, limit: integer }, job),
  'job-bury': writes({ queue: text, now: integer, error: text }, {}),
  'job-take': writes({ queue: text, now: integer, until: integer }, job),
  'job-renew': writes({ id: text, now: integer, until: integer }, { id: text }),
  'job-progress': writes({ id: text, progress: text }, {}),
  'job-complete': writes({ id: text, result: text }, {}),
  'job-fail': writes({ id: text, state: text, run_at: integer, error: text }, {}),
  'job-cancel': writes({ id: text }, { id: text }),
  'jobs-release': writes({}, {}),
} as const;
