import { type EntityId, sortedUnique } from '../../core/index.ts';
import type { ControlLink, Relations } from '../control-links.ts';
import { areKin } from '../kinship.ts';
import { labelOf } from '../view.ts';
import type { Core } from './core.ts';

const MIN_BUSINESSES = 3;
/** A declared owner who keeps less than this of the free money takes no benefit (default). */
const NO_BENEFIT = 0.1;
const MIN_PAYMENTS = 3;

function isOpen(link: ControlLink): boolean {
  return link.ways.includes('declared');
}

/**
 * Hidden control: the money, or the signature beside cash or contact. Carrying cash and answering the telephone is what
 * people under control do too, so it is none.
 */
export function isHiddenControl(link: ControlLink): boolean {
  return !isOpen(link) && (link.ways.includes('takes') || (link.ways.includes('signs') && link.ways.length >= 2));
}

/** Declared owners of an organisation who, as far as records show its money, keep next to none of it. */
export function nominalOwners(relations: Relations, organisation: EntityId): EntityId[] {
  if (relations.benefit.payments(organisation).length < MIN_PAYMENTS) return [];
  const kept = relations.benefit.keptBy(organisation);
  return (relations.linksOfOrganisation.get(organisation) ?? [])
    .filter((link) => isOpen(link) && (kept.get(link.person) ?? 0) < NO_BENEFIT)
    .map((link) => link.person);
}

/** Whether the register names other people, none of them kin, as owners of what the person takes the money of. */
export function isInOtherNames(relations: Relations, link: ControlLink): boolean {
  const owners = openOwners(relations, link.organisation);
  return (
    owners.length > 0 && !owners.some((owner) => owner === link.person || areKin(relations.view, owner, link.person))
  );
}

function openOwners(relations: Relations, organisation: EntityId): EntityId[] {
  return (relations.linksOfOrganisation.get(organisation) ?? []).filter(isOpen).map((link) => link.person);
}

/** The organisation and, where its money is followed to the person, those between them. */
export function routeTo(relations: Relations, link: ControlLink): EntityId[] {
  const route = link.ways.includes('takes') ? relations.benefit.route(link.organisation) : [];
  const end = route.indexOf(link.person);
  return [link.organisation, ...route.slice(0, Math.max(end, 0))];
}

function hiddenCore(relations: Relations, person: EntityId, links: readonly ControlLink[]): Core | null {
  const { view } = relations;
  const hidden = links.filter(isHiddenControl);
  const fronted = hidden.filter((link) => {
    const owners = openOwners(relations, link.organisation);
    const nominal = nominalOwners(relations, link.organisation);
    return (
      owners.length > 0 && nominal.length === owners.length && !owners.some((owner) => areKin(view, owner, person))
    );
  });
  if (hidden.length < MIN_BUSINESSES || fronted.length < 2) return null;
  const owners = sortedUnique(fronted.flatMap((link) => openOwners(relations, link.organisation)));
  if (owners.length < 2) return null;
  return {
    kind: 'front-company',
    stands: 'for',
    text: `${labelOf(view, person)}, whom no register names, controls or lives from ${hidden.length} businesses, while the ${owners.length} people declared as owners of ${fronted.length} of them keep none of the money.`,
    centre: person,
    members: sortedUnique([person, ...hidden.flatMap((link) => routeTo(relations, link)), ...owners]),
    records: hidden.flatMap((link) => link.records),
  };
}

function openCore(relations: Relations, person: EntityId, links: readonly ControlLink[]): Core | null {
  const open = links.filter(isOpen);
  const withBenefit = open.filter((link) => !nominalOwners(relations, link.organisation).includes(person));
  if (withBenefit.length < MIN_BUSINESSES) return null;
  return {
    kind: 'front-company',
    stands: 'against',
    text: `${labelOf(relations.view, person)} is declared openly as owner of ${open.length} businesses.`,
    centre: person,
    members: sortedUnique([person, ...open.map((link) => link.organisation)]),
    records: open.flatMap((link) => link.records),
  };
}

/**
 * Storefronts: hidden common control with nominal owners who take no benefit, against an openly owned chain
 * (detection 1.4).
 */
export function storefrontCores(relations: Relations): Core[] {
  return [...relations.linksOfPerson].flatMap(([person, links]) =>
    [hiddenCore(relations, person, links), openCore(relations, person, links)].filter((core) => core !== null),
  );
}
