import { reads, writes } from '../../port/index.ts';
import { integer, integerOrNull, number, rowsOf, text, textOrNull, texts, textsOrNull } from '../statement.ts';

const state = { sha: text, class: text, compartment: text };
const page = { after: text, limit: number };

/** Sources, their rows, and the views of them. */
export const EVIDENCE_STATEMENTS = {
  'source-by-sha': reads({ sha: text }, { status: text, json: text }),
  'source-add': writes({ ...state, file_name: text, format: text, session: textOrNull, json: text }, {}),
  'source-set': writes({ ...state, status: text, session: textOrNull, json: text }, {}),
  'source-counts': reads({ sha: text }, { records: integer, quarantined: integer }),
  'sources-receiving': reads(
    {},
    { sha: text, session: text, host: textOrNull, pid: integerOrNull, until: integerOrNull },
  ),
  'sources-in-cut': reads(
    { sha: textOrNull, classes: texts, compartments: textsOrNull, shas: textsOrNull, ...page },
    { sha: text, status: text, json: text },
  ),
  'record-add': writes(
    {
      source: text,
      rows: rowsOf({ id: text, ordinal: number, place: text, date: textOrNull, facts: text, json: text }),
    },
    { id: text },
  ),
  'record-drop': writes({ source: text, limit: number }, { dropped: integer }),
  'record-by-id': reads({ id: text, sources: texts }, { source: text, facts: text, json: text }),
  'records-page': reads({ sources: texts, ...page }, { id: text, json: text }),
  'facts-page': reads({ sources: texts, after: text, before: text, limit: number }, { key: text, json: text }),
  'facts-by-keys': reads({ starts: texts }, { key: text, json: text }),
  neighbours: reads(
    { ids: texts, kinds: texts, sources: texts, limit: number },
    { id: text, fact: text, kind: text, from: text, to: text },
  ),
  degrees: reads({ ids: texts, sources: texts }, { id: text, degree: integer }),
  'quarantine-add': writes(
    { source: text, rows: rowsOf({ key: text, ordinal: number, place: text, code: text, json: text }) },
    {},
  ),
  'quarantine-drop': writes({ source: text, limit: number }, { dropped: integer }),
  'quarantine-page': reads({ sources: texts, ...page }, { key: text, json: text }),
} as const;
