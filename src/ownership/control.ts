import { byKeys, type EntityId, groupBy, type Share } from '../core/index.ts';
import type { Network, ShareEdge } from './network.ts';
import type { Stake } from './stakes.ts';

const HALF = 50;

type Bound = 'lo' | 'hi';

/** Votes and stated control arranged by who holds them. */
export type ControlView = {
  readonly votesBy: ReadonlyMap<EntityId, readonly ShareEdge[]>;
  readonly votesIn: ReadonlyMap<EntityId, readonly ShareEdge[]>;
  readonly statedBy: ReadonlyMap<EntityId, readonly Stake[]>;
  readonly statedIn: ReadonlyMap<EntityId, readonly Stake[]>;
};

export function viewControl({ votes, control }: Network): ControlView {
  return {
    votesBy: groupBy(votes, (edge) => edge.owner),
    votesIn: groupBy(votes, (edge) => edge.subject),
    statedBy: groupBy(control, (stake) => stake.owner),
    statedIn: groupBy(control, (stake) => stake.subject),
  };
}

/** More than half: an interval that is open at half lies above it. */
function passesHalf(sum: number, open: boolean): boolean {
  return sum > HALF + 1e-9 || (open && sum >= HALF - 1e-9);
}

function isOpenLow({ open }: Share): boolean {
  return open === 'lo' || open === 'both';
}

/** Whether control that a record states is one owner's alone: several who are stated to control do so together. */
function controlsAlone(stake: Stake, view: ControlView): boolean {
  return new Set((view.statedIn.get(stake.subject) ?? []).map(({ owner }) => owner)).size === 1;
}

/**
 * Everything that `controller` controls: the least set closed under "together with what I control I hold more than half
 * of its votes" (Ceri, Gottlob and Tanca; Magnanimi and Iezzi, CEUR 3135). Each holder counts once; cost is linear in
 * edges. The lower bounds give what is surely controlled, the upper bounds what possibly is.
 */
export function controlledBy(controller: EntityId, view: ControlView, bound: Bound): ReadonlySet<EntityId> {
  const controlled = new Set<EntityId>([controller]);
  const sums = new Map<EntityId, number>();
  const queue = [controller];
  for (let holder = queue.pop(); holder !== undefined; holder = queue.pop()) {
    const reached: EntityId[] = [];
    for (const { subject, share } of view.votesBy.get(holder) ?? []) {
      const sum = (sums.get(subject) ?? 0) + share[bound];
      sums.set(subject, sum);
      if (passesHalf(sum, bound === 'lo' && isOpenLow(share))) reached.push(subject);
    }
    for (const stake of view.statedBy.get(holder) ?? []) if (controlsAlone(stake, view)) reached.push(stake.subject);
    for (const subject of reached) {
      if (controlled.has(subject)) continue;
      controlled.add(subject);
      queue.push(subject);
    }
  }
  controlled.delete(controller);
  return controlled;
}

export type ControlAnswer = {
  readonly voting: Share | null;
  readonly control: 'sole' | 'joint' | 'none' | 'unknown';
};

function votesHeld(subject: EntityId, holders: ReadonlySet<EntityId>, view: ControlView, bound: Bound): number {
  const held = (view.votesIn.get(subject) ?? []).filter(({ owner }) => holders.has(owner));
  return Math.min(
    held.reduce((sum, { share }) => sum + share[bound], 0),
    100,
  );
}

type Question = { readonly subject: EntityId; readonly owners: readonly EntityId[]; readonly view: ControlView };

/**
 * How each owner stands to the subject. `sole`: it passes half of the votes with what it controls, or a record gives it
 * control alone. `joint`: it votes a block that only counts together with another's under the same controller, holds
 * exactly half, or is one of several whom records call controlling. `unknown`: the bounds leave both open, or no record
 * states any vote.
 */
export function controlOf({ subject, owners, view }: Question): Map<EntityId, ControlAnswer> {
  const surely = new Map(owners.map((owner) => [owner, controlledBy(owner, view, 'lo')]));
  const soles = owners.filter((owner) => surely.get(owner)?.has(subject) === true);
  const statesVotes = view.votesIn.has(subject);
  const answers = owners.map((owner): [EntityId, ControlAnswer] => {
    const possibly = controlledBy(owner, view, 'hi');
    const lo = votesHeld(subject, new Set([owner, ...(surely.get(owner) ?? [])]), view, 'lo');
    const hi = votesHeld(subject, new Set([owner, ...possibly]), view, 'hi');
    const voting = statesVotes ? { lo: Math.min(lo, hi), hi } : null;
    const underController = lo > 0 && soles.some((sole) => sole !== owner && surely.get(sole)?.has(owner) === true);
    const stated = (view.statedIn.get(subject) ?? []).some((stake) => stake.owner === owner);
    if (soles.includes(owner)) return [owner, { voting, control: 'sole' }];
    if (underController || stated || (lo === HALF && hi === HALF)) return [owner, { voting, control: 'joint' }];
    if (possibly.has(subject)) return [owner, { voting, control: 'unknown' }];
    return [owner, { voting, control: statesVotes || soles.length > 0 ? 'none' : 'unknown' }];
  });
  return new Map(answers.sort(byKeys(([owner]) => owner)));
}
