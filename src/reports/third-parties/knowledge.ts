import { type EntityId, sortedUnique } from '../../core/index.ts';
import type { FactSet, Outcome, Party } from '../../facts/index.ts';
import type { Resolution, ResolvedTransfer } from '../../resolution/index.ts';
import type { KnowledgeFact } from './types.ts';

/** What knowledge facts are read from. */
export type KnowledgeGround = {
  readonly facts: Pick<FactSet, 'holdings'>;
  readonly resolution: Pick<Resolution, 'entityOf'>;
  readonly partiesOf: (entity: EntityId) => readonly Party[];
  readonly members: ReadonlySet<EntityId>;
  readonly isNamed: (entity: EntityId) => boolean;
  readonly nameOf: (entity: EntityId) => string;
  /** Steps of the law against accounts or assets of the network, oldest first. */
  readonly steps: readonly Outcome[];
};

const contactsOf = ({ phones, emails }: Party) => [...phones, ...emails];

/** Phones and e-mail addresses alone: a tenant gives the landlord's building as its address without any tie. */
function sharedContacts(ground: KnowledgeGround, entity: EntityId): KnowledgeFact[] {
  const own = ground.partiesOf(entity);
  const contacts = new Set(own.flatMap(contactsOf));
  return sortedUnique(ground.members).flatMap((member) => {
    const same = ground.partiesOf(member).filter((party) => contactsOf(party).some((contact) => contacts.has(contact)));
    if (same.length === 0) return [];
    const shared = new Set(same.flatMap(contactsOf));
    const both = [...same, ...own.filter((party) => contactsOf(party).some((contact) => shared.has(contact)))];
    const who = ground.isNamed(member) ? ground.nameOf(member) : 'a person of the network';
    return [
      {
        kind: 'shared contact',
        text: `records give the same phone or e-mail address for it and for ${who}`,
        innocent:
          'an accountant, an agent or a manager of both gives one number; numbers pass from one holder to the next',
        records: sortedUnique(both.map(({ record }) => record)),
      } as const,
    ];
  });
}

/** A register that names a member of the network as owner or controller of the third party, or the other way round. */
function commonOwners(
  { facts, resolution, members, isNamed, nameOf }: KnowledgeGround,
  entity: EntityId,
): KnowledgeFact[] {
  const who = (party: Party['id'] | null) => (party === null ? undefined : resolution.entityOf.get(party));
  return facts.holdings.flatMap(({ owner, subject, record, interestType }) => {
    const [holder, held] = [who(owner), who(subject)];
    if (holder === undefined || held === undefined) return [];
    const other = held === entity ? holder : holder === entity ? held : null;
    if (other === null || !members.has(other)) return [];
    const name = isNamed(other) ? nameOf(other) : 'a person of the network';
    const text =
      held === entity
        ? `${name} is stated as its holder (${interestType})`
        : `it is stated as holder of ${name} (${interestType})`;
    return [
      {
        kind: 'common owner',
        text,
        innocent: 'one owner may have a lawful business beside another of which the first knows nothing',
        records: [record],
      } as const,
    ];
  });
}

/** Payments from the day of a recorded step on. Whether anyone told the third party of the step is not in the record. */
function afterSteps({ steps }: KnowledgeGround, payments: readonly ResolvedTransfer[]): KnowledgeFact[] {
  const [first] = steps;
  if (first === undefined) return [];
  const on = first.at.slice(0, 10);
  const later = payments.filter(({ at }) => at.date >= on);
  if (later.length === 0) return [];
  return [
    {
      kind: 'payments after a recorded step',
      text: `${later.length} of the payments are dated on or after ${on}, the day of a ${first.outcomeType} against property of the network`,
      innocent: 'a step against an account is not served on those who deal with its holder; most never hear of it',
      records: sortedUnique([first.record, ...later.flatMap(({ records }) => records)]),
    },
  ];
}

/** Facts that a court may look at for "knew", "should have known" or "in reckless disregard"; each with its innocent reading. */
export function knowledgeFacts(
  ground: KnowledgeGround,
  entity: EntityId,
  payments: readonly ResolvedTransfer[],
): KnowledgeFact[] {
  return [...sharedContacts(ground, entity), ...commonOwners(ground, entity), ...afterSteps(ground, payments)];
}
