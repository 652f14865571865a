import { ok, type Result } from '../../core/index.ts';
import { broken } from '../bag/guard.ts';
import { textOf } from '../bag/manifest.ts';

/** A schedule read back. `cell` is the text under a column, empty where the row is short. */
export type ReadRow = { readonly line: number; readonly cell: (column: string) => string };
export type ReadTable = {
  readonly path: string;
  readonly columns: readonly string[];
  readonly rows: readonly ReadRow[];
};

export type PayloadFiles = ReadonlyMap<string, Uint8Array>;

const QUOTE = '"';

/** Where a cell without quotes ends: at the next comma or line end. */
function plainEnd(text: string, from: number): number {
  const [comma, end] = [text.indexOf(',', from), text.indexOf('\r', from)];
  if (comma === -1) return end === -1 ? text.length : end;
  return end === -1 || comma < end ? comma : end;
}

/** The cell in quotes that begins at `from`, and where it ends; null when it does not. */
function quotedCell(text: string, from: number): { readonly cell: string; readonly end: number } | null {
  let cell = '';
  for (let at = from; ; ) {
    const quote = text.indexOf(QUOTE, at + 1);
    if (quote === -1) return null;
    cell += text.slice(at + 1, quote);
    at = quote + 1;
    if (text[at] !== QUOTE) return { cell, end: at };
    cell += QUOTE;
  }
}

/** Cells of RFC 4180 text with CRLF ends, as our writer makes it; null when a quote does not close. */
function cellsOf(text: string): string[][] | null {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < text.length; ) {
    const quoted = text[at] === QUOTE ? quotedCell(text, at) : undefined;
    if (quoted === null) return null;
    const end = quoted?.end ?? plainEnd(text, at);
    row.push(quoted?.cell ?? text.slice(at, end));
    if (text[end] === ',') {
      at = end + 1;
      if (at === text.length) return null;
      continue;
    }
    if (!text.startsWith('\r\n', end)) return null;
    at = end + 2;
    rows.push(row);
    row = [];
  }
  return rows;
}

/** A schedule of the payload, or null when the package has none of that name. */
export function readTable(files: PayloadFiles, path: string): Result<ReadTable | null> {
  if (!files.has(path)) return ok(null);
  const [columns, ...rows] = cellsOf(textOf(files, path)) ?? [];
  if (columns === undefined) return broken(path, 'it is not a table of our form');
  const places = new Map(columns.map((name, i) => [name, i]));
  return ok({
    path,
    columns,
    rows: rows.map((cells, i) => ({
      line: i + 2,
      cell: (column) => cells[places.get(column) ?? -1] ?? '',
    })),
  });
}

export function brokenRow(table: Pick<ReadTable, 'path'>, { line }: ReadRow, why: string): Result<never> {
  return broken(table.path, `line ${line}: ${why}`);
}
