import { addMoney, type Money, moneyText, parseMoney, unwrap } from '../core/index.ts';
import type { AssetEntry, LeadTrace } from '../leads/index.ts';
import { OWN, TRACE_METHODS, type Trace, type TraceMethod, traceStatement } from '../tracing/index.ts';
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

/** The tag of each claimed movement by its id; a claim names the records of its movement. */
function tagsOf({ claims }: LeadTrace, { account }: ScopeAccount, movements: readonly NumberedTransfer[]) {
  const byRecord = new Map<string, string>(
    claims.flatMap(({ records, tag }) => records.map((id) => [id, tag] as const)),
  );
  const tags = new Map<string, string>();
  for (const { transfer } of movements) {
    const tag = transfer.records.map((record) => byRecord.get(record)).find((item) => item !== undefined);
    if (transfer.to.account === account.id && tag !== undefined) tags.set(transfer.id, tag);
  }
  return tags;
}

const FOUR_PLACES = 4;

/** The parts of an event that are not the holder's own money, together; at least four places. */
function claimedOf(parts: Readonly<Record<string, string>>, currency: string): string {
  const read = Object.entries(parts).map(([tag, text]) => ({ tag, money: unwrap(parseMoney(text, currency)) }));
  const zero: Money = { units: 0n, scale: Math.max(FOUR_PLACES, ...read.map(({ money }) => money.scale)), currency };
  return moneyText(read.reduce((sum, { tag, money }) => (tag === OWN ? sum : addMoney(sum, money)), zero));
}

function perMethod(value: (method: TraceMethod) => string): PerMethod {
  return Object.fromEntries(TRACE_METHODS.map((method) => [method, value(method)])) as Record<TraceMethod, string>;
}

const claimsOf = ({ methods, currency }: Trace, id: string): PerMethod =>
  perMethod((method) => claimedOf(methods[method].events[id] ?? {}, currency));

/** From the balance that the lead's trace starts from. */
function tracedLedger(scope: ExportScope, asset: AssetEntry): TracedLedger[] {
  const account = asset.account === null ? null : scope.accountOf(asset.account);
  if (asset.trace === null || account === null) return [];
  const { openingRecord, currency } = asset.trace;
  const movements = scope.transfersOf(account.account.id);
  const statement = traceStatement({
    account: account.account.id,
    asOf: scope.input.asOf,
    balances: account.balances.filter(({ record }) => record === openingRecord),
    movements: movements.map(({ transfer }) => transfer),
    tagOf: tagsOf(asset.trace, account, movements),
  });
  if (statement === null) return [];
  const { trace, openingBalance } = statement;
  const basis = openingBalance === null ? 'least possible, no record states it' : `stated ${openingBalance.asOf}`;
  const byId = new Map(movements.map((movement) => [movement.transfer.id, movement]));
  const lines = statement.lines.flatMap(({ id, credit, tag, balance }): TracedLine[] => {
    const movement = byId.get(id);
    if (movement === undefined) return [];
    return [
      { movement, direction: credit === '' ? 'out' : 'in', tag: tag ?? '', balance, claims: claimsOf(trace, id) },
    ];
  });
  const opening = { amount: trace.opening.amount, basis };
  return [{ asset, account, currency, opening, lines, left: perMethod((method) => trace.methods[method].tainted) }];
}

/** The traces of a lead's accounts made again from the movements of the scope, so that every line has its T number. */
export function tracedLedgers(scope: ExportScope): TracedLedger[] {
  return (scope.input.lead?.assets ?? []).flatMap((asset) => tracedLedger(scope, asset));
}
