import {
  type AccountId,
  addMoney,
  byKeys,
  compareMoney,
  type DateText,
  type Money,
  moneyText,
  parseMoney,
  subtractMoney,
  unwrap,
} from '../core/index.ts';
import type { Balance } from '../facts/index.ts';
import type { ResolvedTransfer } from '../resolution/index.ts';
import {
  type LedgerRow,
  makeLedger,
  OWN,
  TRACE_METHODS,
  type Trace,
  type TraceMethod,
  traceLedger,
} from '../tracing/index.ts';
import { atLeastZero } from './amounts.ts';
import { type ClaimedCredit, presentClaim } from './claims.ts';
import type { LeadContext } from './context.ts';
import type { LeadTrace } from './types.ts';

/** Stated balances of an account in one currency up to a date, oldest first; an available balance stands before a ledger one. */
export function statedBalances(context: LeadContext, account: AccountId, currency: string): Balance[] {
  return (context.balances.get(account) ?? [])
    .filter(({ amount, asOf }) => amount.currency === currency && asOf <= context.asOf)
    .toSorted(
      byKeys(
        ({ asOf }) => asOf,
        ({ balanceKind }) => (balanceKind === 'ledger' ? 1 : 0),
        ({ id }) => id,
      ),
    );
}

/** The balances that movements must lead to. An available one leaves out holds and serves only where no ledger one is stated. */
function tracedBalances(context: LeadContext, account: AccountId, currency: string): Balance[] {
  const stated = statedBalances(context, account, currency);
  const ledger = stated.filter(({ balanceKind }) => balanceKind === 'ledger');
  return ledger.length > 0 ? ledger : stated;
}

type Statement = {
  readonly currency: string;
  readonly opening: Balance | null;
  readonly movements: readonly ResolvedTransfer[];
  readonly later: readonly Balance[];
};

/** The span that is traced: from the last balance stated before the first claim, else from the first movement. */
function statementOf(context: LeadContext, account: AccountId, claims: readonly ClaimedCredit[]): Statement | null {
  const [first] = claims;
  if (first === undefined) return null;
  const { currency } = first.transfer.amount;
  const balances = tracedBalances(context, account, currency);
  const opening = balances.findLast(({ asOf }) => asOf < first.transfer.at.date) ?? null;
  const movements = (context.movements.get(account) ?? []).filter(
    ({ amount, at, from, to }) =>
      amount.currency === currency &&
      at.date <= context.asOf &&
      from.account !== to.account &&
      (opening === null || at.date > opening.asOf),
  );
  const later = balances.filter(({ asOf }) => opening === null || asOf > opening.asOf);
  return { currency, opening, movements, later };
}

function rowsOf(account: AccountId, statement: Statement, claims: readonly ClaimedCredit[]): LedgerRow[] {
  const tagOf = new Map(claims.map(({ transfer, tag }) => [transfer.id, tag]));
  return statement.movements.map(({ id, at, amount, to }) => {
    const isCredit = to.account === account;
    const row = { id, date: at.date, micros: at.micros, amount };
    return isCredit
      ? { ...row, direction: 'in' as const, tag: tagOf.get(id) ?? OWN }
      : { ...row, direction: 'out' as const, tag: null };
  });
}

function afterRow(sum: Money, { direction, amount }: LedgerRow): Money {
  return direction === 'in' ? addMoney(sum, amount) : subtractMoney(sum, amount);
}

/**
 * Spans in which a stated balance does not follow from the one before and the movements between: a statement is missing
 * (legal-and-evidence 1.3, TRACE_BROKEN). With an unknown opening only a balance below the computed one shows it.
 */
function brokenSpans(rows: readonly LedgerRow[], statement: Statement, opening: Money): [string, string][] {
  const broken: [string, string][] = [];
  let since: DateText = statement.opening?.asOf ?? rows[0]?.date ?? ('0001-01-01' as DateText);
  let anchor: { date: DateText | null; amount: Money; known: boolean } = {
    date: statement.opening?.asOf ?? null,
    amount: opening,
    known: statement.opening !== null,
  };
  for (const { asOf, amount } of statement.later) {
    const between = rows.filter(({ date }) => date <= asOf && (anchor.date === null || date > anchor.date));
    const computed = between.reduce(afterRow, anchor.amount);
    const order = compareMoney(amount, computed);
    if (anchor.known ? order !== 0 : order < 0) broken.push([since, asOf]);
    anchor = { date: asOf, amount, known: true };
    since = asOf;
  }
  return broken;
}

/** Traces the claims of an account by every method of this version; null when nothing is claimed on it. */
export function traceAccount(
  context: LeadContext,
  account: AccountId,
  claims: readonly ClaimedCredit[],
): LeadTrace | null {
  const statement = statementOf(context, account, claims);
  if (statement === null) return null;
  const rows = rowsOf(account, statement, claims);
  const trace = traceLedger(makeLedger(rows, statement.opening?.amount ?? null, statement.currency));
  const opening = unwrap(parseMoney(trace.opening.amount, statement.currency));
  return present(trace, claims, {
    broken: brokenSpans(rows, statement, opening),
    cap: capOf(rows, statement),
  });
}

/** No more can be there than the last stated balance with what the records show to have moved since. */
function capOf(rows: readonly LedgerRow[], { later }: Statement): Money | null {
  const last = later.at(-1);
  if (last === undefined) return null;
  const since = rows.filter(({ date }) => date > last.asOf);
  return atLeastZero(since.reduce(afterRow, last.amount));
}

function present(
  trace: Trace,
  claims: readonly ClaimedCredit[],
  check: { readonly broken: readonly [string, string][]; readonly cap: Money | null },
): LeadTrace {
  const { currency } = trace;
  const money = (text: string): Money => unwrap(parseMoney(text, currency));
  const { cap } = check;
  const capped = (text: string): string => (cap !== null && compareMoney(cap, money(text)) < 0 ? moneyText(cap) : text);
  const perMethod = <T>(value: (method: TraceMethod) => T): Record<TraceMethod, T> =>
    Object.fromEntries(TRACE_METHODS.map((method) => [method, value(method)])) as Record<TraceMethod, T>;
  const { libr } = trace.methods;
  return {
    method: 'libr',
    currency,
    tainted: capped(libr.tainted),
    alternatives: perMethod((method) => capped(trace.methods[method].tainted)),
    intervals: perMethod((method) => trace.methods[method].interval),
    byTag: libr.claims,
    opening: trace.opening,
    broken: check.broken,
    cappedAt: capped(libr.tainted) === libr.tainted || cap === null ? null : moneyText(cap),
    warnings: trace.warnings.map(({ code }) => code),
    claims: claims.map(presentClaim),
  };
}
