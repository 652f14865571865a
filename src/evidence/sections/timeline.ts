import { moneyText } from '../../core/index.ts';
import { grouped, heading, left, paragraph, right } from '../document.ts';
import { type Schedule, tableOf } from '../schedule.ts';
import type { ExportScope, NumberedTransfer } from '../scope.ts';
import { type Part, part } from './part.ts';

function row(scope: ExportScope, { ref, transfer }: NumberedTransfer): string[] {
  return [
    ref,
    transfer.at.date,
    scope.sideOf(transfer.from, transfer.method),
    scope.sideOf(transfer.to, transfer.method),
    moneyText(transfer.amount),
    transfer.amount.currency,
    transfer.method,
    scope.citations.citeAll(transfer.records),
  ];
}

/** C. Every movement of the accounts in time order, each with its row in the original. Memo texts stay in the originals. */
export function timelinePart(scope: ExportScope, title: string): Part {
  const schedule: Schedule = {
    file: 'movements.csv',
    header: ['movement', 'date', 'from', 'to', 'amount', 'currency', 'method', 'source'],
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
      { ...table, rows: schedule.rows.map((cells) => cells.map((cell, i) => (i === 4 ? grouped(cell) : cell))) },
    ],
    [schedule],
  );
}
