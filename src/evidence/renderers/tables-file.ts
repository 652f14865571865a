import { bagZip } from '../bag/write.ts';
import { type CoverRows, contentRows, cutRows } from '../cover.ts';
import type { SummaryDocument } from '../document.ts';
import { type Schedule, scheduleCsv } from '../schedule.ts';
import { fitSheet } from './xlsx/limits.ts';
import { renderXlsx } from './xlsx/workbook.ts';

/** Tables that leave together, with what their cover says. */
export type TableSet = {
  readonly frame: Pick<SummaryDocument, 'title' | 'banner' | 'draft' | 'watermark' | 'at'>;
  readonly cover: CoverRows;
  readonly schedules: readonly Schedule[];
  /** What was left out before the tables were made. */
  readonly cuts: readonly string[];
};
export type Written = { readonly bytes: Uint8Array; readonly cuts: readonly string[] };

const AS_TEXT =
  'Every cell is text, exactly as in the CSV files: a number of a spreadsheet holds 15 digits and no more. VALUE() makes a number of one.';

const coverHeader = ['item', 'value'] as const;

/** Marking and filters stand beside the tables: a line above the header would break the reading of a CSV. */
export function coverCsv({ cover, schedules, cuts }: TableSet): Uint8Array {
  const rows = [...cover, ...contentRows(schedules), ...cutRows(cuts)];
  return Buffer.from(scheduleCsv({ file: '', header: coverHeader, rows }), 'utf8');
}

/** All tables as CSV files in one ZIP, the cover first. */
export async function writeCsvZip(set: TableSet): Promise<Written> {
  const files = set.schedules.map((schedule) => ({
    path: schedule.file,
    bytes: Buffer.from(scheduleCsv(schedule), 'utf8'),
  }));
  return { bytes: await bagZip([{ path: 'cover.csv', bytes: coverCsv(set) }, ...files]), cuts: set.cuts };
}

/** All tables as one workbook, a sheet each, the cover first. */
export async function writeWorkbook({ frame, cover, schedules, cuts }: TableSet): Promise<Written> {
  const sheets = schedules.map(({ file, header, rows }) =>
    fitSheet({ name: file.replace(/\.csv$/, ''), header, rows }),
  );
  const all = [...cuts, ...sheets.flatMap((sheet) => sheet.cuts)];
  const rows = [...cover, ['Figures', AS_TEXT] as const, ...contentRows(schedules), ...cutRows(all)];
  const front = fitSheet({ name: 'cover', header: ['Item', 'Value'], rows });
  return { bytes: await renderXlsx({ ...frame, sheets: [front, ...sheets] }), cuts: all };
}
