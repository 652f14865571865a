import type { Json } from '../../core/index.ts';
import type { Fact, Locator } from '../../facts/index.ts';
import { type CsvRecord, readCsv } from '../guarded/csv.ts';
import { assertStorable } from '../guarded/text.ts';
import { attemptRow, recordIdOf, refuseRow } from '../row.ts';
import { csvLine } from '../tables/read-rows.ts';
import type { ReadInput, Row } from '../types.ts';
import { addressFacts, aliasFacts, commentFacts, entryFacts, type OfacCells, type RowPlace } from './entry.ts';

/** A kind of row, told by its number of cells, since the files have no header (OFAC, "SDN data specification"). */
type RowKind = {
  readonly columns: readonly string[];
  readonly facts: (cells: OfacCells, place: RowPlace) => Fact[];
};

const ENTRY = [
  'ent_num',
  'name',
  'type',
  'program',
  'title',
  'call_sign',
  'vess_type',
  'tonnage',
  'grt',
  'vess_flag',
  'vess_owner',
  'remarks',
];
const ADDRESS = ['ent_num', 'add_num', 'address', 'city', 'country', 'add_remarks'];
const ALIAS = ['ent_num', 'alt_num', 'alt_type', 'alt_name', 'alt_remarks'];
const COMMENT = ['ent_num', 'remarks'];

const KINDS: ReadonlyMap<number, RowKind> = new Map(
  [
    { columns: ENTRY, facts: entryFacts },
    { columns: ADDRESS, facts: addressFacts },
    { columns: ALIAS, facts: aliasFacts },
    { columns: COMMENT, facts: commentFacts },
  ].map((kind) => [kind.columns.length, kind]),
);

const NULL_MARK = '-0-';
/** DOS end-of-file, which some editions end with; it is no row. */
const END_MARK = '\u001a';

function cellsOf(cells: readonly string[], columns: readonly string[]): OfacCells {
  return (column) => {
    const text = cells[columns.indexOf(column)]?.trim() ?? '';
    return text === '' || text === NULL_MARK ? null : text;
  };
}

function contentOf(cells: readonly string[], kind: RowKind | undefined): Json {
  return Object.fromEntries(cells.map((cell, i) => [kind?.columns[i] ?? `column ${i + 1}`, cell]));
}

function rowOf({ cells, line }: CsvRecord, { sha256 }: ReadInput): Row {
  const locator: Locator = { kind: 'line', line };
  const kind = KINDS.get(cells.length);
  const content = contentOf(cells, kind);
  const read = attemptRow(() => {
    assertStorable(content);
    if (kind === undefined)
      return refuseRow(
        'BAD_ROW',
        `the row has ${cells.length} cells; an entry has 12, an address 6, an alias 5, a comment 2`,
      );
    return kind.facts(cellsOf(cells, kind.columns), { source: sha256, locator, record: recordIdOf(sha256, locator) });
  });
  if (read.ok) return { kind: 'kept', locator, content, date: null, facts: read.value };
  return { kind: 'refused', locator, failure: read.error, raw: csvLine(cells, ',') };
}

/** Reads any of the four files of a list. A row is an entry, an address, an alias or a comment; each names its entry. */
export async function* readOfac(input: ReadInput): AsyncGenerator<readonly Row[]> {
  const firstLine = input.within?.firstLine ?? null;
  for await (const records of readCsv(input.open(), { file: input.fileName, delimiter: ',', firstLine })) {
    yield records
      .filter(({ cells }) => cells.length !== 1 || cells[0] !== END_MARK)
      .map((record) => rowOf(record, input));
  }
}
