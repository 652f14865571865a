import { byKeys, type DateText, type EntityId, groupBy, type Share } from '../core/index.ts';
import { type ControlView, controlOf, viewControl } from './control.ts';
import type { DeclaredTotals } from './declared-totals.ts';
import { integratedShares } from './integrated.ts';
import type { ShareEdge } from './network.ts';
import { pathsTo } from './paths.ts';
import type { Stake } from './stakes.ts';
import type { OwnerAnswer, OwnershipAnswer } from './types.ts';

type Step = {
  readonly owner: EntityId;
  readonly subject: EntityId;
  readonly share: Share | null;
  readonly stake: Stake;
};

/** Everything an answer is read from, arranged once. */
export type Prepared = {
  readonly asOf: DateText;
  readonly totals: DeclaredTotals;
  readonly economicInto: ReadonlyMap<EntityId, readonly ShareEdge[]>;
  readonly control: ControlView;
  readonly stepsInto: ReadonlyMap<EntityId, readonly Step[]>;
  readonly anyInto: ReadonlyMap<EntityId, readonly Stake[]>;
};

export function prepare(stakes: readonly Stake[], totals: DeclaredTotals, asOf: DateText): Prepared {
  const { network } = totals;
  const voting = network.votes.map((edge): Step => edge);
  const economic = network.economic.map((edge): Step => edge);
  const stated = network.control.map(
    (stake): Step => ({ owner: stake.owner, subject: stake.subject, share: stake.share, stake }),
  );
  // A pair that holds shares and votes is one step of a chain, shown with its shares.
  const steps = new Map([...stated, ...voting, ...economic].map((step) => [`${step.owner} ${step.subject}`, step]));
  return {
    asOf,
    totals,
    economicInto: groupBy(network.economic, (edge) => edge.subject),
    control: viewControl(network),
    stepsInto: groupBy(steps.values(), (step) => step.subject),
    anyInto: groupBy(stakes, (stake) => stake.subject),
  };
}

function above<T extends { readonly owner: EntityId }>(subject: EntityId, into: ReadonlyMap<EntityId, readonly T[]>) {
  const seen = new Set([subject]);
  const queue = [subject];
  const edges: T[] = [];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    for (const edge of into.get(node) ?? []) {
      edges.push(edge);
      if (!seen.has(edge.owner)) queue.push(edge.owner);
      seen.add(edge.owner);
    }
  }
  seen.delete(subject);
  return { nodes: [...seen].sort(), edges };
}

function nomineesOf(subject: EntityId, { anyInto, totals }: Prepared): EntityId[] {
  const upstream = new Set([subject, ...above(subject, anyInto).nodes]);
  return [
    ...new Set(totals.network.nominees.filter((stake) => upstream.has(stake.subject)).map((stake) => stake.owner)),
  ].sort();
}

/** 100 percent less what ends at someone above whom nothing more is known. */
function unknownPart(shares: ReadonlyMap<EntityId, Share>, { economicInto, totals }: Prepared): Share {
  const ends = [...shares].filter(([owner]) => !economicInto.has(owner) && !totals.through.has(owner));
  const lo = ends.reduce((sum, [, share]) => sum + share.lo, 0);
  const hi = ends.reduce((sum, [, share]) => sum + share.hi, 0);
  return { lo: cleanPercent(100 - hi), hi: cleanPercent(100 - lo) };
}

function cleanPercent(percent: number): number {
  return percent < 1e-9 ? 0 : Math.min(percent, 100);
}

/** Who owns and who controls `entity`, directly or through others, on the date of `prepared`. */
export function answerFor(entity: EntityId, prepared: Prepared): OwnershipAnswer {
  const { totals, economicInto, control, stepsInto } = prepared;
  const { shares: solved, cycles } = integratedShares(entity, economicInto);
  const shares = new Map(
    [...solved].map(([owner, share]) => [owner, totals.narrowed.get(`${owner} ${entity}`) ?? share]),
  );
  const { nodes, edges } = above(entity, stepsInto);
  const standing = controlOf({ subject: entity, owners: nodes, view: control });
  const paths = pathsTo(entity, edges);
  const owners = nodes.map(
    (owner): OwnerAnswer => ({
      entity: owner,
      intermediate: stepsInto.has(owner) || totals.through.has(owner),
      economic: shares.get(owner) ?? { lo: 0, hi: 0 },
      voting: standing.get(owner)?.voting ?? null,
      control: standing.get(owner)?.control ?? 'unknown',
      paths: paths.get(owner) ?? [],
    }),
  );
  const inOrder = byKeys<OwnerAnswer>(
    (owner) => Number(owner.intermediate),
    (owner) => -owner.economic.lo,
    (owner) => owner.entity,
  );
  return {
    entity,
    asOf: prepared.asOf,
    owners: owners.sort(inOrder),
    unknown: unknownPart(shares, prepared),
    cycles,
    nominees: nomineesOf(entity, prepared),
  };
}
