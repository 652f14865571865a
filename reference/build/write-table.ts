import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const field = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Writes reference/`name` as CSV (RFC 4180 quoting, line feeds), rows in the order of their text. */
export function writeTable(name: string, columns: readonly string[], rows: readonly (readonly string[])[]): void {
  const lines = rows.map((row) => row.map(field).join(','));
  const sorted = lines.sort((a, b) => (a < b ? -1 : 1));
  writeFileSync(join(import.meta.dirname, '..', name), `${[columns.join(','), ...sorted].join('\n')}\n`);
}
