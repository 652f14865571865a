import { moneyText } from '../core/index.ts';
import { TRACE_METHODS, type TraceMethod } from './book.ts';
import { inTieOrder, type Ledger, leastOpening, tiesOf } from './ledger.ts';
import { printClaims, printParts } from './print.ts';
import { type Walk, walkLedger } from './walk.ts';

export type TraceWarning = {
  readonly code: 'OPENING_UNKNOWN' | 'OVERDRAWN' | 'ROUNDED' | 'TIES';
  readonly message: string;
};

/** What one method says about one account. Amounts are decimal texts in the ledger's currency. */
export type MethodTrace = {
  readonly method: TraceMethod;
  /** The balance at the end by tag, at least 4 places; `own` is untainted. */
  readonly balance: Readonly<Record<string, string>>;
  /** Claims still in the account at the end, by tag and together. */
  readonly claims: Readonly<Record<string, string>>;
  readonly tainted: string;
  /** Least and most of the claims still there over both orders of movements whose order is not known. */
  readonly interval: readonly [string, string];
  /** What each event moved, by tag. */
  readonly events: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

export type Trace = {
  readonly currency: string;
  readonly opening: { readonly amount: string; readonly known: boolean };
  readonly methods: Readonly<Record<TraceMethod, MethodTrace>>;
  /** Ids of events whose mutual order the records do not tell. */
  readonly ties: readonly (readonly string[])[];
  readonly warnings: readonly TraceWarning[];
};

/**
 * Traces the claims of one account by every method, deposits first on ties, with the interval over both orders.
 * An unknown opening is the least balance that never lets the account go below zero; it counts as own money, which
 * lowers no claim under LIBR, and the trace carries OPENING_UNKNOWN (interface 3).
 */
export function traceLedger(given: Ledger): Trace {
  const ties = tiesOf(given);
  const known = given.opening !== null;
  const creditsFirst = inTieOrder(given, 'credits-first');
  const opening = given.opening ?? leastOpening(creditsFirst);
  const ledger = { ...creditsFirst, opening };
  const other = ties.length === 0 ? ledger : { ...inTieOrder(given, 'debits-first'), opening };
  const walks = TRACE_METHODS.map((method) => ({
    walk: walkLedger(ledger, method),
    other: walkLedger(other, method),
  }));
  const methods = Object.fromEntries(
    walks.map(({ walk, other: reversed }) => [walk.method, present(walk, reversed, given.scale)]),
  ) as Record<TraceMethod, MethodTrace>;
  return {
    currency: given.currency,
    opening: { amount: moneyText({ units: opening, scale: given.scale, currency: given.currency }), known },
    methods,
    ties,
    warnings: warningsOf(
      walks.map(({ walk }) => walk),
      known,
      ties.length,
    ),
  };
}

function present(walk: Walk, reversed: Walk, scale: number): MethodTrace {
  const claims = printClaims(walk.final, scale);
  const other = printClaims(reversed.final, scale);
  return {
    method: walk.method,
    balance: printParts(walk.final, scale),
    claims: claims.byTag,
    tainted: claims.total,
    interval: other.units < claims.units ? [other.total, claims.total] : [claims.total, other.total],
    events: Object.fromEntries(walk.steps.map(({ event, moved }) => [event, printParts(moved, scale)])),
  };
}

function warningsOf(walks: readonly Walk[], known: boolean, ties: number): TraceWarning[] {
  const overdrafts = walks[0]?.overdrafts ?? [];
  const roundings = walks.reduce((sum, walk) => sum + walk.roundings, 0);
  return [
    ...(known
      ? []
      : [
          {
            code: 'OPENING_UNKNOWN' as const,
            message: 'no record states the opening balance; the least possible one is taken and counts as own money',
          },
        ]),
    ...overdrafts.map((event) => ({
      code: 'OVERDRAWN' as const,
      message: `event ${event} takes more than the account holds; every claim ends there`,
    })),
    ...(roundings === 0
      ? []
      : [
          {
            code: 'ROUNDED' as const,
            message: `${roundings} compositions were rounded to 10^-12 of a minor unit; the error of a part is below ${roundings} x 10^-12`,
          },
        ]),
    ...(ties === 0
      ? []
      : [
          {
            code: 'TIES' as const,
            message: `the order of ${ties} groups of movements is not known; deposits come first, and the interval covers both orders`,
          },
        ]),
  ];
}
