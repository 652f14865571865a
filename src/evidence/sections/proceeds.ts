import { compareMoney, grouped, moneyText } from '../../core/index.ts';
import { TRACE_METHODS } from '../../tracing/index.ts';
import { type Block, heading, left, paragraph, right } from '../document.ts';
import { plainTable, type Schedule } from '../schedule.ts';
import type { ExportScope } from '../scope.ts';
import type { TracedLedger, TracedLine } from '../trace-ledger.ts';
import { type Part, part } from './part.ts';
import { METHOD_HEADS } from './words.ts';

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

/** A payment out that took cited money by some method. */
type Payment = { readonly ledger: TracedLedger; readonly line: TracedLine };

function paymentsOf(ledgers: readonly TracedLedger[]): Payment[] {
  return ledgers.flatMap((ledger) =>
    ledger.lines
      .filter(({ direction, claims }) => direction === 'out' && TRACE_METHODS.some((method) => !isZero(claims[method])))
      .map((line) => ({ ledger, line })),
  );
}

/** What is told of a payment before the methods: account, number, date, payee, amount, currency. */
function paymentCells(scope: ExportScope, { ledger, line: { movement } }: Payment): string[] {
  const { ref, transfer } = movement;
  const { at, to, method, amount } = transfer;
  return [ledger.account.ref, ref, at.date, scope.sideOf(to, method), moneyText(amount), ledger.currency];
}

function paymentSchedule(scope: ExportScope, payments: readonly Payment[]): Schedule {
  return {
    file: 'traced-payments.csv',
    header: ['account', 'movement', 'date', 'to', 'amount', 'currency', ...TRACE_METHODS, 'source'],
    rows: payments.map((payment) => [
      ...paymentCells(scope, payment),
      ...TRACE_METHODS.map((method) => payment.line.claims[method]),
      scope.citations.citeAll(payment.line.movement.transfer.records),
    ]),
  };
}

/** The methods that a page has room for; the schedule has all of them. */
const PRINTED_METHODS = ['libr', 'fifo', 'pro-rata'] as const;
/** A lead prints its largest payments; a summary of records prints them in time order. */
const LARGEST = 25;

function printedPayments({ input }: ExportScope, payments: readonly Payment[]): readonly Payment[] {
  if (input.kind !== 'lead' || payments.length <= LARGEST) return payments;
  const amountOf = ({ line }: Payment) => line.movement.transfer.amount;
  const [first] = payments;
  const same = payments.filter(
    (payment) => first !== undefined && amountOf(payment).currency === amountOf(first).currency,
  );
  return same.toSorted((a, b) => compareMoney(amountOf(b), amountOf(a))).slice(0, LARGEST);
}

const PAYMENT_COLUMNS = [
  left('Account', 1.3),
  left('No.', 1.3),
  left('Date', 2),
  left('To', 4),
  right('Amount', 2.3),
  left('Cur.', 1),
  ...PRINTED_METHODS.map((method) => right(METHOD_HEADS[method], 2.6)),
  left('Source', 2.4),
];

function paymentBlocks(scope: ExportScope, payments: readonly Payment[]): Block[] {
  if (payments.length === 0) return [paragraph('No payment out took money of the cited credits by any method.')];
  const printed = printedPayments(scope, payments);
  const rows = printed.map((payment) => {
    const { movement, claims } = payment.line;
    return [
      ...paymentCells(scope, payment).map((cell, i) => (i === 4 ? grouped(cell) : cell)),
      ...PRINTED_METHODS.map((method) => grouped(claims[method])),
      scope.citations.cite(movement.transfer.records),
    ];
  });
  const table = plainTable('Payments out, with the part that is cited money by each method', PAYMENT_COLUMNS, rows);
  const all = { ...table, schedule: 'traced-payments.csv' };
  if (printed.length === payments.length) return [all];
  const note = `The ${printed.length} largest of ${payments.length} payments are printed; schedules/traced-payments.csv holds all.`;
  return [all, paragraph(note)];
}

/** What each method leaves, with the records of the opening balance and of the cited credits. */
function resultTable(scope: ExportScope, ledgers: readonly TracedLedger[]): Block {
  const columns = [
    left('Account', 1.4),
    left('Opening balance', 5),
    ...PRINTED_METHODS.map((method) => right(METHOD_HEADS[method], 2.6)),
    left('Source', 4),
  ];
  const rows = ledgers.map(({ asset, account, opening, currency, left: remaining }) => {
    const { openingRecord, claims } = asset.trace ?? { openingRecord: null, claims: [] };
    const records = [...(openingRecord === null ? [] : [openingRecord]), ...claims.flatMap((claim) => claim.records)];
    return [
      account.ref,
      `${grouped(opening.amount)} ${currency} (${opening.basis})`,
      ...PRINTED_METHODS.map((method) => grouped(remaining[method])),
      scope.citations.cite(records),
    ];
  });
  return plainTable('Cited money left in each account, by method', columns, rows);
}

/**
 * E.1: where the cited credits went, by method, payment by payment. Whether a credit is proceeds is not said here: the
 * schedules answer only what a rule of tracing makes of it if it is.
 */
export function proceedsPart(scope: ExportScope, ledgers: readonly TracedLedger[], title: string): Part {
  if (ledgers.length === 0)
    return part([heading(2, title), paragraph('No credit of these accounts is cited, so none is followed.')]);
  const payments = paymentsOf(ledgers);
  const blocks = [
    heading(2, title),
    paragraph(
      'If the credits cited in the schedule of traces are proceeds, the payments below took this much of them. LIBR is the lowest intermediate balance rule, FIFO first in, first out. Each account is followed by one rule at a time; the columns are alternatives and are never added.',
    ),
    ...paymentBlocks(scope, payments),
    resultTable(scope, ledgers),
  ];
  return part(blocks, [lineSchedule(ledgers), resultSchedule(ledgers), paymentSchedule(scope, payments)]);
}
