import { canonicalJson, sha256Hex } from '../core/index.ts';
import { ADMISSIBLE_CLASSES } from '../facts/index.ts';
import type { SummaryDocument } from './document.ts';
import { type Schedule, scheduleCsv } from './schedule.ts';
import type { ExportScope } from './scope.ts';

/** Label and value, as the cover of a workbook, a folder of tables or a graph prints them. */
export type CoverRows = readonly (readonly [string, string])[];

function movementsText({ transfers }: ExportScope): string {
  const [first, last] = [transfers[0], transfers.at(-1)];
  if (first === undefined || last === undefined) return 'none recorded';
  return `${transfers.length}, ${first.transfer.at.date} to ${last.transfer.at.date}`;
}

/** What was let in and what was not: the cut, the dates and the parameters of the Run that it is made from. */
function filterRows({ input, accounts, entities }: ExportScope): CoverRows {
  const classes =
    input.variant === 'bsa' ? 'all that the case may read, BSA reports among them' : ADMISSIBLE_CLASSES.join(', ');
  return [
    ['Filter: source classes', classes],
    ['Filter: scope', `${accounts.length} accounts, ${entities.length} parties`],
    ['Filter: parameters of the Run', canonicalJson(input.run.parameters)],
    ['Records of the Run (input digest)', input.run.inputDigest],
    ['Made by', `redress ${input.run.codeVersion}`],
  ];
}

/** Who asks for what, for whom, when, with which marking, and what was let in. */
export function coverOf(document: Omit<SummaryDocument, 'blocks'>, scope: ExportScope): CoverRows {
  const { title, banner, warning, head, watermark } = document;
  return [
    ['Title', title],
    ['Marking', banner ?? 'none'],
    ...(warning === null ? [] : [['Warning', warning] as const]),
    ...head,
    ['Movements', movementsText(scope)],
    ...filterRows(scope),
    ['Watermark of this copy', watermark],
  ];
}

/** A line for each table: how long it is, and the SHA-256 of its CSV, which is that of the same file in the bag. */
export function contentRows(schedules: readonly Schedule[]): CoverRows {
  return schedules.map((schedule) => [
    `Content: ${schedule.file}`,
    `${schedule.rows.length} rows, SHA-256 ${sha256Hex(scheduleCsv(schedule))}`,
  ]);
}

/** What a limit left out, or that nothing was. */
export function cutRows(cuts: readonly string[]): CoverRows {
  return cuts.length === 0 ? [['Truncated', 'no']] : cuts.map((cut) => ['Truncated', cut]);
}
