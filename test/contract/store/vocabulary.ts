import { z } from 'zod';
import { SOURCE_CLASSES } from '../../../src/facts/index.ts';

/**
 * The words of the contract cases. Strict throughout: a key that is not here (`only`, `skip`, the name of an adapter)
 * fails the case. Ids are written out as they are stored; a Source is one hex digit, which stands for 64 of it.
 */
const id = z.string();
const sourceName = z.string().regex(/^[0-9a-f]$/);
const classes = z.array(z.enum(SOURCE_CLASSES));

const fact = z.union([
  z.strictObject({ party: id, name: z.string().optional(), of: id.optional() }),
  z.strictObject({ account: id, number: z.string().optional() }),
  z.strictObject({ transfer: id, from: id.nullable(), to: id.nullable(), amount: z.string().optional() }),
  z.strictObject({ 'account-party': id, account: id, owner: id }),
  z.strictObject({ holding: id, owner: id.nullable(), subject: id.nullable() }),
]);
const record = z.strictObject({
  id,
  ordinal: z.number().optional(),
  class: z.enum(SOURCE_CLASSES).optional(),
  content: z.json().optional(),
  facts: z.array(fact).optional(),
});
const refusedRow = z.strictObject({ ordinal: z.number(), code: z.string(), raw: z.string().optional() });
const rows = { records: z.array(record).optional(), refused: z.array(refusedRow).optional() };
const owner = { class: z.enum(SOURCE_CLASSES).optional(), compartment: z.string().optional() };

const judgement = z.strictObject({
  id,
  verdict: z.enum(['same', 'different', 'unsure', 'withdrawn']),
  left: id,
  right: id,
  classes,
});
const decision = z.strictObject({
  party: id.optional(),
  lead: id.optional(),
  state: z.enum(['CLEARED', 'WITNESS']).optional(),
  classes,
});
const result = z.strictObject({ kind: z.string(), id, rank: z.number(), json: z.json().optional() });
const run = z.strictObject({
  run: id,
  head: z.json().optional(),
  results: z.array(result).optional(),
  keys: z.array(z.strictObject({ key: z.string(), times: z.number().optional(), kind: z.string(), id })).optional(),
});

const act = z.union([
  z.strictObject({ receive: sourceName, ...owner }),
  z.strictObject({ batch: sourceName, ...rows }),
  z.strictObject({ seal: sourceName, read: z.number(), stored: z.number(), refused: z.number() }),
  z.strictObject({ discard: sourceName, reason: z.string() }),
  z.strictObject({ source: sourceName, ...owner, ...rows }),
  z.strictObject({ judge: judgement }),
  z.strictObject({ decide: decision }),
  z.strictObject({ 'save-run': run }),
  z.strictObject({ note: z.string() }),
  z.strictObject({ sequence: z.literal('now') }),
  z.strictObject({ reopen: z.literal('now') }),
]);
export type Act = z.infer<typeof act>;
export type CaseFact = z.infer<typeof fact>;
export type CaseRecord = z.infer<typeof record>;

const cut = z.strictObject({
  classes: classes.optional(),
  compartments: z.array(z.string()).optional(),
  sources: z.array(sourceName).optional(),
});
export type CaseCut = z.infer<typeof cut>;

const seen = { cut: cut.optional() };
const page = { limit: z.number().optional(), after: z.string().optional() };
const shows = z.json();
const view = z.union([
  z.strictObject({ view: z.literal('sources'), source: sourceName.optional(), ...seen, shows }),
  z.strictObject({ view: z.literal('records'), ...seen, shows }),
  z.strictObject({ view: z.literal('content'), record: id, ...seen, shows }),
  z.strictObject({ view: z.literal('facts'), kind: z.string(), ...seen, shows }),
  z.strictObject({ view: z.literal('byId'), record: id, ...seen, shows }),
  z.strictObject({
    view: z.literal('neighbours'),
    ids: z.array(id),
    kinds: z.array(z.enum(['transfer', 'account-party', 'holding'])),
    limit: z.number(),
    ...seen,
    shows,
  }),
  z.strictObject({ view: z.literal('degrees'), ids: z.array(id), ...seen, shows }),
  z.strictObject({ view: z.literal('quarantine'), source: sourceName.optional(), ...page, ...seen, shows }),
  z.strictObject({ view: z.literal('judgements'), ...seen, shows }),
  z.strictObject({ view: z.literal('decisions'), ...seen, shows }),
  z.strictObject({ view: z.literal('runs'), ...page, shows }),
  z.strictObject({ view: z.literal('results'), run: id, kind: z.string(), ...page, shows }),
  z.strictObject({
    view: z.literal('candidates'),
    run: id,
    keys: z.array(z.string()),
    times: z.number().optional(),
    shows,
  }),
  z.strictObject({ view: z.literal('audit'), from: z.number(), to: z.number(), shows }),
]);
export type View = z.infer<typeof view>;

/** `when` is one write: its acts are kept together or, if one is refused, not at all. */
const contractCase = z.strictObject({
  name: z.string().min(20),
  given: z.array(act),
  when: z.array(act),
  // biome-ignore lint/suspicious/noThenProperty: the cases speak given, when, then; this shape is never awaited
  then: z.array(z.union([view, z.strictObject({ refused: z.string() })])).min(1),
});
export type ContractCase = z.infer<typeof contractCase>;

export const caseFile = z.strictObject({ rule: z.string().min(20), cases: z.array(contractCase).min(1) });
