import { join } from 'node:path';
import { z } from 'zod';
import { type Role, requireSecondPerson } from '../../access/index.ts';
import { err, failure, instantText, ok, operation, type Result, secretHex, sortedUnique } from '../../core/index.ts';
import { isPseudonym } from '../../facts/index.ts';
import { identityIn } from '../../sources/index.ts';
import { type Asking, names, openVault, type Vault, type VaultEntry } from '../../vault/index.ts';
import type { AppOperation, OperationContext } from '../context.ts';
import { readVictimLines } from '../victim-lines.ts';
import { actingPerson } from './lead.ts';

const pseudonym = z.string().refine(isPseudonym, 'is not a pseudonym of the vault, such as V-4k7q2m9x');
const reason = z
  .string()
  .trim()
  .min(3)
  .max(1000)
  .refine((text) => identityIn(text) === null, 'holds a number or an address of a person; it enters the log');

/** Beside the store and with a key of its own: neither a query, an export nor a backup comes near it. */
function vaultOf({ home: { folder } }: OperationContext): Vault {
  return openVault({ folder: join(folder, 'vault'), keyFile: join(folder, 'keys', 'vault.key'), random: secretHex });
}

const nothing = async () => undefined;

const addInput = z.strictObject({ path: z.string().min(1) });
const addOutput = z.object({
  case: z.string(),
  entries: z.array(z.object({ line: z.number(), pseudonym: z.string() })),
});

/** Takes the identities of a file into the vault, under the case in hand, and answers their pseudonyms by line. */
export const vaultAdd: AppOperation<z.infer<typeof addInput>, z.infer<typeof addOutput>> = operation({
  name: 'vault.add',
  input: addInput,
  output: addOutput,
  access: { action: 'vault.add', mode: 'write', protectedData: true },
  // The name of such a file may be a name of a person.
  key: () => 'vault',
  run: async (context, { path }) => {
    const victims = await readVictimLines(path, context.clock.nowMicros());
    if (!victims.ok) return victims;
    const vault = vaultOf(context);
    const { id } = context.viewer.case;
    await context.write('vault', { act: 'add', persons: victims.value.length }, nothing);
    const entries = victims.value.map(({ line, identity, consent }) => {
      return { line, pseudonym: vault.add(id, identity, consent) };
    });
    const pseudonyms = sortedUnique(entries.map((entry) => entry.pseudonym));
    await context.write('vault', { act: 'added', pseudonyms }, nothing);
    return ok({ case: id, entries });
  },
});

const DAY_MICROS = 86_400_000_000;

/** What lets someone see an identity; of who asks with them, their reasons are shown as well. */
type Ask = { readonly vault: Vault; readonly context: OperationContext; readonly asked: z.infer<typeof showInput> };
type Right = (ask: Ask) => Result<readonly Asking[]>;

const ofOffice: Right = () => ok([]);

/** A prosecutor by name: the one whom a victim specialist has named for the case (legal-and-evidence 4.4). */
const ifAppointed: Right = ({ vault, context: { viewer } }) => {
  if (vault.isAppointed(viewer.case.id, viewer.actor.name)) return ok([]);
  const why = `no victim specialist has named ${viewer.actor.name} for case ${viewer.case.id}`;
  return err(failure('FORBIDDEN', `${why} (redress vault appoint)`));
};

/** Breaking the glass: two supervisors, with two names and two keys, ask for the same identity in the same case within a day. */
const withSecondPerson: Right = ({ vault, context, asked }) => {
  const acting = actingPerson(context);
  const caseId = context.viewer.case.id;
  const [{ name: actor, keyId }, at] = [acting, context.clock.nowMicros()];
  const askings = vault.ask(asked.pseudonym, { caseId, actor, keyId, at, reason: asked.reason });
  const others = askings.filter(
    (item) =>
      item.caseId === caseId &&
      at - item.at <= DAY_MICROS &&
      requireSecondPerson({ name: item.actor, keyId: item.keyId }, acting).ok,
  );
  if (others.length > 0) return ok(others);
  return err(failure('SAME_PERSON', 'a supervisor sees an identity when a second one asks for it too, within a day'));
};

const RIGHTS: Partial<Record<Role, Right>> = {
  'victim-specialist': ofOffice,
  prosecutor: ifAppointed,
  'local-operator': ifAppointed,
  supervisor: withSecondPerson,
};

/**
 * What is refused after the vault was looked into is in the log too: an answer tells something of who it is, or of which
 * case. The reason is not, since it may be a guess at the name.
 */
async function refuseLook(
  context: OperationContext,
  { pseudonym: about }: z.infer<typeof showInput>,
  act: 'show' | 'withdraw' | 'dismiss',
  { code, message }: { readonly code: 'NOT_FOUND' | 'BAD_INPUT'; readonly message: string },
): Promise<Result<never>> {
  await context.write(about, { act, refused: code }, nothing);
  return err(failure(code, message));
}

const NAMED = { code: 'BAD_INPUT', message: 'the reason names the person; it enters the log' } as const;

function notInCase({ viewer }: OperationContext, { pseudonym: about }: z.infer<typeof showInput>) {
  return { code: 'NOT_FOUND', message: `case ${viewer.case.id} has no ${about}` } as const;
}

function closedBecause({ pseudonym: of, withdrawnAt, dismissedAt }: VaultEntry): string | null {
  if (withdrawnAt !== null) return `consent of ${of} was withdrawn at ${instantText(withdrawnAt)}`;
  return dismissedAt === null ? null : `${of} was dismissed at ${instantText(dismissedAt)} as added by mistake`;
}

const showInput = z.strictObject({ pseudonym, reason });
const showOutput = z.object({
  pseudonym: z.string(),
  case: z.string(),
  name: z.string(),
  dob: z.string().nullable(),
  contact: z.string().nullable(),
  consent: z.object({ scope: z.string(), at: z.string() }),
  askedWith: z.array(z.object({ actor: z.string(), reason: z.string() })),
});

/**
 * Shows one identity to whoever may see it. The event, with the reason, is in the log before a word is shown. An entry of
 * another case and one that does not exist are told alike. Errors: FORBIDDEN, SAME_PERSON, NOT_FOUND, BAD_INPUT.
 */
export const vaultShow: AppOperation<z.infer<typeof showInput>, z.infer<typeof showOutput>> = operation({
  name: 'vault.show',
  input: showInput,
  output: showOutput,
  access: { action: 'vault.show', mode: 'write', protectedData: true },
  key: (asked) => asked.pseudonym,
  run: async (context, asked) => {
    const vault = vaultOf(context);
    const right = RIGHTS[context.viewer.actor.role]?.({ vault, context, asked });
    if (right === undefined) return err(failure('FORBIDDEN', 'this role sees no identity'));
    if (!right.ok) return right;
    const entry = vault.find(context.viewer.case.id, asked.pseudonym);
    if (entry === null) return refuseLook(context, asked, 'show', notInCase(context, asked));
    const closed = closedBecause(entry);
    if (closed !== null) return err(failure('FORBIDDEN', closed));
    const { identity, consent, caseId } = entry;
    if (names(identity, asked.reason)) return refuseLook(context, asked, 'show', NAMED);
    const askedWith = right.value.map(({ actor, reason: why }) => ({ actor, reason: why }));
    const others = askedWith.map(({ actor }) => actor);
    await context.write(asked.pseudonym, { act: 'show', reason: asked.reason, with: others }, nothing);
    return ok({ pseudonym: entry.pseudonym, case: caseId, ...identity, consent, askedWith });
  },
});

const done = z.object({ case: z.string(), done: z.string() });

type Closing = z.infer<typeof showInput>;
type Done = z.infer<typeof done>;

/** Closes an entry of the case in hand, told to the log with its reason first. Closed once more, it keeps its time. */
async function close(context: OperationContext, asked: Closing, act: 'withdraw' | 'dismiss'): Promise<Result<Done>> {
  const vault = vaultOf(context);
  const { id } = context.viewer.case;
  const entry = vault.find(id, asked.pseudonym);
  if (entry === null) return refuseLook(context, asked, act, notInCase(context, asked));
  if (names(entry.identity, asked.reason)) return refuseLook(context, asked, act, NAMED);
  await context.write(asked.pseudonym, { act, reason: asked.reason }, nothing);
  const since = act === 'withdraw' ? entry.withdrawnAt : entry.dismissedAt;
  vault[act](entry, since ?? context.clock.nowMicros());
  return ok({ case: id, done: `${asked.pseudonym} is closed` });
}

/** Withdraws consent: the identity stays sealed and nobody sees it, until the same person consents anew. */
export const vaultWithdraw: AppOperation<Closing, Done> = operation({
  name: 'vault.withdraw',
  input: showInput,
  output: done,
  access: { action: 'vault.withdraw', mode: 'write', protectedData: true },
  key: (asked) => asked.pseudonym,
  run: (context, asked) => close(context, asked, 'withdraw'),
});

/** Closes an entry that was added by mistake: nothing is deleted, and the same person opens it by consent given later. */
export const vaultDismiss: AppOperation<Closing, Done> = operation({
  name: 'vault.dismiss',
  input: showInput,
  output: done,
  access: { action: 'vault.dismiss', mode: 'write', protectedData: true },
  key: (asked) => asked.pseudonym,
  run: (context, asked) => close(context, asked, 'dismiss'),
});

const appointInput = z.strictObject({ prosecutor: z.string().min(1).max(64), reason });
const MAY_BE_APPOINTED: readonly Role[] = ['prosecutor', 'local-operator'];

/** A victim specialist names the prosecutor who may see the identities of the case in hand. */
export const vaultAppoint: AppOperation<z.infer<typeof appointInput>, Done> = operation({
  name: 'vault.appoint',
  input: appointInput,
  output: done,
  access: { action: 'vault.appoint', mode: 'write', protectedData: true },
  key: ({ prosecutor }) => prosecutor,
  run: async (context, { prosecutor, reason: why }) => {
    const { id } = context.viewer.case;
    const actor = context.home.actors().find(({ name }) => name === prosecutor);
    if (actor === undefined || !MAY_BE_APPOINTED.includes(actor.role))
      return err(failure('NOT_FOUND', `there is no prosecutor "${prosecutor}" in this home`));
    const vault = vaultOf(context);
    await context.write(actor.name, { act: 'appoint', case: id, reason: why }, nothing);
    vault.appoint(id, actor.name);
    return ok({ case: id, done: `${actor.name} may see the identities of case ${id}` });
  },
});
