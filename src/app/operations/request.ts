import { z } from 'zod';
import { canonicalJson, ok, operation, type PartyId, type RunId, sha256Hex, sortedUnique } from '../../core/index.ts';
import { numberKey, searchName } from '../../resolution/index.ts';
import type { AppOperation, OperationContext } from '../context.ts';
import type { LeadDecision } from '../decisions.ts';
import { resultRows } from '../explore/place-keys.ts';
import { resultPages } from '../result-pages.ts';
import { holding } from './export-scope.ts';
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
  personState: z.string(),
  mentions: z.array(z.looseObject({ party: z.string().transform((text) => text as PartyId) })),
  names: z.array(z.string()),
  identifiers: z.array(z.looseObject({ type: z.string(), value: z.string() })),
});
type EntityRow = z.infer<typeof entityRow>;
const leadRow = z.looseObject({
  id: z.string(),
  status: z.string(),
  subjects: z.array(z.looseObject({ entity: z.string() })),
  assets: z.array(
    z.looseObject({
      account: z.string().nullable(),
      identifiers: z.record(z.string(), z.string()),
      victimConnection: z.boolean(),
    }),
  ),
});
const accountRow = z.looseObject({ holders: z.array(z.looseObject({ entity: z.string() })) });

type Asking = { readonly context: OperationContext; readonly run: RunId; readonly asked: Input };
type IsHeld = Awaited<ReturnType<typeof holding>>;

/**
 * Entities of a Run that bear exactly the name, or exactly the identifier, of one of the subjects. Whoever is held for a
 * possible victim, since the Run too, is asked for in vain.
 */
async function entitiesAsked({ context, run, asked }: Asking, isHeld: IsHeld): Promise<ReadonlySet<string>> {
  const { subjects } = asked;
  const keys = subjects.flatMap(({ name, identifier }) => [
    ...(name === null ? [] : [`name ${searchName(name)}`]),
    ...(identifier === null ? [] : [numberKey(identifier.value)]),
  ]);
  const hits = keys.length === 0 ? [] : await context.read.candidates(run, keys);
  const ids = sortedUnique(hits.flatMap(({ kind, id }) => (kind === 'entity' ? [id] : [])));
  const rows = [...(await resultRows(context.read, run, ids)).values()].map((row) => entityRow.parse(rowJson(row)));
  const isAsked = ({ names, identifiers }: EntityRow) =>
    subjects.some(({ name, identifier }) => {
      const named = name === null || names.some((item) => searchName(item) === searchName(name));
      const numbered =
        identifier === null ||
        identifiers.some(
          ({ type, value }) => type === identifier.type && numberKey(value) === numberKey(identifier.value),
        );
      return named && numbered;
    });
  return new Set(rows.filter((row) => isAsked(row) && !isHeld(row)).map(({ id }) => id));
}

async function hasHeldHolder({ context, run }: Asking, account: string, isHeld: IsHeld): Promise<boolean> {
  const row = (await resultRows(context.stored, run, [account])).get(account);
  const holders = row === undefined ? [] : accountRow.parse(rowJson(row)).holders.map(({ entity }) => entity);
  const people = await resultRows(context.stored, run, holders);
  return [...people.values()].some((person) => isHeld(entityRow.parse(rowJson(person))));
}

/** Institution and number as the lead states them; the account of a possible victim is asked for in vain. */
async function hasAccount(asking: Asking, { assets }: z.infer<typeof leadRow>, isHeld: IsHeld): Promise<boolean> {
  const named = assets.filter(
    ({ identifiers, victimConnection }) =>
      !victimConnection &&
      asking.asked.accounts.some(
        ({ institution, number }) =>
          numberKey(identifiers.institution ?? '') === numberKey(institution) &&
          numberKey(identifiers.number ?? '') === numberKey(number),
      ),
  );
  for (const { account } of named) if (account === null || !(await hasHeldHolder(asking, account, isHeld))) return true;
  return false;
}

/** Whoever drafts or approves leads is told of every one; others of those that were released (legal-and-evidence 4.4). */
function mayLearn({ viewer }: OperationContext, status: string): boolean {
  return ['analyst', 'supervisor', 'local-operator'].includes(viewer.actor.role) || status === 'RELEASED';
}

async function leadsAsked(context: OperationContext, asked: Input): Promise<Output['leads']> {
  const head = await findRun(context, null);
  if (!head.ok) return [];
  const run = head.value.run as RunId;
  const [asking, isHeld] = [{ context, run, asked }, await holding(context)];
  const entities = await entitiesAsked(asking, isHeld);
  const { decisions } = await context.read.judgements(context.cut);
  const found: Output['leads'] = [];
  for await (const page of resultPages(context.read, run, 'lead'))
    for (const row of page) {
      const lead = leadRow.parse(rowJson(row));
      const isNamed = lead.subjects.some(({ entity }) => entities.has(entity));
      if (!isNamed && !(await hasAccount(asking, lead, isHeld))) continue;
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
 * there and for what the asker may not see (R8). Request and answer are one event of the log, under a digest of what was
 * asked that only the key of the home makes, with the asker's case and purpose.
 */
export const requestLeads: AppOperation<Input, Output> = operation({
  name: 'lead.request',
  input,
  output,
  access: { action: 'lead.request', mode: 'write', protectedData: true },
  key: (asked) => sha256Hex(canonicalJson(asked)),
  isGuessable: () => true,
  run: async (context, asked) => {
    const leads = await leadsAsked(context, asked);
    const answer = leads.length === 0 ? 'nothing' : 'lead';
    const object = `req_${context.home.logDigest(canonicalJson(asked)).slice(0, 32)}`;
    await context.write(object, { answer, leads: leads.map(({ id }) => id) }, async () => undefined);
    return ok({ answer, leads });
  },
});
