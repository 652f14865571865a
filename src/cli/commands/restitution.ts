import type { Command } from 'commander';
import { restitutionDraft, restitutionWorksheet, type Worksheet } from '../../app/index.ts';
import type { Json } from '../../core/index.ts';
import { readJsonFile, writeNewFile } from '../files.ts';
import type { ExitCode, Output } from '../output.ts';
import { type GlobalOptions, type Session, withSession } from '../session.ts';

type Week = Worksheet['victims'][number]['weeks'][number];

/** Weeks in a row with the same figures are one line: a stretch of years would not be read otherwise. */
function stretches(weeks: readonly Week[]): { readonly first: Week; readonly last: Week; readonly count: number }[] {
  const rows: { first: Week; last: Week; count: number }[] = [];
  const figures = ({ hours, rate, due, paid, credited }: Week) => [hours, rate, due, paid, credited].join(' ');
  for (const week of weeks) {
    const row = rows.at(-1);
    if (row === undefined || figures(row.first) !== figures(week)) rows.push({ first: week, last: week, count: 1 });
    else {
      row.last = week;
      row.count++;
    }
  }
  return rows;
}

function printWeeks(out: Output, victims: Worksheet['victims']): void {
  const rows = victims.flatMap(({ id, weeks }) =>
    stretches(weeks).map(({ first, last, count }) => [
      id,
      first.start,
      last.end,
      String(count),
      first.hours,
      first.regularRate,
      first.straight,
      first.premium,
      first.due,
      first.paid,
      first.unpaid,
    ]),
  );
  if (rows.length === 0) return;
  out.line('\nWorkweeks (figures of each week; weeks in a row with equal figures on one line)');
  const head = [
    'victim',
    'from',
    'to',
    'weeks',
    'hours',
    'regular rate',
    'straight',
    'premium',
    'due',
    'paid',
    'unpaid',
  ];
  out.table(head, rows);
}

function printSheet(out: Output, sheet: Worksheet): void {
  out.line(
    `Restitution worksheet${sheet.case === '' ? '' : `, case ${sheet.case}`}. An estimate for a person to check.`,
  );
  const counted = sheet.liquidatedCounted ? 'counted' : 'printed, not counted';
  out.line(`Circuit ${sheet.circuit ?? 'not stated'}: the additional equal amount of 29 USC 216(b) is ${counted}.`);
  out.table(
    ['victim', 'losses', 'gross value', 'FLSA', 'liquidated', 'labour limb', 'total', 'received', 'owed', 'owed to AG'],
    sheet.victims.map((item) => [
      item.id,
      item.losses,
      item.gross,
      item.flsa,
      item.flsaLiquidated,
      item.labourLimb,
      item.total,
      item.received,
      item.balanceVictim,
      item.balanceAttorneyGeneral,
    ]),
  );
  printWeeks(out, sheet.victims);
  printList(
    out,
    'Split of what is available',
    sheet.allocation.map(({ victim, amount }) => `${victim}  ${amount}`),
  );
  printList(
    out,
    'Refused',
    sheet.refused.map(({ payment, amount, why }) => `${amount} of ${payment}: ${why}`),
  );
  printBlocks(out, sheet);
  printList(
    out,
    'To be checked by a person',
    sheet.warnings.map(({ victim, week, message }) =>
      [victim, week, message].filter((part) => part !== null).join(': '),
    ),
  );
}

function printList(out: Output, title: string, items: readonly string[]): void {
  if (items.length === 0) return;
  out.line(`\n${title}`);
  for (const item of items) out.line(`  ${item}`);
}

/** What each defendant, fund and investor stands at: the blocks that the file asked for. */
function printBlocks(out: Output, { orders, receipts, interest, pool }: Worksheet): void {
  const pairs = (map: Readonly<Record<string, string>>) =>
    Object.entries(map).map(([name, text]) => `${name}  ${text}`);
  for (const { mode, victim, defendants } of orders ?? []) {
    const rows = Object.entries(defendants).map(
      ([name, { liable, paid, outstanding }]) => `${name}: liable ${liable}, paid ${paid}, outstanding ${outstanding}`,
    );
    printList(out, `Order, ${mode.replaceAll('_', ' ')}${victim === null ? '' : `, for ${victim}`}`, rows);
  }
  if (receipts !== undefined)
    printList(out, `Received ${receipts.received}, in the order of 18 USC 3612(c)`, [
      ...pairs(receipts.paid),
      `left  ${receipts.left}`,
    ]);
  if (interest !== undefined)
    printList(out, `Interest on ${interest.principal} for ${interest.days} days at ${interest.rate} a year`, [
      `interest  ${interest.interest}`,
      `penalty of delinquency  ${interest.penalties.delinquent}`,
      `penalty of default  ${interest.penalties.default}`,
    ]);
  if (pool !== undefined)
    printList(out, `Pool of ${pool.recovered}, ${pool.rule}`, [...pairs(pool.paid), `left  ${pool.left}`]);
}

async function worksheet({ run, out }: Session, path: string, csv: string | undefined): Promise<ExitCode> {
  const file = await readJsonFile(path);
  if (!file.ok) return out.fail(file.error);
  const answer = await run(restitutionWorksheet, { file: file.value });
  if (!answer.ok) return out.fail(answer.error);
  if (csv !== undefined) {
    const written = writeNewFile(csv, answer.value.whd);
    if (!written.ok) return out.fail(written.error);
    out.note(`${answer.value.workweeks} workweeks written to ${csv}`);
  }
  const sheet = JSON.parse(answer.value.worksheet);
  if (out.json) out.data(sheet as Json);
  else printSheet(out, sheet as Worksheet);
  return 0;
}

async function draft({ run, out }: Session, network: string, path: string): Promise<ExitCode> {
  const answer = await run(restitutionDraft, { network });
  if (!answer.ok) return out.fail(answer.error);
  const { file, missing } = answer.value;
  const written = writeNewFile(path, `${JSON.stringify(file, null, 2)}\n`);
  if (!written.ok) return out.fail(written.error);
  if (out.json) {
    out.data({ path, victims: file.victims.length, missing: file.missing.map((gap) => ({ ...gap })) });
    return 0;
  }
  out.line(`Draft of ${file.victims.length} victims written to ${path}. A person completes it:`);
  for (const { victim, what } of file.missing) out.line(`  ${victim === null ? '' : `${victim}: `}${what}`);
  out.line(`Take each of the ${missing} entries out of "missing" once it is done, then: restitution worksheet ${path}`);
  return 0;
}

export function register(program: Command): void {
  const restitution = program.command('restitution').description('what each victim is owed, and who still owes it');
  restitution
    .command('worksheet <FILE>')
    .description('compute a worksheet file: weeks, limbs, payments, balances, allocation')
    .option('--csv <PATH>', 'also write the workweeks into a new file, as a table for the Wage and Hour Division')
    .action(async (file: string, { csv }: { csv?: string }) => {
      await withSession(program.opts<GlobalOptions>(), (session) => worksheet(session, file, csv));
    });
  restitution
    .command('draft <NETWORK>')
    .description('write a worksheet file from victim facts and returned wages, for a person to complete')
    .requiredOption('--out <FILE>', 'the new file')
    .action(async (network: string, { out }: { out: string }) => {
      await withSession(program.opts<GlobalOptions>(), (session) => draft(session, network, out));
    });
}
