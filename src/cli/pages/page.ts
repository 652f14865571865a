import type { Output } from '../output.ts';
import type { Marks } from './marks.ts';

/** A statement with the ids of the records that it rests on, and for a flag the ordinary case that looks the same. */
export type Said = { readonly text: string; readonly records: readonly string[]; readonly innocent?: string };

export type Section = {
  readonly title: string;
  readonly lines?: readonly string[];
  readonly table?: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };
  /** What is said when there is neither a line nor a row. */
  readonly empty?: string;
};

/** One result for people: what it is, in sections, and at the end the files that its marks name. */
export type Page = {
  readonly title: string;
  readonly intro: readonly string[];
  readonly sections: readonly Section[];
};

/** Statements of one kind that a page shows; --json has them all. */
const MOST = 12;

/** Statements with their marks, and beside each flag the ordinary case. */
export function saidLines(said: readonly Said[], marks: Marks): string[] {
  const shown = said
    .slice(0, MOST)
    .flatMap(({ text, records, innocent }) => [
      `- ${text} ${marks.of(records)}`,
      ...(innocent === undefined ? [] : [`  the ordinary case that looks the same: ${innocent}`]),
    ]);
  const more = said.length - MOST;
  return more > 0 ? [...shown, `and ${more} more; --json has them all`] : shown;
}

function printSection({ line, table }: Output, section: Section): void {
  const { title, lines = [], empty } = section;
  line(`\n${title}`);
  for (const text of lines) line(`  ${text}`);
  const rows = section.table?.rows ?? [];
  if (section.table !== undefined && rows.length > 0) table(section.table.head, rows);
  if (lines.length === 0 && rows.length === 0) line(`  ${empty ?? 'none'}`);
}

/** Prints a page; `files` is what the marks name, "S1 = transfers.csv". */
export function printPage(out: Output, page: Page, files: readonly string[]): void {
  out.line(page.title);
  for (const text of page.intro) out.line(text);
  for (const section of page.sections) printSection(out, section);
  if (files.length > 0) printSection(out, { title: 'Sources', lines: files });
}
