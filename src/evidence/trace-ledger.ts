import { addMoney, type Money, moneyText, parseMoney, subtractMoney, unwrap, zeroMoney } from '../core/index.ts';
import type { Balance } from '../facts/index.ts';
import type { AssetEntry, LeadTrace } from '../leads/index.ts';
import {
  type LedgerRow,
  makeLedger,
  OWN,
  TRACE_METHODS,
  type Trace,
  type TraceMethod,
  traceLedger,
} from '../tracing/index.ts';
import type { ExportScope, NumberedTransfer, ScopeAccount } from './scope.ts';

type PerMethod = Readonly<Record<TraceMethod, string>>;

/** One movement of a traced account. `claims` is how much of it is cited money under each method, at least 4 places. */
export type TracedLine = {
  readonly movement: NumberedTransfer;
  readonly direction: 'in' | 'out';
  /** Whose money a credit is; empty on a debit. */
  readonly tag: string;
  readonly balance: string;
  readonly claims: PerMethod;
};

/** The trace of one asset, line by line, in the numbers of the movements: what its worksheet prints. */
export type TracedLedger = {
  readonly asset: AssetEntry;
  readonly account: ScopeAccount;
  readonly currency: string;
  readonly opening: { readonly amount: string; readonly basis: string };
  readonly lines: readonly TracedLine[];
  readonly left: PerMethod;
};

/** Balances that a trace may start from: an available one leaves out holds and serves only where no ledger one is stated. */
function anchors({ balances }: ScopeAccount, currency: string): Balance[] {
  const stated = balances.filter(({ amount }) => amount.currency === currency);
  const ledger = stated.filter(({ balanceKind }) => balanceKind === 'ledger');
  return ledger.length > 0 ? ledger : stated;
}

/** The tag of each claimed movement; a claim names the records of its movement. */
function tagsOf({ claims }: LeadTrace): ReadonlyMap<string, string> {
  return new Map(claims.flatMap(({ records, tag }) => records.map((record) => [record, tag] as const)));
}

type Span = { readonly opening: Balance | null; readonly movements: readonly NumberedTransfer[] };

/** The span that the lead's trace covers: from the last balance stated before its first claim, else from the first movement. */
function spanOf(scope: ExportScope, own: ScopeAccount, trace: LeadTrace): Span {
  const [first] = trace.claims;
  const opening = anchors(own, trace.currency).findLast(({ asOf }) => first !== undefined && asOf < first.date) ?? null;
  const { id } = own.account;
  const movements = scope
    .transfersOf(id)
    .filter(
      ({ transfer: { amount, at, from, to } }) =>
        from.account !== to.account &&
        amount.currency === trace.currency &&
        (opening === null || at.date > opening.asOf),
    );
  return { opening, movements };
}

function ledgerRow(
  own: ScopeAccount,
  tags: ReadonlyMap<string, string>,
  { ref, transfer }: NumberedTransfer,
): LedgerRow {
  const { at, amount, to, records } = transfer;
  const row = { id: ref, date: at.date, micros: at.micros, amount };
  if (to.account !== own.account.id) return { ...row, direction: 'out', tag: null };
  const tag = records.map((record) => tags.get(record)).find((item) => item !== undefined);
  return { ...row, direction: 'in', tag: tag ?? OWN };
}

const FOUR_PLACES = 4;

/** The parts of an event that are not the holder's own money, together. */
export function claimedOf(parts: Readonly<Record<string, string>>, currency: string): string {
  const zero: Money = { ...zeroMoney(currency), units: 0n, scale: FOUR_PLACES };
  const claims = Object.entries(parts).filter(([tag]) => tag !== OWN);
  return moneyText(claims.reduce((sum, [, text]) => addMoney(sum, unwrap(parseMoney(text, currency))), zero));
}

function perMethod(value: (method: TraceMethod) => string): PerMethod {
  return Object.fromEntries(TRACE_METHODS.map((method) => [method, value(method)])) as Record<TraceMethod, string>;
}

function linesOf(
  rows: ReadonlyMap<string, { row: LedgerRow; movement: NumberedTransfer }>,
  trace: Trace,
): TracedLine[] {
  let balance = unwrap(parseMoney(trace.opening.amount, trace.currency));
  return trace.order.flatMap((ref) => {
    const found = rows.get(ref);
    if (found === undefined) return [];
    const { row, movement } = found;
    balance = row.direction === 'in' ? addMoney(balance, row.amount) : subtractMoney(balance, row.amount);
    const claims = perMethod((method) => claimedOf(trace.methods[method].events[ref] ?? {}, trace.currency));
    return [{ movement, direction: row.direction, tag: row.tag ?? '', balance: moneyText(balance), claims }];
  });
}

function tracedLedger(scope: ExportScope, asset: AssetEntry): TracedLedger[] {
  const own = asset.account === null ? null : scope.accountOf(asset.account);
  if (asset.trace === null || own === null) return [];
  const { opening, movements } = spanOf(scope, own, asset.trace);
  const tags = tagsOf(asset.trace);
  const rows = movements.map((movement) => ({ movement, row: ledgerRow(own, tags, movement) }));
  const { currency } = asset.trace;
  const trace = traceLedger(
    makeLedger(
      rows.map(({ row }) => row),
      opening?.amount ?? null,
      currency,
    ),
  );
  return [
    {
      asset,
      account: own,
      currency,
      opening: {
        amount: trace.opening.amount,
        basis: opening === null ? 'least possible, no record states it' : `stated ${opening.asOf}`,
      },
      lines: linesOf(new Map(rows.map((item) => [item.row.id, item])), trace),
      left: perMethod((method) => trace.methods[method].tainted),
    },
  ];
}

/** The traces of a lead's accounts made again from the movements of the scope, so that every line has its T number. */
export function tracedLedgers(scope: ExportScope): TracedLedger[] {
  return (scope.input.lead?.assets ?? []).flatMap((asset) => tracedLedger(scope, asset));
}
