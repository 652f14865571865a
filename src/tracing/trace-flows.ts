import { byKeys } from '../core/index.ts';
import { type AccountEnd, type Course, coursesOf } from './course.ts';
import type { Flow, FlowLedger } from './flows.ts';
import type { TraceMethod } from './method.ts';
import { firstDifference, inTieOrder, TIE_ORDERS, type TieOrder, tiePairs } from './orders.ts';
import { type PrintedParts, printClaims, printMoney, unitsText } from './print.ts';
import { overdrawn, rounded, type TraceWarning } from './warnings.ts';

/** Amounts by account as decimal texts. */
type ByAccount<T> = Readonly<Record<string, T>>;
type Interval = readonly [string, string];

/** What one method says about a ledger of many accounts (interface 5). */
export type FlowMethodTrace = {
  /** What each account holds at the end by tag; under `poison` touched and own. */
  readonly balances: ByAccount<PrintedParts>;
  /** What each event moved, by tag. */
  readonly events: Readonly<Record<string, PrintedParts>>;
  /** Claims still in each account, in cents; under `poison` the touched amount. */
  readonly claims: ByAccount<string>;
  readonly warnings: readonly TraceWarning[];
  /** Claims that have touched each account; under `poison` alone. */
  readonly touchedBy?: ByAccount<readonly string[]>;
  /** Least and most of the claims over the orders of equal instants, when asked for. */
  readonly interval?: ByAccount<Interval>;
};

export type FlowTrace = {
  readonly methods: Readonly<Record<TraceMethod, FlowMethodTrace>>;
  /** Least and most of the claims on each account over the seven methods. */
  readonly spread: ByAccount<Interval>;
  /** What accounts are below zero by. */
  readonly overdrawn: ByAccount<string>;
  /** Pairs of events at equal instants that share an account; they apply in file order. */
  readonly ties: readonly (readonly [string, string])[];
  readonly broken: readonly (readonly [string, string])[];
  readonly warnings: readonly TraceWarning[];
};

/** `file`: equal instants apply in file order. `both`: the interval over other orders beside it. */
export type FlowOptions = { readonly ties: 'file' | 'both' };

type Note = { readonly id: string; readonly moved: PrintedParts };

/** A traced ledger that can take in a record that comes late. */
export type FlowCourses = {
  readonly ledger: FlowLedger;
  readonly trace: FlowTrace;
  /** The same ledger with one more event at a place: walked again from the last checkpoint before it. */
  readonly insert: (event: Flow, at: number) => FlowCourses;
};

/** Events between two states that are kept: a late record costs at most so many more events than come after it. */
export const CHECKPOINT_EVERY = 10_000;

/** Traces every claim of a ledger over all its accounts, by every method. */
export function traceFlows(ledger: FlowLedger, options: FlowOptions): FlowTrace {
  return openFlows(ledger, options).trace;
}

/** The same, kept open for records that come late. `checkpointEvery` counts events. */
export function openFlows(
  ledger: FlowLedger,
  options: FlowOptions,
  checkpointEvery: number = CHECKPOINT_EVERY,
): FlowCourses {
  const courses = coursesOf(ledger.events, (method) => ({
    checkpointEvery,
    note: ({ event, moved }): Note => ({ id: event.id, moved: printMoney(method, moved(), ledger.scale) }),
  }));
  return opened(ledger, options, courses);
}

function opened(ledger: FlowLedger, options: FlowOptions, courses: readonly Course<Note>[]): FlowCourses {
  return {
    ledger,
    trace: present(ledger, options, courses),
    insert: (event, at) => {
      const events = ledger.events.toSpliced(at, 0, event);
      return opened(
        { ...ledger, events },
        options,
        courses.map((course) => course.resume(events, at)),
      );
    },
  };
}

function present(ledger: FlowLedger, options: FlowOptions, courses: readonly Course<Note>[]): FlowTrace {
  const { events, scale } = ledger;
  const methods = courses.map((course) => {
    const interval = options.ties === 'both' ? { interval: intervals(course, events, scale) } : {};
    return [course.method, { ...presentMethod(course, scale), ...interval }] as const;
  });
  const { listed, isWhole } = tiePairs(events);
  return {
    methods: Object.fromEntries(methods) as FlowTrace['methods'],
    spread: spreadOf(courses, scale),
    overdrawn: Object.fromEntries(holesOf(courses[0], scale)),
    ties: listed,
    broken: [],
    warnings: isWhole ? [] : [{ code: 'TIES', message: `only the first ${listed.length} pairs of ties are listed` }],
  };
}

function presentMethod(course: Course<Note>, scale: number): FlowMethodTrace {
  const accounts = [...course.accounts()];
  const byAccount = <T>(value: (end: AccountEnd) => T): ByAccount<T> =>
    Object.fromEntries(accounts.map(([account, end]) => [account, value(end)]));
  return {
    balances: byAccount(({ held }) => printMoney(course.method, held, scale)),
    events: Object.fromEntries(course.notes.map(({ id, moved }) => [id, moved])),
    claims: byAccount(({ held }) => printClaims(held, scale).total),
    warnings: [...overdrawn(course.overdrafts), ...rounded(course.roundings)],
    ...(course.method === 'poison' ? { touchedBy: byAccount(({ touchedBy }) => touchedBy) } : {}),
  };
}

function claimUnits(course: Course<unknown>, scale: number): ReadonlyMap<string, bigint> {
  return new Map([...course.accounts()].map(([account, { held }]) => [account, printClaims(held, scale).units]));
}

/** Least and most of several claims on each account. */
function hull(claims: readonly ReadonlyMap<string, bigint>[], scale: number): ByAccount<Interval> {
  const accounts = [...(claims[0]?.keys() ?? [])];
  return Object.fromEntries(
    accounts.map((account) => {
      const sorted = claims.map((each) => each.get(account) ?? 0n).sort(byKeys((units) => units));
      return [account, [unitsText(sorted[0] ?? 0n, scale), unitsText(sorted.at(-1) ?? 0n, scale)]];
    }),
  );
}

function intervals(course: Course<Note>, events: readonly Flow[], scale: number): ByAccount<Interval> {
  const inOrder = (order: TieOrder): Course<Note> => {
    const reordered = inTieOrder(events, order);
    const from = firstDifference(events, reordered);
    return from === events.length ? course : course.resume(reordered, from);
  };
  return hull(
    [course, ...TIE_ORDERS.map(inOrder)].map((each) => claimUnits(each, scale)),
    scale,
  );
}

function spreadOf(courses: readonly Course<Note>[], scale: number): ByAccount<Interval> {
  return hull(
    courses.map((course) => claimUnits(course, scale)),
    scale,
  );
}

function holesOf(course: Course<Note> | undefined, scale: number): [string, string][] {
  const accounts = [...(course?.accounts() ?? [])];
  return accounts.filter(([, { hole }]) => hole > 0n).map(([account, { hole }]) => [account, unitsText(hole, scale)]);
}

/** The first event that takes more than its account holds, or null: whether it does is the same under every method. */
export function firstOverdraft({ events }: FlowLedger): Flow | null {
  const balances = new Map<string, bigint>();
  for (const event of events) {
    const { from, to, units } = event;
    if (from !== null) {
      const left = (balances.get(from) ?? 0n) - units;
      if (left < 0n) return event;
      balances.set(from, left);
    }
    if (to !== null) balances.set(to, (balances.get(to) ?? 0n) + units);
  }
  return null;
}
