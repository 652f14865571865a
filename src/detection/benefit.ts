import type { EntityId } from '../core/index.ts';
import { ratio, type Ticks } from './amounts.ts';
import { flowHubs } from './hubs.ts';
import { isCashOut, type Movement } from './movement.ts';
import { isDocumentedPayee } from './pay-cycles.ts';
import { isPerson, type View } from './view.ts';

/** Where the money of a node goes: shares of what it could give away, by who gets it. */
type Onward = ReadonlyMap<EntityId, number>;

/** Answers who ends up with the free money of an organisation. */
export type Benefit = {
  /** Share of the organisation's free outflow that each person keeps, after following it through firms and people. */
  readonly keptBy: (organisation: EntityId) => ReadonlyMap<EntityId, number>;
  /** The free payments that the shares rest on. */
  readonly payments: (entity: EntityId) => readonly Movement[];
  /** Those through whose hands a quarter or more of an entity's free money goes, in the order in which it reaches them. */
  readonly route: (entity: EntityId) => readonly EntityId[];
};

const MAX_STEPS = 4;
const MIN_SHARE = 0.02;
const ROUTE_SHARE = 0.25;

/**
 * Money that is neither tax nor the price of something from a documented trade. Pay counts: an owner may take the
 * benefit as a salary, and one worker's pay is a small share of a business.
 */
function isFree(view: View, debit: Movement): boolean {
  if (['payroll-tax', 'ad', 'processor'].includes(debit.reading.purpose)) return false;
  return !isDocumentedPayee(view, debit);
}

/** Who takes a debit: the payee, or whoever draws the cash; a holder's own draw stays with the holder. */
function takerOf(debit: Movement): EntityId | null {
  return isCashOut(debit) ? (debit.conductor ?? debit.from.entity) : debit.to.entity;
}

type Ledger = { readonly out: Map<EntityId, Movement[]>; readonly inflow: Map<EntityId, Ticks> };

function readLedger(view: View): Ledger {
  const hubs = flowHubs(view);
  const out = new Map<EntityId, Movement[]>();
  const inflow = new Map<EntityId, Ticks>();
  for (const movement of view.movements) {
    const { from, to } = movement;
    if (to.entity !== null) inflow.set(to.entity, (inflow.get(to.entity) ?? 0n) + movement.amount);
    const taker = takerOf(movement);
    if (from.entity === null || taker === null || hubs.has(taker) || !isFree(view, movement)) continue;
    if (taker === from.entity && !isCashOut(movement)) continue;
    const list = out.get(from.entity);
    if (list === undefined) out.set(from.entity, [movement]);
    else list.push(movement);
  }
  return { out, inflow };
}

/** A firm passes on all that leaves it; a person only that part of the inflow that leaves to somebody else. */
function onwardOf(view: View, ledger: Ledger, node: EntityId): Onward {
  const sums = new Map<EntityId, Ticks>();
  let total: Ticks = 0n;
  for (const debit of ledger.out.get(node) ?? []) {
    const taker = takerOf(debit);
    if (taker === null) continue;
    total += debit.amount;
    if (taker !== node || !isPerson(view, node)) sums.set(taker, (sums.get(taker) ?? 0n) + debit.amount);
  }
  const inflow = ledger.inflow.get(node) ?? 0n;
  const base = isPerson(view, node) && inflow > total ? inflow : total;
  return new Map([...sums].map(([taker, sum]) => [taker, ratio(sum, base) ?? 0]));
}

/**
 * Follows the free money of organisations to the people who keep it, at most four steps. Money that no record shows
 * leaving a person counts as kept; money that no record shows arriving stays unknown.
 */
export function buildBenefit(view: View): Benefit {
  const ledger = readLedger(view);
  const cache = new Map<EntityId, Onward>();
  const onward = (node: EntityId): Onward => {
    const known = cache.get(node) ?? onwardOf(view, ledger, node);
    cache.set(node, known);
    return known;
  };
  const walk = (node: EntityId, share: number, path: readonly EntityId[], kept: Map<EntityId, number>): void => {
    const next = path.length > MAX_STEPS ? [] : [...onward(node)].filter(([to]) => !path.includes(to));
    const passed = next.reduce((sum, [, part]) => sum + part, 0);
    if (isPerson(view, node)) kept.set(node, (kept.get(node) ?? 0) + share * Math.max(0, 1 - passed));
    for (const [to, part] of next) if (share * part >= MIN_SHARE) walk(to, share * part, [...path, to], kept);
  };
  const results = new Map<EntityId, ReadonlyMap<EntityId, number>>();
  return {
    keptBy: (organisation) => {
      const known = results.get(organisation);
      if (known !== undefined) return known;
      const kept = new Map<EntityId, number>();
      walk(organisation, 1, [organisation], kept);
      results.set(organisation, kept);
      return kept;
    },
    payments: (entity) => ledger.out.get(entity) ?? [],
    route: (entity) => {
      const reached = new Map<EntityId, number>([[entity, 1]]);
      for (const [node, share] of reached) {
        for (const [to, part] of onward(node))
          if (!reached.has(to) && share * part >= ROUTE_SHARE) reached.set(to, share * part);
      }
      return [...reached.keys()].slice(1);
    },
  };
}
