import type { Statement } from '../../leads/index.ts';
import { type Column, left } from '../document.ts';
import type { ExportScope } from '../scope.ts';

/** A statement with its mark: "15 debits left the account [S2 lines 3-17]". */
export function cited(scope: ExportScope, { text, records }: Statement): string {
  const places = scope.citations.cite(records);
  return `${scope.redact(text)}${places === '' ? '' : ` [${places}]`}`;
}

/** What stands on one line of a table of elements, beside the facts that touch it. */
type ElementRow = { readonly element: string; readonly facts: readonly Statement[]; readonly asked: string };

/** Columns of a table of elements: every fact on a line of its own, with the ordinary case that looks the same. */
export function elementColumns(element: string, facts: string): Column[] {
  return [
    left(element, 3),
    left(facts, 4.6),
    left('Ordinary case that looks the same', 3.2),
    left('Source', 2.6),
    left('Still to be got', 2.8),
  ];
}

/** The lines of one element: its first facts one by one, and how many more there are, whose records are cited too. */
export function elementLines(scope: ExportScope, { element, facts, asked }: ElementRow, most: number): string[][] {
  if (facts.length === 0) return [[element, 'none', '', '', asked]];
  const lines = facts
    .slice(0, most)
    .map(({ text, innocent, records }, i) => [
      i === 0 ? element : '',
      scope.redact(text),
      innocent ?? '',
      scope.citations.cite(records),
      i === 0 ? asked : '',
    ]);
  const rest = facts.slice(most);
  if (rest.length === 0) return lines;
  const source = scope.citations.cite(rest.flatMap(({ records }) => records));
  return [...lines, ['', `and ${rest.length} more of the kind`, '', source, '']];
}

/** With a capital at the start. */
export function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
