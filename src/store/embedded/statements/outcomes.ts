import { reads, writes } from '../../port/index.ts';
import { integer, text, textOrNull } from '../statement.ts';

/** What people decided and what Runs found. */
export const OUTCOME_STATEMENTS = {
  'judgement-add': writes({ hash: text, left_party: text, right_party: text, classes: text, json: text }, {}),
  'judgements-page': reads(
    { classes: text, sources: text, after: integer, limit: integer },
    { no: integer, json: text },
  ),
  'decision-add': writes({ hash: text, party: textOrNull, classes: text, json: text }, {}),
  'decisions-page': reads(
    { classes: text, sources: text, after: integer, limit: integer },
    { no: integer, json: text },
  ),
  'run-by-id': reads({ id: text }, { no: integer, hash: text }),
  'run-add': writes({ id: text, hash: text, classes: text, json: text }, { no: integer }),
  'run-renew': writes({ no: integer }, {}),
  'runs-page': reads({ after: textOrNull, limit: integer }, { id: text, saved: integer, classes: text, json: text }),
  'result-add': writes({ run: integer, kind: text, rank: integer, id: text, classes: text, json: text }, {}),
  'result-rank': reads({ run: text, kind: text, id: text }, { rank: integer }),
  'results-page': reads(
    { run: text, kind: text, after_rank: integer, after_id: text, limit: integer },
    { kind: text, id: text, rank: integer, classes: text, json: text },
  ),
  'key-add': writes({ run: integer, key: text, id: text, kind: text }, {}),
  candidates: reads(
    { run: text, key: text, after_id: text, after_kind: text, limit: integer },
    { id: text, kind: text },
  ),
} as const;
