import { grouped } from '../../core/index.ts';
import type { Lead, Statement } from '../../leads/index.ts';
import { type Worksheet, whdSchedule } from '../../restitution/index.ts';
import { type Block, heading, left, list, paragraph, right } from '../document.ts';
import { plainTable, type Schedule, tableOf } from '../schedule.ts';
import { type ExportScope, type NumberedTransfer, transferRefs } from '../scope.ts';
import { type Part, part } from './part.ts';

type Restitution = Lead['restitution'];

const ALL_RUNS = Number.POSITIVE_INFINITY;

function movementsOf(scope: ExportScope, { records }: Pick<Statement, 'records'>): NumberedTransfer[] {
  const cited = new Set<string>(records);
  return scope.transfers.filter(({ transfer }) => transfer.records.some((record) => cited.has(record)));
}

/** Payments back to the accounts of the scope by the person who was paid them as wages, each with its movements. */
function wageSchedule(scope: ExportScope, { victims }: Restitution): Schedule {
  return {
    file: 'returned-wages.csv',
    header: ['victim', 'asset', 'payments', 'amount', 'currency', 'still_traced', 'movements', 'source'],
    rows: victims.flatMap(({ victim, returnedWages }) =>
      returnedWages.map(({ asset, currency, credited, stillTraced, records }) => {
        const movements = movementsOf(scope, { records });
        return [
          victim,
          asset,
          `${movements.length}`,
          credited,
          currency,
          stillTraced,
          transferRefs(movements, ALL_RUNS),
          scope.citations.citeAll(records),
        ];
      }),
    ),
  };
}

function wageTable(schedule: Schedule): Block {
  const columns = [
    left('Person', 1.4),
    right('Payments', 1.6),
    right('Amount', 2.6),
    left('Cur.', 1),
    right('Still traced', 2.6),
    left('Movements', 4),
  ];
  const rows = schedule.rows.map(
    ([victim = '', , payments = '', amount = '', currency = '', traced = '', refs = '']) => [
      victim,
      payments,
      grouped(amount),
      currency,
      grouped(traced),
      refs,
    ],
  );
  return { ...tableOf(schedule, 'Payments back to the accounts of the scope, by the person who paid', columns), rows };
}

function statedTable(scope: ExportScope, { stated }: Restitution): Block {
  const rows = stated.flatMap(({ number, facts }) =>
    facts.map(({ text, records }) => [number, scope.redact(text), scope.citations.cite(records)]),
  );
  return plainTable(
    'Losses and labour as victims state them',
    [left('Number', 1.4), left('Stated', 7), left('Source', 3)],
    rows,
  );
}

/** A limb of which no record says anything is not nothing: it is not stated. */
function limb(victim: Worksheet['victims'][number], amount: string, kinds: (category: string) => boolean): string {
  return victim.lines.some(({ category }) => kinds(category)) ? grouped(amount) : 'not stated';
}

/** The limbs of each victim's restitution as far as the records carry them. */
function draftTable({ victims }: Worksheet): Block {
  const columns = [
    left('Person', 1.4),
    right('Losses', 2.4),
    right('Gross value', 2.4),
    right('Labour, FLSA', 2.4),
    right('Equal amount, 216(b)', 2.4),
    right('Total so far', 2.4),
  ];
  const rows = victims.map((victim) => [
    victim.id,
    limb(victim, victim.losses, (category) => category.length === 1),
    limb(victim, victim.gross, (category) => category === 'GROSS'),
    limb(victim, victim.flsa, (category) => category === 'FLSA'),
    limb(victim, victim.flsaLiquidated, (category) => category === 'FLSA'),
    grouped(victim.total),
  ]);
  return plainTable('Draft worksheet of 18 USC 1593, in US dollars', columns, rows);
}

function draftBlocks(worksheet: Worksheet): Block[] {
  const missing = [...new Set(worksheet.warnings.map(({ victim, message }) => `${victim ?? 'all'}: ${message}`))];
  return [
    paragraph(
      'A draft of what the records carry and no claim: losses, and the greater of gross value and the value of labour at the federal minimum wage with overtime. The equal amount is printed always and counted only where the circuit is known to count it. data/restitution.json holds every line.',
    ),
    draftTable(worksheet),
    ...(missing.length === 0 ? [] : [paragraph('A person has still to say:'), list(missing)]),
  ];
}

function weekSchedules(worksheet: Worksheet | null): Schedule[] {
  if (worksheet === null) return [];
  const { header, rows } = whdSchedule(worksheet);
  return rows.length === 0 ? [] : [{ file: 'restitution-weeks.csv', header, rows }];
}

/**
 * H. Restitution, by pseudonym. The worksheet under 18 USC 1593 rests on hours and losses that people state; what the
 * records of this scope carry of it is drafted, and what is missing is said.
 */
export function restitutionPart(scope: ExportScope, worksheet: Worksheet | null, title: string): Part {
  const known = scope.input.lead?.restitution ?? null;
  const gap = paragraph(
    'No completed worksheet is part of this package. It is computed from hours and losses by the command "redress restitution worksheet" and completed by a person; the key from numbers to names is kept apart, under seal.',
  );
  if (known === null) return part([heading(2, title), gap]);
  const schedule = wageSchedule(scope, known);
  return part(
    [
      heading(2, title),
      gap,
      ...(worksheet === null ? [] : draftBlocks(worksheet)),
      ...(schedule.rows.length === 0 ? [] : [wageTable(schedule)]),
      ...(known.stated.length === 0 ? [] : [statedTable(scope, known)]),
    ],
    [...(schedule.rows.length === 0 ? [] : [schedule]), ...weekSchedules(worksheet)],
  );
}
