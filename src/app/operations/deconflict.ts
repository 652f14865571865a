import { join } from 'node:path';
import { z } from 'zod';
import { err, failure, ok, operation, type Result } from '../../core/index.ts';
import {
  askBroker,
  type BrokerAnswer,
  canonicalIdentifier,
  DAILY_QUESTIONS,
  type ExclusiveIdentifier,
  readMembers,
} from '../../deconfliction/index.ts';
import type { AppOperation, OperationContext } from '../context.ts';

const text = z.string().trim().min(1).max(100);
/** Exclusive identifiers, and nothing beside them: a line with a name in it is no question. */
const identifier = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('account'), institution: text, number: text }),
  z.strictObject({ type: z.literal('ein'), value: text }),
  z.strictObject({ type: z.literal('passport'), country: text, value: text }),
  z.strictObject({ type: z.literal('wallet'), value: text }),
  z.strictObject({ type: z.literal('vin'), value: text }),
]);
const MAX_HELD = 100_000;
/** One for each identifier and agency; the broker makes so many in a fraction of the time that it is waited for. */
const MAX_DIGESTS = 2_000_000;

/** The broker's own folder; nothing else of the home lies in it, and nothing of it is read by another. */
function folderOf({ home }: Pick<OperationContext, 'home'>): string {
  return join(home.folder, 'deconfliction');
}

/** Canonical texts, in the order given. Error BAD_IDENTIFIER names the line. */
function canonical(identifiers: readonly ExclusiveIdentifier[]): Result<string[]> {
  const texts: string[] = [];
  for (const [at, item] of identifiers.entries()) {
    const made = canonicalIdentifier(item);
    if (!made.ok) return err(failure('BAD_IDENTIFIER', `line ${at + 1} is no ${item.type} of one holder`));
    texts.push(made.value);
  }
  return ok(texts);
}

/**
 * The same for whatever is asked or held: a key enters the log by the id of its event, and as the object of a refusal. As a
 * hash of the input it would let whoever reads the log test guesses, of which there are only 10^9 for an EIN.
 */
const key = () => 'deconfliction';

async function noteAnswers(context: OperationContext, answers: readonly BrokerAnswer[]): Promise<void> {
  for (const { question, answer } of answers) await context.write(question, { answer }, async () => undefined);
}

const askInput = z.strictObject({ questions: z.array(identifier).min(1).max(DAILY_QUESTIONS) });
const askOutput = z.object({
  /** For whom the asker speaks; null: for no agency, so that no other answers. */
  agency: z.string().nullable(),
  answers: z.array(
    z.object({
      line: z.number(),
      answer: z.enum(['yes', 'no']),
      contacts: z.array(z.object({ agency: z.string(), contact: z.string() })),
    }),
  ),
  left: z.number(),
});

/**
 * Asks whether another agency holds the same identifiers. Each question is an event of the log with the asker's purpose,
 * under a digest that only the broker can make. Errors: BAD_IDENTIFIER, DAILY_LIMIT, SERVICE_UNAVAILABLE.
 */
export const deconflict: AppOperation<z.infer<typeof askInput>, z.infer<typeof askOutput>> = operation({
  name: 'deconflict.ask',
  input: askInput,
  output: askOutput,
  access: { action: 'deconflict', mode: 'write', protectedData: true },
  key,
  run: async (context, { questions }) => {
    const texts = canonical(questions);
    if (!texts.ok) return texts;
    const { viewer } = context;
    const asked = await askBroker(folderOf(context), {
      kind: 'ask',
      actor: viewer.actor.name,
      caseId: viewer.case.id,
      purpose: viewer.purpose,
      identifiers: texts.value,
    });
    if (!asked.ok) return asked;
    if (asked.value.kind !== 'answered') throw new TypeError(`the broker answered ${asked.value.kind}`);
    const { agency, answers, left } = asked.value;
    await noteAnswers(context, answers);
    return ok({
      agency,
      answers: answers.map(({ answer, contacts }, at) => ({ line: at + 1, answer, contacts: [...contacts] })),
      left,
    });
  },
});

const leadAssets = z.looseObject({
  assets: z.array(
    z.looseObject({ kind: z.string(), identifiers: z.record(z.string(), z.string()), victimConnection: z.boolean() }),
  ),
});

/** What other agencies said of a lead's accounts and vehicles; `unasked` says why nobody was asked. */
export const leadCheck = z.object({
  asked: z.number(),
  contacts: z.array(z.object({ agency: z.string(), contact: z.string() })),
  unasked: z.string().nullable(),
});
type LeadCheck = z.infer<typeof leadCheck>;

const notAsked = (unasked: string): LeadCheck => ({ asked: 0, contacts: [], unasked });

/** Accounts and vehicles of a lead, but for those of possible victims. */
function identifiersOf(lead: unknown): ExclusiveIdentifier[] {
  return leadAssets.parse(lead).assets.flatMap(({ kind, identifiers, victimConnection }): ExclusiveIdentifier[] => {
    const { institution, number, vin } = identifiers;
    if (victimConnection) return [];
    if (kind === 'account' && institution !== undefined && number !== undefined)
      return [{ type: 'account', institution, number }];
    return vin === undefined ? [] : [{ type: 'vin', value: vin }];
  });
}

/**
 * The check before a release (legal-and-evidence 5.2): who else holds what the lead is about. It informs the releasing
 * person and stops nothing, and its questions count against their day.
 */
export async function deconflictLead(context: OperationContext, lead: unknown): Promise<LeadCheck> {
  const folder = folderOf(context);
  if (readMembers(folder).length === 0) return notAsked('no agency takes part in this home');
  const identifiers = identifiersOf(lead).flatMap((item) => {
    const made = canonicalIdentifier(item);
    return made.ok ? [made.value] : [];
  });
  if (identifiers.length === 0) return notAsked('the lead has no exclusive identifier');
  const { viewer } = context;
  const asker = { actor: viewer.actor.name, caseId: viewer.case.id, purpose: viewer.purpose };
  const reply = await askBroker(folder, { kind: 'ask', ...asker, identifiers });
  if (!reply.ok) return notAsked(reply.error.message);
  if (reply.value.kind !== 'answered') throw new TypeError(`the broker answered ${reply.value.kind}`);
  await noteAnswers(context, reply.value.answers);
  const contacts = reply.value.answers.flatMap((answer) => answer.contacts);
  const unique = new Map(contacts.map(({ agency, contact }) => [agency, { agency, contact }]));
  return { asked: identifiers.length, contacts: [...unique.values()], unasked: null };
}

const holdInput = z
  .strictObject({ towards: z.array(text).min(1).max(1_000), identifiers: z.array(identifier).max(MAX_HELD) })
  .refine(
    ({ towards, identifiers }) => towards.length * identifiers.length <= MAX_DIGESTS,
    'states too much at once; name fewer agencies and state it towards the others next',
  );
const holdOutput = z.object({ agency: z.string(), held: z.number() });

/** States what the acting person's agency holds towards others; what it stated towards them before is replaced. */
export const deconflictHold: AppOperation<z.infer<typeof holdInput>, z.infer<typeof holdOutput>> = operation({
  name: 'deconflict.hold',
  input: holdInput,
  output: holdOutput,
  access: { action: 'deconflict', mode: 'write', protectedData: true },
  key,
  run: async (context, { towards, identifiers }) => {
    const texts = canonical(identifiers);
    if (!texts.ok) return texts;
    const request = { kind: 'hold', actor: context.viewer.actor.name, towards, identifiers: texts.value } as const;
    const held = await askBroker(folderOf(context), request);
    if (!held.ok) return held;
    if (held.value.kind !== 'held') throw new TypeError(`the broker answered ${held.value.kind}`);
    const { agency, count } = held.value;
    await context.write('deconfliction', { agency, towards, held: count }, async () => undefined);
    return ok({ agency, held: count });
  },
});

const joinInput = z.strictObject({ agency: text, contact: z.string().trim().min(3).max(500), actors: z.array(text) });
const joinOutput = z.object({ agency: z.string(), actors: z.number() });

/** Admits an agency: whom to call there, and which actors of this home speak for it. */
export const deconflictJoin: AppOperation<z.infer<typeof joinInput>, z.infer<typeof joinOutput>> = operation({
  name: 'deconflict.join',
  input: joinInput,
  output: joinOutput,
  access: { action: 'actor.manage', mode: 'write', protectedData: false },
  key: ({ agency }) => agency,
  run: async (context, { agency, contact, actors }) => {
    const unknown = actors.find((name) => !context.home.actor(name).ok);
    if (unknown !== undefined) return err(failure('NOT_FOUND', `there is no actor "${unknown}" in this home`));
    const joined = await askBroker(folderOf(context), { kind: 'join', agency, contact, actors });
    if (!joined.ok) return joined;
    await context.write('deconfliction', { agency, actors }, async () => undefined);
    return ok({ agency, actors: actors.length });
  },
});
