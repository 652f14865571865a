import { z } from 'zod';
import { canonicalJson, ok, operation, type RunId, sha256Hex, sortedUnique } from '../../core/index.ts';
import { numberKey, searchName } from '../../resolution/index.ts';
import type { AppOperation, OperationContext } from '../context.ts';
import type { LeadDecision } from '../decisions.ts';
import { resultRows } from '../explore/place-keys.ts';
import { candidatesOf } from '../explore/run-keys.ts';
import { resultPages } from '../result-pages.ts';
import { findRun, rowJson, standingLead } from './results.ts';

/** What holds neither letter nor digit equals every empty field of every lead, so it would fish for all of them. */
const text = z
  .string()
  .trim()
  .max(500)
  .refine((said) => searchName(said) !== '', 'holds neither a letter nor a digit');
const subject = z
  .strictObject({
    name: text.nullable().default(null),
    identifier: z.strictObject({ type: text, value: text }).nullable().default(null),
  })
  .refine(({ name, identifier }) => name !== null || identifier !== null, 'names nobody');
const input = z
  .strictObject({
    subjects: z.array(subject).max(100).default([]),
    accounts: z
      .array(z.strictObject({ institution: text, number: text }))
      .max(100)
      .default([]),
  })
  .refine(({ subjects, accounts }) => subjects.length + accounts.length > 0, 'asks for nobody and nothing');
type Input = z.infer<typeof input>;
const output = z.object({
  answer: z.enum(['lead', 'nothing']),
  leads: z.array(z.object({ id: z.string(), status: z.string() })),
});
type Output = z.infer<typeof output>;

const entityRow = z.looseObject({
  id: z.string(),
  names: z.array(z.string()),
  identifiers: z.array(z.looseObject({ type: z.string(), value: z.string() })),
});
const leadRow = z.looseObject({
  id: z.string(),
  status: z.string(),
  subjects: z.array(z.looseObject({ entity: z.string() })),
  assets: z.array(z.looseObject({ identifiers: z.record(z.string(), z.string()), victimConnection: z.boolean() })),
});

/** Entities of a Run that bear exactly the name, or exactly the identifier, of one of the subjects. */
async function entitiesAsked(context: OperationContext, run: RunId, { subjects }: Input): Promise<ReadonlySet<string>> {
  const keys = subjects.flatMap(({ name, identifier }) => [
    ...(name === null ? [] : [`name ${searchName(name)}`]),
    ...(identifier === null ? [] : [numberKey(identifier.value)]),
  ]);
  const hits = keys.length === 0 ? [] : await candidatesOf(context.read, run, keys);
  const ids = sortedUnique(hits.flatMap(({ kind, id }) => (kind === 'entity' ? [id] : [])));
  const rows = [...(await resultRows(context.read, run, ids)).values()].map((row) => entityRow.parse(rowJson(row)));
  const isAsked = ({ names, identifiers }: z.infer<typeof entityRow>) =>
    subjects.some(({ name, identifier }) => {
      const named = name === null || names.some((item) => searchName(item) === searchName(name));
      const numbered =
        identifier === null ||
        identifiers.some(
          ({ type, value }) => type === identifier.type && numberKey(value) === numberKey(identifier.value),
        );
      return named && numbered;
    });
  return new Set(rows.filter(isAsked).map(({ id }) => id));
}

/** Institution and number as the lead states them; the account of a possible victim is asked for in vain. */
function hasAccount({ assets }: z.infer<typeof leadRow>, { accounts }: Input): boolean {
  return assets.some(
    ({ identifiers, victimConnection }) =>
      !victimConnection &&
      accounts.some(
        ({ institution, number }) =>
          numberKey(identifiers.institution ?? '') === numberKey(institution) &&
          numberKey(identifiers.number ?? '') === numberKey(number),
      ),
  );
}

/** Whoever drafts or approves leads is told of every one; others of those that were released (legal-and-evidence 4.4). */
function mayLearn({ viewer }: OperationContext, status: string): boolean {
  return ['analyst', 'supervisor', 'local-operator'].includes(viewer.actor.role) || status === 'RELEASED';
}

async function leadsAsked(context: OperationContext, asked: Input): Promise<Output['leads']> {
  const head = await findRun(context, null);
  if (!head.ok) return [];
  const run = head.value.run as RunId;
  const entities = await entitiesAsked(context, run, asked);
  const { decisions } = await context.read.judgements(context.cut);
  const found: Output['leads'] = [];
  for await (const page of resultPages(context.read, run, 'lead'))
    for (const row of page) {
      const lead = leadRow.parse(rowJson(row));
      if (!lead.subjects.some(({ entity }) => entities.has(entity)) && !hasAccount(lead, asked)) continue;
      const own = decisions.filter(
        (item): item is LeadDecision => item.kind === 'lead-transition' && item.lead === lead.id,
      );
      const status = String(standingLead(rowJson(row), own).status);
      if (mayLearn(context, status)) found.push({ id: lead.id, status });
    }
  return found;
}

/**
 * An investigator asks for leads on named subjects or accounts. The answer is a lead, or nothing: the same for what is not
 * there and for what the asker may not see (R8). Request and answer are one event of the log, under the hash of what was
 * asked, with the asker's case and purpose.
 */
export const requestLeads: AppOperation<Input, Output> = operation({
  name: 'lead.request',
  input,
  output,
  access: { action: 'lead.request', mode: 'write', protectedData: true },
  key: (asked) => sha256Hex(canonicalJson(asked)),
  run: async (context, asked) => {
    const leads = await leadsAsked(context, asked);
    const answer = leads.length === 0 ? 'nothing' : 'lead';
    const object = `req_${sha256Hex(canonicalJson(asked)).slice(0, 32)}`;
    await context.write(object, { answer, leads: leads.map(({ id }) => id) }, async () => undefined);
    return ok({ answer, leads });
  },
});
