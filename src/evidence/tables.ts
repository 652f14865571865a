import { err, failure, ok, type Result } from '../core/index.ts';
import { coverOf } from './cover.ts';
import type { ExportInput } from './input.ts';
import { type Outgoing, openScope } from './outgoing.ts';
import type { PackageFiles } from './package.ts';
import { redactAll } from './redact.ts';
import { coverCsv, type TableSet, type Written, writeCsvZip, writeWorkbook } from './renderers/tables-file.ts';
import { redactSchedule, scheduleCsv } from './schedule.ts';
import { summaryOf } from './summaries.ts';

function tableSet(outgoing: Outgoing): TableSet {
  const { scope } = outgoing;
  const { document, schedules } = summaryOf(outgoing);
  const { blocks: _blocks, ...frame } = document;
  const redacted = redactAll(frame, scope.redact);
  return {
    frame: redacted,
    cover: coverOf(redacted, scope),
    schedules: schedules.map((schedule) => redactSchedule(schedule, scope.redact)),
    cuts: [],
  };
}

/** One schedule alone, the bytes that it has in the bag, and its cover beside it. */
function oneTable(set: TableSet, name: string): Result<PackageFiles['files']> {
  const file = name.endsWith('.csv') ? name : `${name}.csv`;
  const schedule = set.schedules.find((item) => item.file === file);
  if (schedule === undefined) {
    const known = set.schedules.map((item) => item.file.replace(/\.csv$/, '')).join(', ');
    return err(failure('BAD_INPUT', `export: there is no schedule "${name}"; there are ${known}`));
  }
  return ok(
    new Map([
      ['export.csv', Buffer.from(scheduleCsv(schedule), 'utf8')],
      ['cover.csv', coverCsv({ ...set, schedules: [schedule] })],
    ]),
  );
}

/**
 * The schedules of a lead package or an evidence summary as tables: one workbook (`xlsx`), a ZIP of CSV files (`csv`), or
 * with `schedule` one CSV and its cover. Errors: those of `openScope`; BAD_INPUT for a schedule that is not there.
 */
export async function buildTables(input: ExportInput, schedule: string | null): Promise<Result<PackageFiles>> {
  const opened = openScope(input);
  if (!opened.ok) return opened;
  const { id, watermark } = opened.value;
  const set = tableSet(opened.value);
  const made = (files: PackageFiles['files'], cuts: readonly string[]): Result<PackageFiles> =>
    ok({ id, watermark, files, bagInfo: [], cuts });
  if (input.format === 'csv' && schedule !== null) {
    const one = oneTable(set, schedule);
    return one.ok ? made(one.value, set.cuts) : one;
  }
  const [name, written]: [string, Written] =
    input.format === 'xlsx' ? ['export.xlsx', await writeWorkbook(set)] : ['export.zip', await writeCsvZip(set)];
  return made(new Map([[name, written.bytes]]), written.cuts);
}
