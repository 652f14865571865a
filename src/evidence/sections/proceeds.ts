import { moneyText } from '../../core/index.ts';
import { TRACE_METHODS } from '../../tracing/index.ts';
import { type Block, grouped, heading, left, paragraph, right } from '../document.ts';
import { plainTable, type Schedule, tableOf } from '../schedule.ts';
import type { ExportScope } from '../scope.ts';
import type { TracedLedger, TracedLine } from '../trace-ledger.ts';
import { type Part, part } from './part.ts';

const isZero = (amount: string): boolean => /^0(\.0+)?$/.test(amount);

/** Every line of every trace: what a reader needs to make the trace again by hand. */
function lineSchedule(ledgers: readonly TracedLedger[]): Schedule {
  return {
    file: 'trace-lines.csv',
    header: ['asset', 'account', 'line', 'movement', 'date', 'credit', 'debit', 'tag', 'balance', ...TRACE_METHODS],
    rows: ledgers.flatMap(({ asset, account, lines }) =>
      lines.map(({ movement: { ref, transfer }, direction, tag, balance, claims }, index) => {
        const amount = moneyText(transfer.amount);
        return [
          asset.id,
          account.ref,
          `${index + 1}`,
          ref,
          transfer.at.date,
          direction === 'in' ? amount : '',
          direction === 'out' ? amount : '',
          tag,
          balance,
          ...TRACE_METHODS.map((method) => claims[method]),
        ];
      }),
    ),
  };
}

function resultSchedule(ledgers: readonly TracedLedger[]): Schedule {
  return {
    file: 'trace-results.csv',
    header: ['asset', 'account', 'currency', 'opening', 'opening_basis', ...TRACE_METHODS],
    rows: ledgers.map(({ asset, account, currency, opening, left: remaining }) => [
      asset.id,
      account.ref,
      currency,
      opening.amount,
      opening.basis,
      ...TRACE_METHODS.map((method) => remaining[method]),
    ]),
  };
}

/** Payments out that took cited money by any method, with how much of each. */
function outflows(ledgers: readonly TracedLedger[]): { readonly ledger: TracedLedger; readonly line: TracedLine }[] {
  return ledgers.flatMap((ledger) =>
    ledger.lines
      .filter(({ direction, claims }) => direction === 'out' && TRACE_METHODS.some((method) => !isZero(claims[method])))
      .map((line) => ({ ledger, line })),
  );
}

function outflowSchedule(scope: ExportScope, ledgers: readonly TracedLedger[]): Schedule {
  return {
    file: 'traced-payments.csv',
    header: ['account', 'movement', 'date', 'to', 'amount', 'currency', ...TRACE_METHODS],
    rows: outflows(ledgers).map(({ ledger, line: { movement, claims } }) => [
      ledger.account.ref,
      movement.ref,
      movement.transfer.at.date,
      scope.sideOf(movement.transfer.to, movement.transfer.method),
      moneyText(movement.transfer.amount),
      ledger.currency,
      ...TRACE_METHODS.map((method) => claims[method]),
    ]),
  };
}

/** The methods that a page has room for; the schedule has all of them. */
const PRINTED_METHODS = ['libr', 'fifo', 'pro-rata'] as const;

/**
 * E.1: where the cited credits went, by method, payment by payment. Whether a credit is proceeds is not said here: the
 * schedules answer only what a rule of tracing makes of it if it is.
 */
export function proceedsPart(scope: ExportScope, ledgers: readonly TracedLedger[], title: string): Part {
  if (ledgers.length === 0)
    return part([heading(2, title), paragraph('No credit of these accounts is cited, so none is followed.')]);
  const payments = outflowSchedule(scope, ledgers);
  const offset = payments.header.length - TRACE_METHODS.length;
  const picked = PRINTED_METHODS.map((method) => offset + TRACE_METHODS.indexOf(method));
  const columns = [
    left('Account', 1.2),
    left('No.', 1.2),
    left('Date', 2),
    left('To', 4),
    right('Amount', 2.4),
    left('Cur.', 1),
    ...PRINTED_METHODS.map((method) => right(method, 2.4)),
  ];
  const body: Block =
    payments.rows.length === 0
      ? paragraph('No payment out took money of the cited credits by any method.')
      : {
          ...tableOf(payments, 'Payments out, with the part that is cited money by each method', columns),
          rows: payments.rows.map((row) =>
            [...row.slice(0, offset), ...picked.map((i) => row[i] ?? '')].map((cell, i) =>
              i === 4 || i >= offset ? grouped(cell) : cell,
            ),
          ),
        };
  const results = resultSchedule(ledgers);
  return part(
    [
      heading(2, title),
      paragraph(
        'If the credits cited in the schedule of traces are proceeds, the payments below took this much of them. Each account is followed by one rule at a time; the columns are alternatives and are never added.',
      ),
      body,
      plainTable(
        'Cited money left in each account, by method',
        [left('Account', 2), left('Opening balance', 5), ...PRINTED_METHODS.map((method) => right(method, 3))],
        ledgers.map(({ account, opening, currency, left: remaining }) => [
          account.ref,
          `${grouped(opening.amount)} ${currency} (${opening.basis})`,
          ...PRINTED_METHODS.map((method) => grouped(remaining[method])),
        ]),
      ),
    ],
    [lineSchedule(ledgers), results, payments],
  );
}
