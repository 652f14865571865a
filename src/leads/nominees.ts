import { type EntityId, sortedUnique } from '../core/index.ts';
import { isPerson, type LeadContext, nameOf } from './context.ts';
import { type AssetStanding, controllersOf } from './controllers.ts';
import type { NomineeControl } from './types/asset.ts';
import type { Statement } from './types/statement.ts';

/** Owners in title of whom the network says that they hold for another, or may: by role or by facts against control. */
function possibleNominees(context: LeadContext, owners: readonly EntityId[]): EntityId[] {
  const byRole = context.network.roles
    .filter(({ role }) => role === 'nominee' || role === 'account-holder-under-control')
    .map(({ entity }) => entity);
  const byFact = context.network.controlFacts
    .filter(({ direction }) => direction === 'against')
    .map(({ entity }) => entity);
  const named = new Set<EntityId>([...byRole, ...byFact]);
  return sortedUnique(owners.filter((owner) => isPerson(context, owner) && named.has(owner)));
}

function ownConduct(entity: EntityId, { movements }: AssetStanding): Statement[] {
  const conducted = movements.filter(({ conductor }) => conductor !== null);
  const own = conducted.filter(({ conductor }) => conductor === entity);
  if (own.length === 0) return [];
  return [
    {
      text: `conducted ${own.length} of ${conducted.length} counter movements in person`,
      records: sortedUnique(own.flatMap(({ records }) => records)),
    },
  ];
}

/**
 * Facts for and against dominion and control of every owner who may be a nominee: one with title and neither is no
 * "owner" in law (18 USC 983(d)(6)(B)(iii)). Both sides are recorded; a court weighs them.
 */
export function nomineesOf(context: LeadContext, standing: AssetStanding): NomineeControl[] {
  return possibleNominees(context, standing.owners).map((entity) => {
    const about = context.network.controlFacts.filter((fact) => fact.entity === entity);
    const stated = (direction: 'for' | 'against'): Statement[] =>
      about.filter((fact) => fact.direction === direction).map(({ text, records }) => ({ text, records }));
    const others = controllersOf(context, standing).filter((other) => other.entity !== entity);
    return {
      entity,
      name: nameOf(context, entity),
      controlFor: [...stated('for'), ...ownConduct(entity, standing)],
      controlAgainst: [
        ...stated('against'),
        ...others.flatMap(({ name, basis }) =>
          basis.map(({ text, records }) => ({ text: `${name}: ${text}`, records })),
        ),
      ],
    };
  });
}
