import { reads, writes } from '../../port/index.ts';
import { integer, text, textOrNull } from '../statement.ts';

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
const named = { id: text };
const lease = { id: text, token: text, now: integer };

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
  'job-events': reads({ job: text, after: integer, limit: integer }, { no: integer, kind: text, data: text }),
  'job-children': reads({ parent: text }, job),
  'job-orphans': reads({ parent: text }, named),
  'job-child-add': writes({ parent: text, position: integer, child: text }, {}),
  'job-children-drop': writes({ parent: text }, {}),
  'job-bury': writes({ queue: text, now: integer, error: text }, named),
  'job-take': writes({ queue: text, token: text, now: integer, until: integer }, job),
  'job-renew': writes({ ...lease, until: integer }, named),
  'job-progress': writes({ ...lease, progress: text }, named),
  'job-complete': writes({ ...lease, result: text }, named),
  'job-fail': writes({ ...lease, state: text, attempts: integer, run_at: integer, error: text }, named),
  'job-park': writes(lease, named),
  'job-wake': writes({ id: text, now: integer }, {}),
  'job-cancel': writes({ id: text }, named),
  'jobs-release': writes({}, {}),
} as const;
