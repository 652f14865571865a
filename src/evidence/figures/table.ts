import { ok, type Result } from '../../core/index.ts';
import { broken } from '../bag/guard.ts';

/** A schedule read back. `cell` is the text under a column, empty where the row is short. */
export type ReadRow = { readonly line: number; readonly cell: (column: string) => string };
export type ReadTable = {
  readonly path: string;
  readonly columns: readonly string[];
  readonly rows: readonly ReadRow[];
};

export type PayloadFiles = ReadonlyMap<string, Uint8Array>;

const QUOTE = '"';

/** Cells of RFC 4180 text with CRLF ends, as our writer makes it; null when a quote does not close. */
function cellsOf(text: string): string[][] | null {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === QUOTE) {
      for (;;) {
        const end = text.indexOf(QUOTE, at + 1);
        if (end === -1) return null;
        cell += text.slice(at + 1, end);
        at = end + 1;
        if (text[at] !== QUOTE) break;
        cell += QUOTE;
      }
    } else {
      const end = /[,\r]/g;
      end.lastIndex = at;
      const stop = end.exec(text)?.index ?? text.length;
      cell = text.slice(at, stop);
      at = stop;
    }
    row.push(cell);
    if (text[at] === ',') {
      at += 1;
      if (at < text.length) continue;
    }
    if (text.slice(at, at + 2) !== '\r\n') return null;
    at += 2;
    rows.push(row);
    row = [];
  }
  return rows;
}

/** A schedule of the payload, or null when the package has none of that name. */
export function readTable(files: PayloadFiles, path: string): Result<ReadTable | null> {
  const bytes = files.get(path);
  if (bytes === undefined) return ok(null);
  const [columns, ...rows] = cellsOf(Buffer.from(bytes).toString('utf8')) ?? [];
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
