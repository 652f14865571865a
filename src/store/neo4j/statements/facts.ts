import { writes } from '../../port/index.ts';
import { flag, integer, number, rowsOf, text, textOrNull, texts } from '../statement.ts';

/** What every fact row has, whatever its kind. */
const base = { key: text, id: text, source: text, record: text, json: text };
/** The ends of an edge: set only when the fact joins two things. */
const edge = { from: textOrNull, to: textOrNull };
const money = { amount: textOrNull, currency: textOrNull };

/** One statement a kind of fact, since labels and relationship types are literal text. */
export const FACT_STATEMENTS = {
  'account-add': writes(
    {
      rows: rowsOf({
        ...base,
        institution: text,
        number: text,
        name: textOrNull,
        closed: flag,
        accounts: texts,
      }),
    },
    { key: text },
  ),
  'account-party-add': writes({ rows: rowsOf({ ...base, ...edge, role: text, accounts: texts, parties: texts }) }, {}),
  'acknowledgement-add': writes({ rows: rowsOf({ ...base, bsa_id: text }) }, {}),
  'aggregate-flow-add': writes(
    {
      rows: rowsOf({
        ...base,
        ...money,
        start: textOrNull,
        end: textOrNull,
        from_parties: texts,
        to_parties: texts,
      }),
    },
    {},
  ),
  'asset-add': writes(
    {
      rows: rowsOf({
        ...base,
        ...money,
        asset_kind: text,
        reference: text,
        identifier: textOrNull,
        parties: texts,
      }),
    },
    { key: text },
  ),
  'balance-add': writes({ rows: rowsOf({ ...base, ...money, date: text, accounts: texts }) }, {}),
  'cash-movement-add': writes(
    {
      rows: rowsOf({
        ...base,
        ...money,
        direction: text,
        date: textOrNull,
        accounts: texts,
        parties: texts,
      }),
    },
    {},
  ),
  'holding-add': writes(
    {
      rows: rowsOf({
        ...base,
        ...edge,
        interest: text,
        share: textOrNull,
        start: textOrNull,
        end: textOrNull,
        owners: texts,
        subjects: texts,
      }),
    },
    {},
  ),
  'listing-add': writes({ rows: rowsOf({ ...base, authority: text, date: textOrNull, parties: texts }) }, {}),
  'outcome-add': writes(
    { rows: rowsOf({ ...base, outcome_type: text, lead: textOrNull, amount: textOrNull, at: text }) },
    {},
  ),
  'party-add': writes(
    {
      rows: rowsOf({
        ...base,
        name: textOrNull,
        role: text,
        country: textOrNull,
        person: texts,
        organisation: texts,
      }),
    },
    { key: text },
  ),
  'report-add': writes({ rows: rowsOf({ ...base, form: text, filed_on: textOrNull }) }, {}),
  'transfer-add': writes(
    {
      rows: rowsOf({
        ...base,
        ...edge,
        ...money,
        date: textOrNull,
        at: textOrNull,
        method: text,
        reference: text,
        from_accounts: texts,
        from_parties: texts,
        to_accounts: texts,
        to_parties: texts,
      }),
    },
    {},
  ),
  'victim-fact-add': writes({ rows: rowsOf({ ...base, category: text, amount: textOrNull }) }, {}),
  'fact-restate': writes({ rows: rowsOf({ key: text, record: text, json: text }) }, {}),
  'fact-drop': writes({ source: text, limit: number }, { accounts: texts, parties: texts, dropped: integer }),
  'hub-drop': writes({ accounts: texts, parties: texts }, {}),
} as const;
