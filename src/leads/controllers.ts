import { type AccountId, compareText, type EntityId, groupBy, type RecordId, sortedUnique } from '../core/index.ts';
import type { AccountHolder, ResolvedTransfer } from '../resolution/index.ts';
import { isOrganisation, isPerson, isPossibleVictim, type LeadContext, nameOf } from './context.ts';
import type { Controller } from './types/asset.ts';
import type { Statement } from './types/statement.ts';

/** From this share of the counter movements on, someone who is no owner is named as acting on the account; our default. */
const CONDUCTED_SHARE = 0.5;
const MIN_CONDUCTED = 3;

type Basis = { readonly entity: EntityId; readonly fact: Statement };

/** Persons with sole or joint control of an organisation that holds title (control apart from shares: legal 1.2, 4). */
function controlOfOwners(context: LeadContext, owners: readonly EntityId[]): Basis[] {
  return owners
    .filter((owner) => isOrganisation(context, owner))
    .flatMap((owner) =>
      context.ownership
        .answer(owner)
        .owners.filter(
          ({ entity, control }) => isPerson(context, entity) && (control === 'sole' || control === 'joint'),
        )
        .map(({ entity, control, paths }) => ({
          entity,
          fact: {
            text: `${control} control of ${nameOf(context, owner)}`,
            records: sortedUnique(paths.flatMap((path) => path.map(({ record }) => record))),
          },
        })),
    );
}

/** Who may act on the account without being its owner. */
function actingHolders(owners: readonly EntityId[], holders: readonly AccountHolder[]): Basis[] {
  return holders
    .filter(({ entity, role }) => (role === 'signatory' || role === 'poa') && !owners.includes(entity))
    .map(({ entity, role, records }) => ({
      entity,
      fact: {
        text: role === 'poa' ? 'holds power of attorney over the account' : 'is signatory of the account',
        records,
      },
    }));
}

/** Who stands at the counter for the account: half of its conducted movements or more, by someone who is no owner. */
function conductors(owners: readonly EntityId[], movements: readonly ResolvedTransfer[]): Basis[] {
  const conducted = movements.filter(({ conductor }) => conductor !== null);
  return [...groupBy(conducted, ({ conductor }) => conductor)].flatMap(([entity, own]) => {
    if (entity === null || owners.includes(entity) || own.length < MIN_CONDUCTED) return [];
    if (own.length < conducted.length * CONDUCTED_SHARE) return [];
    const records: RecordId[] = sortedUnique(own.flatMap((transfer) => transfer.records));
    return [{ entity, fact: { text: `conducted ${own.length} of ${conducted.length} counter movements`, records } }];
  });
}

/** What an asset is looked at by: its owners in title and, for an account, its holders and movements. */
export type AssetStanding = {
  readonly owners: readonly EntityId[];
  readonly holders: readonly AccountHolder[];
  readonly movements: readonly ResolvedTransfer[];
};

/**
 * Who controls an asset in effect, apart from title, with the facts for it. A position, no accusation; a possible
 * victim is never named here, because to act for another is what coercion looks like (legal-and-evidence 6.2).
 */
export function controllersOf(context: LeadContext, { owners, holders, movements }: AssetStanding): Controller[] {
  const found = [
    ...controlOfOwners(context, owners),
    ...actingHolders(owners, holders),
    ...conductors(owners, movements),
  ].filter(({ entity }) => !isPossibleVictim(context, entity));
  return [...groupBy(found, ({ entity }) => entity)]
    .sort(([a], [b]) => compareText(a, b))
    .map(([entity, facts]) => ({ entity, name: nameOf(context, entity), basis: facts.map(({ fact }) => fact) }));
}

/** Everyone who owns an account, may act on it, or controls an organisation that owns it; sorted. */
export function standsBehind(context: LeadContext, account: AccountId): EntityId[] {
  const owners = context.ownersOf(account);
  const holders = (context.accounts.get(account)?.holders ?? []).map(({ entity }) => entity);
  return sortedUnique([...owners, ...holders, ...controlOfOwners(context, owners).map(({ entity }) => entity)]);
}
