import { reads, writes } from '../../port/index.ts';
import { integer, text, textOrNull } from '../statement.ts';

const page = { after: text, limit: integer };

/** Sources, their rows, and the views of them. */
export const EVIDENCE_STATEMENTS = {
  'source-by-sha': reads({ sha: text }, { no: integer, status: text, json: text }),
  'source-add': writes({ sha: text, class: text, compartment: text, json: text }, {}),
  'source-set': writes({ no: integer, class: text, compartment: text, status: text, json: text }, {}),
  'source-counts': reads({ source: integer }, { records: integer, quarantined: integer }),
  'sources-receiving': reads({}, { json: text }),
  'sources-in-cut': reads(
    { sha: textOrNull, classes: text, compartments: textOrNull, shas: textOrNull, ...page },
    { no: integer, sha: text, status: text, json: text },
  ),
  'record-add': writes({ id: text, source: integer, facts: text, json: text }, {}),
  'record-drop': writes({ source: integer }, {}),
  'record-by-id': reads({ id: text, sources: text }, { source: integer, facts: text, json: text }),
  'records-page': reads({ sources: text, ...page }, { id: text, json: text }),
  'fact-add': writes(
    {
      kind: text,
      id: text,
      source: integer,
      variant: integer,
      record: text,
      edge_from: textOrNull,
      edge_to: textOrNull,
      json: text,
    },
    {},
  ),
  'fact-drop': writes({ source: integer }, {}),
  'facts-page': reads(
    { kind: text, sources: text, after_id: text, after_sha: text, after_variant: integer, limit: integer },
    { id: text, sha: text, variant: integer, json: text },
  ),
  'facts-by-ids': reads({ facts: text, source: integer }, { kind: text, id: text, variant: integer, json: text }),
  neighbours: reads(
    { id: text, kinds: text, sources: text, limit: integer },
    { fact: text, kind: text, edge_from: textOrNull, edge_to: textOrNull },
  ),
  degree: reads({ id: text, sources: text }, { id: text, degree: integer }),
  'quarantine-add': writes({ source: integer, ordinal: integer, json: text }, {}),
  'quarantine-drop': writes({ source: integer }, {}),
  'quarantine-page': reads(
    { sources: text, after_sha: text, after_ordinal: integer, limit: integer },
    { sha: text, ordinal: integer, json: text },
  ),
} as const;
