import { moneyText } from '../core/index.ts';
import { type Composition, NOTHING } from './composition.ts';
import { type Course, coursesOf } from './course.ts';
import type { Flow } from './flows.ts';
import { flowsOf, type Ledger, leastOpening, THE_ACCOUNT } from './ledger.ts';
import type { TraceMethod } from './method.ts';
import { firstDifference, hasUnorderedLots, inTieOrder, TIE_ORDERS, type TieOrder, tieGroups } from './orders.ts';
import { type PrintedParts, printClaims, printMoney, unitsText } from './print.ts';
import { overdrawn, rounded, type TraceWarning } from './warnings.ts';

/** What one method says about one account. Amounts are decimal texts in the ledger's currency. */
export type MethodTrace = {
  readonly method: TraceMethod;
  /** The balance at the end by tag, at least 4 places; `own` is untainted. Under `poison`: touched and own. */
  readonly balance: PrintedParts;
  /** Claims still in the account at the end, by tag and together. */
  readonly claims: PrintedParts;
  readonly tainted: string;
  /** Least and most of the claims still there over all orders of movements whose order is not known. */
  readonly interval: readonly [string, string];
  /** What each event moved, by tag. */
  readonly events: Readonly<Record<string, PrintedParts>>;
  /** Claims in the account after each event, in the order of `order`. */
  readonly running: readonly string[];
  /** Claims that have touched the account; under `poison` alone. */
  readonly touchedBy: readonly string[];
};

export type Trace = {
  readonly currency: string;
  readonly opening: { readonly amount: string; readonly known: boolean };
  readonly methods: Readonly<Record<TraceMethod, MethodTrace>>;
  /** Ids of the events in the order in which they were applied. */
  readonly order: readonly string[];
  /** Ids of events whose mutual order the records do not tell. */
  readonly ties: readonly (readonly string[])[];
  readonly warnings: readonly TraceWarning[];
};

type Note = { readonly id: string; readonly moved: PrintedParts; readonly claims: string };
type Orders = Readonly<Record<TieOrder, readonly Flow[]>>;
type Claims = Readonly<Record<TieOrder, bigint>>;

const heldIn = (course: Course<unknown>): Composition => course.accounts().get(THE_ACCOUNT)?.held ?? NOTHING;

/**
 * Traces the claims of one account by every method, deposits first on ties, with the interval over every order of what is
 * tied. An unknown opening is the least balance that never lets the account go below zero; it counts as own money, which
 * lowers no claim under LIBR, and the trace carries OPENING_UNKNOWN (interface 3).
 */
export function traceLedger(given: Ledger): Trace {
  const { scale, currency } = given;
  const events = flowsOf(given);
  const orders = Object.fromEntries(TIE_ORDERS.map((order) => [order, inTieOrder(events, order)])) as Orders;
  const first = orders['credits-first'];
  const opening = given.opening ?? leastOpening(first);
  const courses = coursesOf(first, (method) => ({
    opening: new Map([[THE_ACCOUNT, opening]]),
    checkpointEvery: CHECKPOINT_EVERY,
    note: ({ event, moved, held }): Note => ({
      id: event.id,
      moved: printMoney(method, moved(), scale),
      claims: printClaims(held(THE_ACCOUNT), scale).total,
    }),
  }));
  const traced = courses.map((course) => ({ course, claims: claimsByOrder(course, orders, scale) }));
  const [any] = traced;
  return {
    currency,
    opening: { amount: moneyText({ units: opening, scale, currency }), known: given.opening !== null },
    methods: present(traced, events, scale),
    order: first.map(({ id }) => id),
    ties: tieGroups(events),
    warnings: [
      ...(given.opening === null ? [OPENING_UNKNOWN] : []),
      ...overdrawn(any?.course.overdrafts ?? []),
      ...rounded(traced.reduce((sum, { course }) => sum + course.roundings, 0)),
      ...tied(tieGroups(events).length),
    ],
  };
}

/** Events between two states that are kept, so that another order of a tie is walked from there and not from the start. */
const CHECKPOINT_EVERY = 1000;

const OPENING_UNKNOWN: TraceWarning = {
  code: 'OPENING_UNKNOWN',
  message: 'no record states the opening balance; the least possible one is taken and counts as own money',
};

function tied(groups: number): TraceWarning[] {
  const message = `the order of ${groups} groups of movements is not known; deposits come first, and the interval covers every order`;
  return groups === 0 ? [] : [{ code: 'TIES', message }];
}

function claimsByOrder(course: Course<Note>, orders: Orders, scale: number): Claims {
  const first = orders['credits-first'];
  const claims = (order: TieOrder): bigint => {
    const from = firstDifference(first, orders[order]);
    const other = from === first.length ? course : course.resume(orders[order], from);
    return printClaims(heldIn(other), scale).units;
  };
  return Object.fromEntries(TIE_ORDERS.map((order) => [order, claims(order)])) as Claims;
}

type Traced = { readonly course: Course<Note>; readonly claims: Claims };

function present(traced: readonly Traced[], events: readonly Flow[], scale: number): Trace['methods'] {
  const claimsOf = new Map(traced.map(({ course, claims }) => [course.method, claims]));
  const bounds = hasUnorderedLots(events) ? boundsOfAnyMethod(claimsOf) : [];
  const rows = traced.map(({ course, claims }) => {
    const all = [...Object.values(claims), ...(course.method === 'lifo' ? bounds : [])];
    return [course.method, presentMethod(course, all, scale)] as const;
  });
  return Object.fromEntries(rows) as Trace['methods'];
}

/**
 * Whatever the method and the order, no payment takes more of the claims than taint-first and none less than taint-last.
 * Where lots come in unordered, the newest is not known, and these bound what LIFO may leave.
 */
function boundsOfAnyMethod(claims: ReadonlyMap<TraceMethod, Claims>): bigint[] {
  const least = claims.get('taint-first')?.['claims-early'];
  const most = claims.get('taint-last')?.['own-early'];
  return [least, most].filter((units) => units !== undefined);
}

function presentMethod(course: Course<Note>, claims: readonly bigint[], scale: number): MethodTrace {
  const { method, notes } = course;
  const held = heldIn(course);
  const { byTag, total } = printClaims(held, scale);
  const sorted = claims.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return {
    method,
    balance: printMoney(method, held, scale),
    claims: byTag,
    tainted: total,
    interval: [unitsText(sorted[0] ?? 0n, scale), unitsText(sorted.at(-1) ?? 0n, scale)],
    events: Object.fromEntries(notes.map(({ id, moved }) => [id, moved])),
    running: notes.map(({ claims: running }) => running),
    touchedBy: course.accounts().get(THE_ACCOUNT)?.touchedBy ?? [],
  };
}
