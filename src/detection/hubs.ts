import type { EntityId } from '../core/index.ts';
import { isInLine } from './lines-of-business.ts';
import type { Movement } from './movement.ts';
import { isPerson, type View } from './view.ts';

/** More counterparties than this and an organisation serves the public: its flows say nothing about who belongs together. */
const COUNTERPARTY_HUB = 25;
/** More wage earners than this and an employer is a hub of its own (default). */
const EMPLOYER_HUB = 25;
/** More accounts of other holders than this and a signer is an agent by trade (default). */
const SIGNER_HUB = 12;

const PUBLIC_LINES = [
  'bank',
  'processor',
  'payroll',
  'remitter',
  'lender',
  'tax',
  'advertising',
  'retail',
  'lodging',
] as const;

function counterparties(
  movements: readonly Movement[],
  pick: (item: Movement) => boolean,
): Map<EntityId, Set<EntityId>> {
  const met = new Map<EntityId, Set<EntityId>>();
  const add = (a: EntityId, b: EntityId) => {
    const set = met.get(a);
    if (set === undefined) met.set(a, new Set([b]));
    else set.add(b);
  };
  for (const movement of movements) {
    const { from, to } = movement;
    if (from.entity === null || to.entity === null || from.entity === to.entity || !pick(movement)) continue;
    add(from.entity, to.entity);
    add(to.entity, from.entity);
  }
  return met;
}

/**
 * Entities whose payments do not tie people together: banks, processors, payroll firms, lenders, remitters, tax offices,
 * shops, employers of many, and any organisation with very many counterparties. They stay visible as evidence.
 */
export function flowHubs(view: View): Set<EntityId> {
  const hubs = new Set<EntityId>();
  for (const profile of view.profiles.values()) {
    const isPublic = PUBLIC_LINES.some((line) => isInLine(profile.naics, line));
    if (profile.kind !== 'person' && isPublic) hubs.add(profile.id);
  }
  const all = counterparties(view.movements, () => true);
  for (const [entity, met] of all) if (met.size > COUNTERPARTY_HUB && !isPerson(view, entity)) hubs.add(entity);
  const wages = counterparties(view.movements, (item) => item.reading.purpose === 'wage');
  for (const [entity, met] of wages) if (met.size > EMPLOYER_HUB) hubs.add(entity);
  return hubs;
}

/** People and firms that may sign for so many others that it must be their trade. */
export function signerHubs(view: View): Set<EntityId> {
  const hubs = new Set<EntityId>();
  for (const [signer, accounts] of view.signsFor) {
    const clients = new Set(accounts.flatMap((account) => view.ownersOf.get(account) ?? []));
    if (clients.size > SIGNER_HUB) hubs.add(signer);
  }
  return hubs;
}
