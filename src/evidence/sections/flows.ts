import {
  addMoney,
  compareMoney,
  compareText,
  groupBy,
  grouped,
  type Money,
  moneyText,
  sumMoney,
} from '../../core/index.ts';
import { type Block, heading, left, paragraph, right } from '../document.ts';
import { type Schedule, tableOf } from '../schedule.ts';
import { type ExportScope, type NumberedTransfer, type ScopeAccount, transferRefs } from '../scope.ts';
import { type Part, part } from './part.ts';

const PRINTED_RUNS = 4;
const ALL_RUNS = Number.POSITIVE_INFINITY;

/** Credits and debits of one account in one currency. A movement between two of its own sides counts on neither. */
export type AccountFlow = {
  readonly account: ScopeAccount;
  readonly currency: string;
  readonly credits: readonly NumberedTransfer[];
  readonly debits: readonly NumberedTransfer[];
};

function total(transfers: readonly NumberedTransfer[], currency: string): Money {
  return sumMoney(
    transfers.map(({ transfer }) => transfer.amount),
    currency,
  );
}

function flowsOf(scope: ExportScope): AccountFlow[] {
  return scope.accounts.flatMap((account) => {
    const { id } = account.account;
    const own = scope.transfersOf(id).filter(({ transfer: { from, to } }) => from.account !== to.account);
    return [...groupBy(own, ({ transfer }) => transfer.amount.currency)]
      .sort(([a], [b]) => compareText(a, b))
      .map(([currency, group]) => ({
        account,
        currency,
        credits: group.filter(({ transfer }) => transfer.to.account === id),
        debits: group.filter(({ transfer }) => transfer.from.account === id),
      }));
  });
}

const FLOW_HEADER = ['credits', 'credited', 'debits', 'debited', 'currency', 'movements'] as const;

function flowCells({ credits, debits, currency }: Pick<AccountFlow, 'credits' | 'debits' | 'currency'>): string[] {
  const both = [...credits, ...debits].sort((a, b) => Number(a.ref.slice(2)) - Number(b.ref.slice(2)));
  return [
    `${credits.length}`,
    moneyText(total(credits, currency)),
    `${debits.length}`,
    moneyText(total(debits, currency)),
    currency,
    transferRefs(both, ALL_RUNS),
  ];
}

function printed(rows: Schedule['rows'], amountColumns: readonly number[]): string[][] {
  return rows.map((row) =>
    row.map((cell, i) => (amountColumns.includes(i) ? grouped(cell) : i === row.length - 1 ? shortened(cell) : cell)),
  );
}

function shortened(refs: string): string {
  const runs = refs.split(', ');
  return runs.length <= PRINTED_RUNS
    ? refs
    : `${runs.slice(0, PRINTED_RUNS).join(', ')} and ${runs.length - PRINTED_RUNS} more`;
}

const flowColumns = (keys: readonly ReturnType<typeof left>[]) => [
  ...keys,
  right('Credits', 1),
  right('Credited', 3),
  right('Debits', 1),
  right('Debited', 3),
  left('Cur.', 1),
  left('Movements', 4),
];

function byAccount(flows: readonly AccountFlow[]): { schedule: Schedule; block: Block } {
  const schedule: Schedule = {
    file: 'by-account.csv',
    header: ['account', ...FLOW_HEADER],
    rows: flows.map((flow) => [flow.account.ref, ...flowCells(flow)]),
  };
  const table = tableOf(schedule, 'Credits and debits by account', flowColumns([left('Account', 2)]));
  return { schedule, block: { ...table, rows: printed(schedule.rows, [2, 4]) } };
}

function byMonth(flows: readonly AccountFlow[]): { schedule: Schedule; block: Block } {
  const rows = flows.flatMap(({ account, currency, credits, debits }) => {
    const month = ({ transfer }: NumberedTransfer): string => transfer.at.date.slice(0, 7);
    const months = [...new Set([...credits, ...debits].map(month))].sort(compareText);
    return months.map((key) => [
      account.ref,
      key,
      ...flowCells({
        currency,
        credits: credits.filter((item) => month(item) === key),
        debits: debits.filter((item) => month(item) === key),
      }),
    ]);
  });
  const schedule: Schedule = { file: 'by-month.csv', header: ['account', 'month', ...FLOW_HEADER], rows };
  const table = tableOf(schedule, 'Credits and debits by month', flowColumns([left('Account', 1), left('Month', 2)]));
  return { schedule, block: { ...table, rows: printed(rows, [3, 5]) } };
}

/** Counterparties of one account, those with the largest sum first. */
function counterparties(scope: ExportScope, { credits, debits, currency }: AccountFlow) {
  const sideName = ({ transfer }: NumberedTransfer, side: 'from' | 'to'): string =>
    scope.sideOf(transfer[side], transfer.method);
  const payers = groupBy(credits, (item) => sideName(item, 'from'));
  const payees = groupBy(debits, (item) => sideName(item, 'to'));
  return [...new Set([...payers.keys(), ...payees.keys()])]
    .map((name) => {
      const [received, paid] = [payers.get(name) ?? [], payees.get(name) ?? []];
      return { name, received, paid, sum: addMoney(total(received, currency), total(paid, currency)) };
    })
    .sort((a, b) => compareMoney(b.sum, a.sum) || compareText(a.name, b.name));
}

function byCounterparty(scope: ExportScope, flows: readonly AccountFlow[]): { schedule: Schedule; block: Block } {
  const rows = flows.flatMap((flow) =>
    counterparties(scope, flow).map(({ name, received, paid }) => [
      flow.account.ref,
      name,
      ...flowCells({ currency: flow.currency, credits: received, debits: paid }),
    ]),
  );
  const schedule: Schedule = { file: 'by-counterparty.csv', header: ['account', 'counterparty', ...FLOW_HEADER], rows };
  const table = tableOf(
    schedule,
    'Credits and debits by counterparty',
    flowColumns([left('Account', 1), left('Counterparty', 5)]),
  );
  return { schedule, block: { ...table, rows: printed(rows, [3, 5]) } };
}

/** D. Flow-of-funds schedules by account, by counterparty and by month. */
export function flowsPart(scope: ExportScope, title: string): Part {
  const flows = flowsOf(scope);
  if (flows.length === 0) return part([heading(2, title), paragraph('No movement of these accounts is recorded.')]);
  const parts = [byAccount(flows), byCounterparty(scope, flows), byMonth(flows)];
  return part(
    [
      heading(2, title),
      paragraph('T numbers are those of the schedule of movements, which names the row of the original for each.'),
      ...parts.map(({ block }) => block),
    ],
    parts.map(({ schedule }) => schedule),
  );
}

/** E. Payments out by method: how the money left, in figures only. */
export function usePart(scope: ExportScope, title: string): Part {
  const rows = flowsOf(scope).flatMap(({ account, currency, debits }) =>
    [...groupBy(debits, ({ transfer }) => transfer.method)]
      .sort(([a], [b]) => compareText(a, b))
      .map(([method, group]) => [
        account.ref,
        method,
        `${group.length}`,
        moneyText(total(group, currency)),
        currency,
        transferRefs(group, ALL_RUNS),
      ]),
  );
  const schedule: Schedule = {
    file: 'payments-by-method.csv',
    header: ['account', 'method', 'payments', 'amount', 'currency', 'movements'],
    rows,
  };
  if (rows.length === 0) return part([heading(2, title), paragraph('No payment out of these accounts is recorded.')]);
  const table = tableOf(schedule, 'Payments out by method', [
    left('Account', 1),
    left('Method', 2),
    right('Payments', 2),
    right('Amount', 3),
    left('Cur.', 1),
    left('Movements', 5),
  ]);
  return part([heading(2, title), { ...table, rows: printed(rows, [3]) }], [schedule]);
}
