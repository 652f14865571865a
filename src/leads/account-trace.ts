import {
  type AccountId,
  byKeys,
  compareMoney,
  type DateText,
  type Money,
  moneyText,
  parseMoney,
  sumMoney,
  unwrap,
  zeroMoney,
} from '../core/index.ts';
import type { Balance } from '../facts/index.ts';
import type { ResolvedTransfer } from '../resolution/index.ts';
import { splitOver } from '../restitution/index.ts';
import { OWN, type StatementTrace, TRACE_METHODS, type TraceMethod, traceStatement } from '../tracing/index.ts';
import { type ClaimedCredit, presentClaim } from './claims.ts';
import type { LeadContext } from './context.ts';
import type { LeadTrace } from './types/trace.ts';

const lastBalanceDay = ({ asOf, balancesUntil }: LeadContext): DateText => balancesUntil ?? asOf;

/** Stated balances of an account in one currency up to a date, oldest first; an available balance stands before a ledger one. */
export function statedBalances(context: LeadContext, account: AccountId, currency: string): Balance[] {
  return (context.balances.get(account) ?? [])
    .filter(({ amount, asOf }) => amount.currency === currency && asOf <= lastBalanceDay(context))
    .toSorted(
      byKeys(
        ({ asOf }) => asOf,
        ({ balanceKind }) => (balanceKind === 'ledger' ? 1 : 0),
        ({ id }) => id,
      ),
    );
}

/** A debit that took some of the claims, under the method by which the account is claimed. */
export type ClaimedOutflow = { readonly transfer: ResolvedTransfer; readonly claimed: Money };

export type AccountTrace = { readonly trace: LeadTrace; readonly claimedOut: readonly ClaimedOutflow[] };

/** Traces the claims of an account by every method; null when nothing is claimed on it. */
export function traceAccount(
  context: LeadContext,
  account: AccountId,
  claims: readonly ClaimedCredit[],
): AccountTrace | null {
  const movements = (context.movements.get(account) ?? []).filter(({ at }) => at.date <= context.asOf);
  const statement = traceStatement({
    account,
    asOf: lastBalanceDay(context),
    balances: context.balances.get(account) ?? [],
    movements,
    tagOf: new Map(claims.map(({ transfer, tag }) => [transfer.id, tag])),
  });
  if (statement === null) return null;
  return {
    trace: present(context, statement, claims),
    claimedOut: claimedOutflows(context, account, statement),
  };
}

function claimedOutflows(
  { movements, method }: LeadContext,
  account: AccountId,
  { trace: { currency, methods } }: StatementTrace,
): ClaimedOutflow[] {
  const moved = methods[method].events;
  return (movements.get(account) ?? []).flatMap((transfer) => {
    if (transfer.from.account !== account) return [];
    const parts = Object.entries(moved[transfer.id] ?? {}).filter(([tag]) => tag !== OWN);
    const claimed = sumMoney(
      parts.map(([, text]) => unwrap(parseMoney(text, currency))),
      currency,
    );
    return compareMoney(claimed, zeroMoney(currency)) > 0 ? [{ transfer, claimed }] : [];
  });
}

function perMethod<T>(value: (method: TraceMethod) => T): Record<TraceMethod, T> {
  return Object.fromEntries(TRACE_METHODS.map((method) => [method, value(method)])) as Record<TraceMethod, T>;
}

/** What each claim can still have there when all of them together are worth no more than `cap`: shares by largest remainder. */
function sharedByTag(byTag: LeadTrace['byTag'], cap: Money): LeadTrace['byTag'] {
  const parts = Object.entries(byTag).map(([tag, text]) => ({
    id: tag,
    money: unwrap(parseMoney(text, cap.currency)),
  }));
  const scale = Math.max(cap.scale, ...parts.map(({ money }) => money.scale));
  const units = (money: Money): bigint => money.units * 10n ** BigInt(scale - money.scale);
  const shares = splitOver(
    units(cap),
    parts.map(({ id, money }) => ({ id, owed: units(money) })),
  );
  return Object.fromEntries(
    shares.map(({ id, amount }) => [id, moneyText({ units: amount, scale, currency: cap.currency })]),
  );
}

function present(
  { method, traceMethod }: LeadContext,
  { trace, cap, broken, openingBalance, lines }: StatementTrace,
  claims: readonly ClaimedCredit[],
): LeadTrace {
  const { currency, opening } = trace;
  const money = (text: string): Money => unwrap(parseMoney(text, currency));
  const isOver = (text: string): boolean => cap !== null && compareMoney(money(cap), money(text)) < 0;
  const capped = (text: string): string => (cap !== null && isOver(text) ? cap : text);
  const { tainted, claims: byTag } = trace.methods[method];
  return {
    method,
    chosen: traceMethod === undefined ? 'default' : 'parameter of the Run',
    currency,
    tainted: capped(tainted),
    alternatives: perMethod((name) => capped(trace.methods[name].tainted)),
    intervals: perMethod((name) => trace.methods[name].interval),
    byTag: cap !== null && isOver(tainted) ? sharedByTag(byTag, money(cap)) : byTag,
    opening,
    openingRecord: openingBalance?.record ?? null,
    broken,
    isMixed: money(opening.amount).units > 0n || lines.some(({ credit, tag }) => credit !== '' && tag === OWN),
    cappedAt: isOver(tainted) ? cap : null,
    warnings: trace.warnings.map(({ code }) => code),
    claims: claims.map(presentClaim),
  };
}
