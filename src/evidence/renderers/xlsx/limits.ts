/** One sheet of a workbook: a header and rows of text. */
export type Sheet = {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
};
/** A sheet that a spreadsheet program can open, with what it had to leave out. */
export type FittedSheet = Sheet & { readonly cuts: readonly string[] };

/** Excel specifications and limits: rows of a sheet with the header, characters of a cell. */
const XLSX_LIMITS = { rows: 1_048_576, characters: 32_767 } as const;
type Limits = { readonly rows: number; readonly characters: number };

const CUT_MARK = ' [cut]';

/**
 * A cell as ST_Xstring (ECMA-376 part 1, 22.9.2.19) writes it: there `_x000D_` is a character, so a text that happens to
 * look so has its first sign written out. A cell that is too long ends with a mark.
 */
export function cellText(cell: string, { characters }: Limits = XLSX_LIMITS): string {
  const fitted = cell.length <= characters ? cell : `${cell.slice(0, characters - CUT_MARK.length)}${CUT_MARK}`;
  return fitted.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

/** The sheet within the limits of the format; `cuts` says in words what stands in the CSV alone. */
export function fitSheet(sheet: Sheet, limits: Limits = XLSX_LIMITS): FittedSheet {
  const room = limits.rows - 1;
  const rows = sheet.rows.slice(0, room);
  const long = rows.reduce((sum, row) => sum + row.filter(({ length }) => length > limits.characters).length, 0);
  return {
    ...sheet,
    rows,
    cuts: [
      ...(sheet.rows.length > room ? [`${sheet.name}: ${room} of ${sheet.rows.length} rows; the CSV has all`] : []),
      ...(long > 0
        ? [`${sheet.name}: ${long} cells cut at ${limits.characters} characters; the CSV has them whole`]
        : []),
    ],
  };
}
