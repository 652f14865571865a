import { reads, writes } from '../../port/index.ts';
import { integer, number, rowsOf, text } from '../statement.ts';

const sequenced = { seq: integer, previous_hash: text, leaf_hash: text, json: text };

/** The home itself, who works in it, and its audit log. */
export const OPERATION_STATEMENTS = {
  'home-get': reads({}, { id: text }),
  'home-add': writes({ id: text }, { id: text }),
  'foreign-nodes': reads({}, { nodes: integer }),
  'engine-version': reads({}, { name: text, version: text, edition: text }),
  migrations: reads({}, { no: integer, name: text, sha256: text }),
  'migration-add': writes({ no: number, name: text, sha256: text }, {}),
  'session-renew': writes({ id: text, host: text, pid: number, until: number }, {}),
  'session-drop': writes({ id: text }, {}),
  'sessions-end': writes({ now: number }, {}),
  gate: writes({}, { no: integer }),
  'audit-add': writes({ id: text, no: number, json: text }, {}),
  'sequencer-lock': writes({}, {}),
  'audit-head': reads({}, sequenced),
  'audit-waiting': reads({ limit: number }, { json: text }),
  'audit-waiting-count': reads({}, { waiting: integer }),
  'audit-place': writes({ rows: rowsOf({ id: text, seq: number, previous_hash: text, leaf_hash: text }) }, {}),
  'audit-page': reads({ from: number, to: number }, sequenced),
} as const;
