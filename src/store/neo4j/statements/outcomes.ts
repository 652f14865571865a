import { reads, writes } from '../../port/index.ts';
import { integer, integerOrNull, number, rowsOf, text, textOrNull, texts } from '../statement.ts';

const between = { after: text, before: text, limit: number };
const unfinished = { hash: text, saved: integerOrNull, written: integerOrNull, session: textOrNull };
const decided = { classes: texts, sources: texts, after: number, limit: number };

/** What people decided and what Runs found. */
export const OUTCOME_STATEMENTS = {
  'judgement-add': writes(
    { hash: text, no: number, left: text, right: text, verdict: text, classes: texts, json: text },
    {},
  ),
  'judgements-page': reads(decided, { no: integer, json: text }),
  'decision-add': writes({ hash: text, no: number, party: textOrNull, classes: texts, json: text }, {}),
  'decisions-page': reads(decided, { no: integer, json: text }),
  'run-by-id': reads({ id: text }, unfinished),
  'run-claim': writes({ id: text, hash: text, classes: texts, json: text, session: textOrNull }, unfinished),
  'run-lock': writes({ id: text }, unfinished),
  'run-progress': writes({ id: text, hash: text, written: number, session: textOrNull }, {}),
  'run-drop': writes({ id: text }, {}),
  'runs-unfinished': reads(
    {},
    { id: text, hash: text, session: text, host: textOrNull, pid: integerOrNull, until: integerOrNull },
  ),
  'run-newest': reads({}, { saved: integer }),
  'run-renew': writes({ id: text, saved: number }, {}),
  'run-saved': reads({ id: text }, { saved: integer }),
  'runs-page': reads({ before: number, limit: number }, { id: text, saved: integer, classes: texts, json: text }),
  'result-add': writes(
    {
      run: text,
      rows: rowsOf({ key: text, kind: text, id: text, rank: number, classes: texts, json: text }),
    },
    {},
  ),
  'result-drop': writes(between, { dropped: integer }),
  'key-drop': writes(between, { dropped: integer }),
  'result-key': reads({ run: text, kind: text, id: text }, { key: text }),
  'results-page': reads(between, { key: text, kind: text, id: text, rank: integer, classes: texts, json: text }),
  'key-add': writes({ rows: rowsOf({ place: text, key: text, id: text, kind: text }) }, {}),
  candidates: reads(
    { ranges: rowsOf({ after: text, before: text }), limit: number },
    { no: integer, place: text, id: text, kind: text },
  ),
} as const;
