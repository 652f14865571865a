import type { EntityId } from '../core/index.ts';
import { ratio, type Ticks } from './amounts.ts';
import { declaredStakes } from './control.ts';
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
const MIN_PAYROLL_TAXES = 3;

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

/**
 * Of what an entity could give away, the shares that leave to others. For the firm asked about (`first`) that is its free
 * outflow; for everyone behind it, all that came in, so that what stays shows as kept.
 */
function onwardOf(ledger: Ledger, node: EntityId, first: 'first' | 'behind'): Onward {
  const sums = new Map<EntityId, Ticks>();
  let total: Ticks = 0n;
  for (const debit of ledger.out.get(node) ?? []) {
    const taker = takerOf(debit);
    if (taker === null) continue;
    total += debit.amount;
    if (taker !== node) sums.set(taker, (sums.get(taker) ?? 0n) + debit.amount);
  }
  const inflow = ledger.inflow.get(node) ?? 0n;
  const base = first === 'behind' && inflow > total ? inflow : total;
  return new Map([...sums].map(([taker, sum]) => [taker, ratio(sum, base) ?? 0]));
}

/** Declared owners of a firm, each with an equal part of what it keeps. */
function ownersByFirm(view: View): Map<EntityId, EntityId[]> {
  const owners = new Map<EntityId, EntityId[]>();
  for (const [owner, stakes] of declaredStakes(view))
    for (const { organisation } of stakes)
      if (isPerson(view, owner)) owners.set(organisation, [...(owners.get(organisation) ?? []), owner]);
  return owners;
}

/**
 * Firms that pay payroll tax work with staff of their own: what others pay them is the price of that work, and is
 * followed no further. Wages do not count here, since an owner's regular draw has the same rhythm.
 */
function staffedFirms(view: View): Set<EntityId> {
  const payments = new Map<EntityId, number>();
  for (const { from, reading } of view.movements) {
    if (from.entity === null || reading.purpose !== 'payroll-tax') continue;
    payments.set(from.entity, (payments.get(from.entity) ?? 0) + 1);
  }
  return new Set([...payments].filter(([, count]) => count >= MIN_PAYROLL_TAXES).map(([firm]) => firm));
}

type Walk = (node: EntityId, share: number, path: readonly EntityId[], kept: Map<EntityId, number>) => void;

function walker(view: View, onward: (node: EntityId, first: 'first' | 'behind') => Onward): Walk {
  const owners = ownersByFirm(view);
  const staffed = staffedFirms(view);
  const keep = (node: EntityId, share: number, kept: Map<EntityId, number>) => {
    const keepers = isPerson(view, node) ? [node] : (owners.get(node) ?? []);
    for (const keeper of keepers) kept.set(keeper, (kept.get(keeper) ?? 0) + share / keepers.length);
  };
  const walk: Walk = (node, share, path, kept) => {
    const first = path.length === 1 ? 'first' : 'behind';
    if (first === 'behind' && staffed.has(node)) return;
    const all = path.length > MAX_STEPS ? [] : [...onward(node, first)];
    const next = all.filter(([to]) => !path.includes(to));
    const passed = next.reduce((sum, [, part]) => sum + part, 0);
    if (first === 'behind') keep(node, share * Math.max(0, 1 - passed), kept);
    for (const [to, part] of next) if (share * part >= MIN_SHARE) walk(to, share * part, [...path, to], kept);
  };
  return walk;
}

/**
 * Follows the free money of organisations to the people who keep it, at most four steps. What no record shows leaving a
 * person is kept by that person, and what stays in a firm is kept by its declared owners; money that a staffed firm
 * earns, or that no record shows arriving, stays unknown.
 */
export function buildBenefit(view: View): Benefit {
  const ledger = readLedger(view);
  const cache = new Map<string, Onward>();
  const onward = (node: EntityId, first: 'first' | 'behind'): Onward => {
    const known = cache.get(`${first} ${node}`) ?? onwardOf(ledger, node, first);
    cache.set(`${first} ${node}`, known);
    return known;
  };
  const walk = walker(view, onward);
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
    route: (entity) => routeFrom(entity, (node) => onward(node, node === entity ? 'first' : 'behind')),
  };
}

function routeFrom(entity: EntityId, onward: (node: EntityId) => Onward): EntityId[] {
  const reached = new Map<EntityId, number>([[entity, 1]]);
  for (const [node, share] of reached) {
    for (const [to, part] of onward(node))
      if (!reached.has(to) && share * part >= ROUTE_SHARE) reached.set(to, share * part);
  }
  return [...reached.keys()].slice(1);
}
