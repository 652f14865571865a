import type { Publication } from './publish.ts';

export type PublishedRows = { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** One line a cell, so that a spreadsheet or a program reads all tables alike. A cell left out has an empty value. */
export function publicationRows({ year, tables }: Publication): PublishedRows {
  return {
    header: ['year', 'table', 'unit', 'district', 'district_name', 'column', 'value', 'left_out'],
    rows: tables.flatMap(({ id, unit, columns, rows }) =>
      rows.flatMap(({ district, name, cells }) =>
        cells.map((cell, column) => [
          String(year),
          id,
          unit,
          district ?? '',
          name,
          columns[column] ?? '',
          cell ?? '',
          cell === null ? 'yes' : 'no',
        ]),
      ),
    ),
  };
}
