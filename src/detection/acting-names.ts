import { type AccountId, compareText, type EntityId, sortedUnique } from '../core/index.ts';
import type { OwnershipEdge } from '../ownership/index.ts';
import { sameName } from './name-likeness.ts';
import type { Profile } from './profile.ts';
import type { UnreadMovement } from './purpose.ts';

/** What tells where a name acts: rows, holders, signers and declared owners. */
export type ActingContext = {
  readonly movements: readonly UnreadMovement[];
  readonly profiles: ReadonlyMap<EntityId, Profile>;
  readonly ownersOf: ReadonlyMap<AccountId, readonly EntityId[]>;
  readonly signersOf: ReadonlyMap<AccountId, readonly EntityId[]>;
  readonly edges: readonly OwnershipEdge[];
};

/** With more people than this around one firm, an equal name says nothing. */
const MAX_CIRCLE = 150;

type Sets = Map<EntityId, Set<EntityId>>;

function add(sets: Sets, key: EntityId | null, value: EntityId | null): void {
  if (key === null || value === null || key === value) return;
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([value]));
  else set.add(value);
}

function holders(context: ActingContext): Set<EntityId> {
  return new Set([...context.ownersOf.values(), ...context.signersOf.values()].flat());
}

/** A person of whom no record says more than a name: nothing that a bank or a register holds. */
function isBare(profile: Profile | undefined, held: ReadonlySet<EntityId>): boolean {
  return (
    profile !== undefined &&
    profile.kind !== 'organisation' &&
    profile.contacts.length === 0 &&
    profile.birthDates.length === 0 &&
    !held.has(profile.id)
  );
}

/** Around each party, the people who act for it, are paid by it, pay it, sign for it or own it. */
function circles(context: ActingContext): Sets {
  const around: Sets = new Map();
  for (const { from, to, conductor } of context.movements) {
    add(around, from.entity, to.entity);
    add(around, to.entity, from.entity);
    add(around, from.entity ?? to.entity, conductor);
  }
  for (const [account, signers] of context.signersOf)
    for (const owner of context.ownersOf.get(account) ?? []) for (const signer of signers) add(around, owner, signer);
  for (const edge of context.edges) add(around, edge.subject, edge.owner);
  return around;
}

/** People two steps away through a common signer or owner: the circles of the shops of one person are one circle. */
function widened(around: Sets, context: ActingContext): Sets {
  const wide: Sets = new Map(around);
  const heads: Sets = new Map();
  for (const [account, signers] of context.signersOf)
    for (const owner of context.ownersOf.get(account) ?? []) for (const signer of signers) add(heads, signer, owner);
  for (const edge of context.edges) add(heads, edge.owner, edge.subject);
  for (const [head, firms] of heads) {
    const all = new Set([...(around.get(head) ?? []), ...[...firms].flatMap((firm) => [...(around.get(firm) ?? [])])]);
    wide.set(head, all);
  }
  return wide;
}

type Clusters = Map<EntityId, EntityId[]>;

function joinLikeNames(
  circle: readonly EntityId[],
  bare: ReadonlySet<EntityId>,
  context: ActingContext,
  clusters: Clusters,
): void {
  const label = (id: EntityId) => context.profiles.get(id)?.label ?? '';
  for (const one of circle) {
    if (!bare.has(one)) continue;
    for (const other of circle) {
      if (one === other || context.profiles.get(other)?.kind === 'organisation' || !sameName(label(one), label(other)))
        continue;
      const [a, b] = [clusters.get(one) ?? [one], clusters.get(other) ?? [other]];
      if (a === b) continue;
      const anchors = [...a, ...b].filter((id) => !bare.has(id));
      // Two namesakes whom a bank knows apart: the bare name may be either, so it stays alone.
      if (anchors.length > 1) continue;
      const joined = [...a, ...b];
      for (const id of joined) clusters.set(id, joined);
    }
  }
}

/**
 * Whom a bare name stands for. A clerk writes a name at the counter and nothing else, so resolution rightly leaves it
 * apart; but the same name around the same firm, or around firms of one owner or signer, is read as one actor. Parties
 * and Entities are not changed: the answer says only under which Entity detection counts the acts of a bare name.
 */
export function actingNames(context: ActingContext): Map<EntityId, EntityId> {
  const held = holders(context);
  const bare = new Set([...context.profiles.keys()].filter((id) => isBare(context.profiles.get(id), held)));
  const clusters: Clusters = new Map();
  const wide = widened(circles(context), context);
  for (const centre of sortedUnique(wide.keys())) {
    const circle = [...(wide.get(centre) ?? [])].sort(compareText);
    if (circle.length <= MAX_CIRCLE) joinLikeNames(circle, bare, context, clusters);
  }
  const standFor = new Map<EntityId, EntityId>();
  for (const [id, cluster] of clusters) {
    const anchor = cluster.find((other) => !bare.has(other)) ?? [...cluster].sort(compareText)[0];
    if (anchor !== undefined && anchor !== id && bare.has(id)) standFor.set(id, anchor);
  }
  return standFor;
}
