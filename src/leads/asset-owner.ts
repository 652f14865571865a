import { type EntityId, sortedUnique } from '../core/index.ts';
import type { OwnerAnswer } from '../ownership/index.ts';
import type { AccountHolder } from '../resolution/index.ts';
import { isOrganisation, isPerson, isPossibleVictim, type LeadContext, nameOf } from './context.ts';
import { shareWords } from './share-words.ts';
import type { AssetEntry } from './types/asset.ts';
import type { Statement } from './types/statement.ts';

/** Reported owners of an organisation begin at this share (31 CFR 1010.380(d); the usual bank threshold too). */
const MIN_SHARE = 25;

function basisOf({ economic, control, paths }: OwnerAnswer, organisation: string): Statement {
  const share = `${shareWords(economic)} of ${organisation}`;
  const sole = control === 'sole' || control === 'joint' ? `, ${control} control` : '';
  return { text: `${share}${sole}`, records: paths.flatMap((path) => path.map(({ record }) => record)) };
}

/** People with a large interest in the organisation that holds title alone, or with control of it. */
function peopleBehind(context: LeadContext, owners: readonly EntityId[]): readonly OwnerAnswer[] {
  const [title] = owners;
  if (title === undefined || owners.length !== 1 || !isOrganisation(context, title)) return [];
  return context.ownership
    .answer(title)
    .owners.filter(
      ({ entity, intermediate, economic, control }) =>
        !intermediate &&
        isPerson(context, entity) &&
        (economic.lo >= MIN_SHARE || control === 'sole' || control === 'joint'),
    );
}

/**
 * Who stands behind the titled owner: the person of an organisation with the largest interest or with control. An
 * unknown owner is null, never the titled owner by default. A nominee's holding already counts for the nominator. A
 * possible victim is never named: a company in their name is how others use them, and "benefit" would cost them remission.
 */
export function beneficialOwnerOf(context: LeadContext, owners: readonly EntityId[]): AssetEntry['beneficialOwner'] {
  const [title] = owners;
  const people = peopleBehind(context, owners).filter(({ entity }) => !isPossibleVictim(context, entity));
  const [first] = people.toSorted(
    (a, b) =>
      Number(b.control === 'sole') - Number(a.control === 'sole') ||
      b.economic.lo - a.economic.lo ||
      (a.entity < b.entity ? -1 : 1),
  );
  if (title === undefined || first === undefined) return null;
  return {
    personId: first.entity,
    name: nameOf(context, first.entity),
    basis: [basisOf(first, nameOf(context, title))],
  };
}

/** Facts that speak for an owner who may not know (18 USC 983(d)): holders outside the network, facts against control. */
export function innocentOwnerFacts(
  context: LeadContext,
  owners: readonly EntityId[],
  holders: readonly AccountHolder[],
): Statement[] {
  const members = new Set<string>(context.network.members.map(({ id }) => id));
  const outside = holders
    .filter(({ entity, role }) => (role === 'joint' || role === 'owner') && !members.has(entity))
    .map(({ entity, records }) => ({
      text: isPerson(context, entity)
        ? 'a person who is not in the network holds the account too'
        : `${nameOf(context, entity)} holds the account and is not in the network`,
      records,
    }));
  const against = context.network.controlFacts
    .filter(({ entity, direction }) => direction === 'against' && owners.includes(entity))
    .map(({ text, records }) => ({ text, records }));
  const victims = holders
    .filter(({ entity, role }) => role !== 'owner' && role !== 'joint' && isPossibleVictim(context, entity))
    .map(({ entity, role, records }) => ({ text: `${nameOf(context, entity)} is ${role} of the account`, records }));
  const onPaper = peopleBehind(context, owners)
    .filter(({ entity }) => isPossibleVictim(context, entity))
    .map(({ entity, paths }) => ({
      text: `${nameOf(context, entity)} has the company on paper: a victim specialist looks at whether another uses their name`,
      records: sortedUnique(paths.flatMap((path) => path.map(({ record }) => record))),
    }));
  return [...outside, ...against, ...victims, ...onPaper];
}
