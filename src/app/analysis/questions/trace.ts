import { err, failure, groupBy, type Json, moneyText, ok, type Result } from '../../../core/index.ts';
import type { ResolvedAccount, ResolvedTransfer } from '../../../resolution/index.ts';
import {
  fungibleDeadline,
  reachableWithoutTracing,
  type StatementTrace,
  TRACE_METHODS,
  tooManyParts,
  traceStatement,
  traceWorksheet,
} from '../../../tracing/index.ts';
import type { RunGround } from './question.ts';

/** One account, and the records of the credits that are claimed on it. */
export type TraceQuestion = { readonly kind: 'trace'; readonly account: string; readonly taint: readonly string[] };

/** A claimed credit under the record that was named for it, which is its tag. */
type Claim = { readonly record: string; readonly transfer: ResolvedTransfer };

function claimsOf(movements: readonly ResolvedTransfer[], account: string, taint: readonly string[]): Result<Claim[]> {
  const claims = new Map<string, Claim>();
  const credits = movements.filter(({ to }) => to.account === account);
  for (const record of new Set(taint)) {
    const booked = credits.filter(({ records }) => records.some((id) => id === record));
    if (booked.length === 0) return err(failure('NOT_FOUND', `no credit of ${account} rests on record ${record}`));
    // Two records may book one credit: it is claimed once, under the one that was named first.
    for (const transfer of booked) if (!claims.has(transfer.id)) claims.set(transfer.id, { record, transfer });
  }
  const currencies = new Set([...claims.values()].map(({ transfer }) => transfer.amount.currency));
  return currencies.size > 1
    ? err(failure('BAD_INPUT', `the credits are in ${[...currencies].join(' and ')}: trace one currency at a time`))
    : ok([...claims.values()]);
}

/** Traces one account of the Run. Names nobody: accounts by key, claims by record. */
export function answerTrace({ facts, result }: RunGround, { account: id, taint }: TraceQuestion): Result<Json> {
  const { resolution, asOf, balancesUntil } = result;
  const account = resolution.accounts.find((item) => item.id === id || item.aliases.some((alias) => alias === id));
  if (account === undefined) return err(failure('NOT_FOUND', `there is no account ${id}`));
  const movements = resolution.transfers.filter(
    ({ at, from, to }) =>
      at.date <= asOf && from.account !== to.account && (from.account === account.id || to.account === account.id),
  );
  const claims = claimsOf(movements, account.id, taint);
  if (!claims.ok) return claims;
  const tooMuch = tooManyParts(movements.length, claims.value.length);
  if (tooMuch !== null) return err(tooMuch);
  const balances = groupBy(facts.balances, (item) => resolution.accountOf.get(item.account) ?? item.account);
  const statement = traceStatement({
    account: account.id,
    asOf: balancesUntil,
    balances: balances.get(account.id) ?? [],
    movements,
    tagOf: new Map(claims.value.map(({ record, transfer }) => [transfer.id, record])),
  });
  if (statement === null) return err(failure('NOT_FOUND', `no credit of ${account.id} is claimed`));
  return ok(present(account, statement, claims.value, asOf));
}

function present(account: ResolvedAccount, statement: StatementTrace, claims: readonly Claim[], asOf: string): Json {
  const { trace, openingBalance, broken, cap } = statement;
  const { id, institution, number } = account;
  const { header, rows } = traceWorksheet(statement);
  return {
    account: id,
    institution,
    number,
    currency: trace.currency,
    asOf,
    opening: { ...trace.opening, asOf: openingBalance?.asOf ?? null, record: openingBalance?.record ?? null },
    claims: claims.map(({ record, transfer }) => ({
      record,
      date: transfer.at.date,
      amount: moneyText(transfer.amount),
      tag: record,
      fungibleDeadline: fungibleDeadline(transfer.at.date),
      reachableWithoutTracing: reachableWithoutTracing('account', transfer.at.date, asOf),
    })),
    methods: Object.fromEntries(TRACE_METHODS.map((method) => [method, presentMethod(trace.methods[method], id)])),
    ties: trace.ties.map((group) => [...group]),
    broken: broken.map(([from, to]) => [from, to]),
    cappedAt: cap,
    warnings: trace.warnings.map((warning) => ({ ...warning })),
    worksheet: { header: [...header], rows: rows.map((row) => [...row]) },
  };
}

function presentMethod(trace: StatementTrace['trace']['methods']['libr'], account: string): Json {
  const { balance, events, tainted, claims, interval, touchedBy, method } = trace;
  return {
    balances: { [account]: { ...balance } },
    events: Object.fromEntries(Object.entries(events).map(([event, parts]) => [event, { ...parts }])),
    claims: { [account]: tainted },
    tainted,
    byTag: { ...claims },
    interval: [...interval],
    ...(method === 'poison' ? { touchedBy: { [account]: [...touchedBy] } } : {}),
  };
}
