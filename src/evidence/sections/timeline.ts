import { grouped, moneyText } from '../../core/index.ts';
import { heading, left, paragraph, right } from '../document.ts';
import { type Schedule, tableOf } from '../schedule.ts';
import type { ExportScope, NumberedTransfer } from '../scope.ts';
import { type Part, part } from './part.ts';

/** The account of the scope on a side, or an empty cell: by it anyone sums the schedules again, whatever a side is named. */
function accountRef(scope: ExportScope, { account }: NumberedTransfer['transfer']['from']): string {
  return account === null ? '' : (scope.accountOf(account)?.ref ?? '');
}

function row(scope: ExportScope, { ref, transfer }: NumberedTransfer): string[] {
  return [
    ref,
    transfer.at.date,
    scope.sideOf(transfer.from, transfer.method),
    scope.sideOf(transfer.to, transfer.method),
    moneyText(transfer.amount),
    transfer.amount.currency,
    transfer.method,
    accountRef(scope, transfer.from),
    accountRef(scope, transfer.to),
    scope.citations.citeAll(transfer.records),
  ];
}

/** The columns that are printed; the schedule has the references of the accounts besides. */
const PRINTED = [0, 1, 2, 3, 4, 5, 6, 9];

/** C. Every movement of the accounts in time order, each with its row in the original. Memo texts stay in the originals. */
export function timelinePart(scope: ExportScope, title: string): Part {
  const schedule: Schedule = {
    file: 'movements.csv',
    header: ['movement', 'date', 'from', 'to', 'amount', 'currency', 'method', 'from_account', 'to_account', 'source'],
    rows: scope.transfers.map((item) => row(scope, item)),
  };
  if (schedule.rows.length === 0)
    return part([heading(2, title), paragraph('No movement of these accounts is recorded.')]);
  const table = tableOf(schedule, 'Movements in time order', [
    left('No.', 1.2),
    left('Date', 2),
    left('From', 4),
    left('To', 4),
    right('Amount', 2.4),
    left('Cur.', 1),
    left('Method', 1.6),
    left('Source', 2.2),
  ]);
  return part(
    [
      heading(2, title),
      {
        ...table,
        rows: schedule.rows.map((cells) => PRINTED.map((i) => (i === 4 ? grouped(cells[i] ?? '') : (cells[i] ?? '')))),
      },
    ],
    [schedule],
  );
}
