import { z } from 'zod';
import { mayReviewPeople } from '../../access/index.ts';
import { type AccountId, err, failure, ok, type PartyId, type Result, type RunId } from '../../core/index.ts';
import type { ExportRequest } from '../analysis/export-run.ts';
import type { OperationContext } from '../context.ts';
import { HELD, heldByWord } from '../decisions.ts';
import { resultPages } from '../result-pages.ts';
import { findResult, rowJson } from './results.ts';

type Scope = Pick<ExportRequest, 'scope' | 'ofNetwork'>;

const partyId = z.string().transform((text) => text as PartyId);
const accountId = z.string().transform((text) => text as AccountId);

/** The parts of result rows that a scope is made of. */
const entityRow = z.looseObject({
  id: z.string(),
  personState: z.string(),
  mentions: z.array(z.looseObject({ party: partyId })),
  accounts: z.array(z.looseObject({ id: accountId })),
});
type EntityRow = z.infer<typeof entityRow>;
const accountRow = z.looseObject({ id: accountId, aliases: z.array(accountId) });
const networkRow = z.looseObject({
  members: z.array(
    z.discriminatedUnion('type', [
      z.looseObject({ type: z.literal('entity'), id: z.string() }),
      z.looseObject({ type: z.literal('account'), id: accountId }),
    ]),
  ),
});
const leadRow = z.looseObject({ network: z.string() });

/** The entities of a Run for which something holds. Page by page: all of them at once would hold up the process. */
async function entitiesWhere(
  read: OperationContext['read'],
  run: string,
  holds: (entity: EntityRow) => boolean,
): Promise<EntityRow[]> {
  const found: EntityRow[] = [];
  for await (const page of resultPages(read, run as RunId, 'entity'))
    found.push(...page.map((row) => entityRow.parse(rowJson(row))).filter(holds));
  return found;
}

const partiesOf = (rows: readonly EntityRow[]): PartyId[] =>
  rows.flatMap(({ mentions }) => mentions.map(({ party }) => party));

type IsHeld = (entity: Pick<EntityRow, 'personState' | 'mentions'>) => boolean;

/** Whether a person is held for a possible victim: by the Run, or by a word since. */
export async function holding({ read, cut }: OperationContext): Promise<IsHeld> {
  const isHeldByWord = heldByWord((await read.judgements(cut)).decisions);
  return (entity) => HELD.includes(entity.personState) || isHeldByWord(entity);
}

/** Mentions of everyone who is held for a possible victim; those past their review-by date too, since it only protects. */
export async function heldVictims(context: OperationContext, run: string): Promise<PartyId[]> {
  return partiesOf(await entitiesWhere(context.stored, run, await holding(context)));
}

/**
 * The accounts under every key that the house knows them by. The one that stands for them may come from a report, and the
 * admissible cut knows only the others.
 */
async function accountKeys(
  context: OperationContext,
  run: string,
  wanted: ReadonlySet<AccountId>,
): Promise<AccountId[]> {
  const found: AccountId[] = [];
  for await (const page of resultPages(context.read, run as RunId, 'account'))
    for (const { id, aliases } of page.map((row) => accountRow.parse(rowJson(row))))
      if (wanted.has(id)) found.push(id, ...aliases);
  return found;
}

async function networkScope(
  context: OperationContext,
  run: string,
  { members }: z.infer<typeof networkRow>,
): Promise<Scope> {
  const accounts = new Set(members.flatMap((member) => (member.type === 'account' ? [member.id] : [])));
  const named = new Set<string>(members.map(({ id }) => id));
  const parties = partiesOf(await entitiesWhere(context.read, run, ({ id }) => named.has(id)));
  return { scope: { accounts: await accountKeys(context, run, accounts), parties }, ofNetwork: true };
}

async function entityScope(context: OperationContext, run: string, entity: EntityRow): Promise<Result<Scope>> {
  const isHeld = await holding(context);
  if (isHeld(entity)) return err(failure('UNREVIEWED_PERSON', `${entity.id} may be a victim`));
  const accounts = await accountKeys(context, run, new Set(entity.accounts.map(({ id }) => id)));
  return ok({ scope: { accounts, parties: partiesOf([entity]) }, ofNetwork: false });
}

/** Accounts and parties of what was asked for; `ofNetwork` when it was a lead or a network. */
export async function scopeOf(context: OperationContext, run: string, id: string): Promise<Result<Scope>> {
  const found = await findResult(context, run, id);
  if (found === null) {
    const isPast = (await context.people.leftOut(run as RunId))?.ids.has(id) === true;
    if (isPast && mayReviewPeople(context.viewer))
      return err(failure('PERSON_PAST_REVIEW', `${id} is past the review-by date`));
    return err(failure('NOT_FOUND', `there is no ${id} in the current Run`));
  }
  const row = rowJson(found.row);
  switch (found.kind) {
    case 'lead':
      return scopeOf(context, run, leadRow.parse(row).network);
    case 'network':
      return ok(await networkScope(context, run, networkRow.parse(row)));
    case 'entity':
      return entityScope(context, run, entityRow.parse(row));
    case 'account': {
      const accounts = await accountKeys(context, run, new Set([id as AccountId]));
      return ok({ scope: { accounts, parties: [] }, ofNetwork: false });
    }
    default:
      return err(failure('BAD_INPUT', `export: ${id} is not a lead, network, entity or account`));
  }
}
