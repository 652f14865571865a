import {
  type AccountId,
  addMoney,
  byKeys,
  compareMoney,
  type DateText,
  type Money,
  moneyText,
  parseMoney,
  type RecordId,
  subtractMoney,
  unwrap,
} from '../core/index.ts';
import type { Balance } from '../facts/index.ts';
import type { ResolvedTransfer } from '../resolution/index.ts';
import { OWN } from './composition.ts';
import { type LedgerRow, makeLedger } from './ledger.ts';
import { TRACE_METHODS, type TraceMethod } from './method.ts';
import { type Trace, traceLedger } from './trace.ts';

/** One account as the records show it up to a date: its stated balances, its movements in their order, and what is claimed. */
export type StatementInput = {
  readonly account: AccountId;
  readonly asOf: DateText;
  readonly balances: readonly Balance[];
  readonly movements: readonly ResolvedTransfer[];
  /** Transfer id -> tag, of credits that are claimed; at least one, all in one currency. */
  readonly tagOf: ReadonlyMap<string, string>;
};

/** One line of the running ledger. `claims` are what each method leaves in the account after it. */
export type StatementLine = {
  readonly id: string;
  readonly date: DateText;
  readonly records: readonly RecordId[];
  readonly tag: string | null;
  readonly credit: string;
  readonly debit: string;
  readonly balance: string;
  readonly claims: Readonly<Record<TraceMethod, string>>;
};

export type StatementTrace = {
  readonly trace: Trace;
  /** The stated balance that the trace starts from. */
  readonly openingBalance: Balance | null;
  readonly lines: readonly StatementLine[];
  /** Spans in which stated balances and movements do not meet: a statement is missing. Never interpolated. */
  readonly broken: readonly (readonly [DateText, DateText])[];
  /** No more can be in the account than the last stated balance with what the records show to have moved since. */
  readonly cap: string | null;
};

type Span = {
  readonly opening: Balance | null;
  readonly movements: readonly ResolvedTransfer[];
  readonly later: readonly Balance[];
};

/** The balances that movements must lead to. An available one leaves out holds and serves only where no ledger one is stated. */
function anchorsOf({ balances, asOf }: StatementInput, currency: string): Balance[] {
  const stated = balances
    .filter((balance) => balance.amount.currency === currency && balance.asOf <= asOf)
    .toSorted(
      byKeys(
        (balance) => balance.asOf,
        ({ id }) => id,
      ),
    );
  const ledger = stated.filter(({ balanceKind }) => balanceKind === 'ledger');
  return ledger.length > 0 ? ledger : stated;
}

/** What is traced: from the last balance stated before the first claim, else from the first movement. */
function spanOf(input: StatementInput, first: ResolvedTransfer): Span {
  const { currency } = first.amount;
  const anchors = anchorsOf(input, currency);
  const opening = anchors.findLast(({ asOf }) => asOf < first.at.date) ?? null;
  const movements = input.movements.filter(
    ({ amount, at, from, to }) =>
      amount.currency === currency &&
      at.date <= input.asOf &&
      from.account !== to.account &&
      (opening === null || at.date > opening.asOf),
  );
  return { opening, movements, later: anchors.filter(({ asOf }) => opening === null || asOf > opening.asOf) };
}

function rowOf({ account, tagOf }: StatementInput, { id, at, amount, to }: ResolvedTransfer): LedgerRow {
  const row = { id, date: at.date, micros: at.micros, amount };
  return to.account === account
    ? { ...row, direction: 'in', tag: tagOf.get(id) ?? OWN }
    : { ...row, direction: 'out', tag: null };
}

function afterRow(sum: Money, { direction, amount }: Pick<LedgerRow, 'direction' | 'amount'>): Money {
  return direction === 'in' ? addMoney(sum, amount) : subtractMoney(sum, amount);
}

/**
 * Spans in which a stated balance does not follow from the one before and the movements between (legal-and-evidence 1.3,
 * TRACE_BROKEN). With an unknown opening only a balance below the computed one shows it.
 */
function brokenSpans(rows: readonly LedgerRow[], span: Span, opening: Money): [DateText, DateText][] {
  const broken: [DateText, DateText][] = [];
  const [first] = rows;
  let anchor = { date: span.opening?.asOf ?? null, amount: opening, isStated: span.opening !== null };
  for (const { asOf, amount } of span.later) {
    const { date: since } = anchor;
    const between = rows.filter(({ date }) => date <= asOf && (since === null || date > since));
    const order = compareMoney(amount, between.reduce(afterRow, anchor.amount));
    if (anchor.isStated ? order !== 0 : order < 0) broken.push([since ?? first?.date ?? asOf, asOf]);
    anchor = { date: asOf, amount, isStated: true };
  }
  return broken;
}

function capOf(rows: readonly LedgerRow[], { later }: Span): string | null {
  const last = later.at(-1);
  if (last === undefined) return null;
  const cap = rows.filter(({ date }) => date > last.asOf).reduce(afterRow, last.amount);
  return cap.units < 0n ? moneyText({ ...cap, units: 0n }) : moneyText(cap);
}

type Placed = { readonly row: LedgerRow; readonly transfer: ResolvedTransfer };

function linesOf(trace: Trace, placed: readonly Placed[], opening: Money): StatementLine[] {
  const byId = new Map(placed.map((item) => [item.row.id, item]));
  let balance = opening;
  return trace.order.flatMap((id, at) => {
    const item = byId.get(id);
    if (item === undefined) return [];
    const { row, transfer } = item;
    balance = afterRow(balance, row);
    const amount = moneyText(row.amount);
    const claims = TRACE_METHODS.map((method) => [method, trace.methods[method].running[at] ?? '']);
    return [
      {
        id,
        date: row.date,
        records: transfer.records,
        tag: row.tag,
        credit: row.direction === 'in' ? amount : '',
        debit: row.direction === 'out' ? amount : '',
        balance: moneyText(balance),
        claims: Object.fromEntries(claims) as StatementLine['claims'],
      },
    ];
  });
}

/** Traces the claimed credits of one account through its own statement; null when none of its movements is claimed. */
export function traceStatement(input: StatementInput): StatementTrace | null {
  const first = input.movements.find(({ id, from, to }) => input.tagOf.has(id) && from.account !== to.account);
  if (first === undefined) return null;
  const { currency } = first.amount;
  const span = spanOf(input, first);
  const placed = span.movements.map((transfer) => ({ transfer, row: rowOf(input, transfer) }));
  const rows = placed.map(({ row }) => row);
  const trace = traceLedger(makeLedger(rows, span.opening?.amount ?? null, currency));
  const opening = unwrap(parseMoney(trace.opening.amount, currency));
  return {
    trace,
    openingBalance: span.opening,
    lines: linesOf(trace, placed, opening),
    broken: brokenSpans(rows, span, opening),
    cap: capOf(rows, span),
  };
}
