import { failure, type Json, RedressError } from '../../core/index.ts';
import { type CsvRecord, readCsv } from '../guarded/csv.ts';
import { faithfulContent, type JsonItem, parseItem, readJsonItems } from '../guarded/json.ts';
import { refuseRow } from '../row.ts';
import { createRowReader, csvLine, type RawRow } from '../tables/read-rows.ts';
import type { Cells } from '../tables/target.ts';
import { TARGETS } from '../tables/targets.ts';
import type { Cutting, ReadInput, Row, Within } from '../types.ts';
import { createMappedCells } from './mapped-cells.ts';
import type { TableMap } from './table-map.ts';

type Place = { readonly file: string; readonly delimiter: ',' | '\t' };
type Columns = (wanted: string | number) => string | null;

/** Positions of the columns that the map names. Throws WRONG_HEADER or MAP_INVALID for the file. */
function positions(map: TableMap, header: readonly string[], file: string): ReadonlyMap<string | number, number> {
  const place = { file, locator: 'line 1' };
  if (
    map.header !== null &&
    (map.header.length !== header.length || map.header.some((name, i) => header[i] !== name))
  ) {
    throw new RedressError(failure('WRONG_HEADER', `the header must be "${map.header.join(',')}"`, place));
  }
  const found = new Map<string | number, number>();
  for (const wanted of Object.values(map.columns)) {
    const index = typeof wanted === 'number' ? wanted : header.indexOf(wanted);
    if (typeof wanted === 'string' && header.indexOf(wanted) !== header.lastIndexOf(wanted)) {
      throw new RedressError(failure('MAP_INVALID', `two columns are named "${wanted}": name the position`, place));
    }
    if (index < 0 || (map.hasHeader && index >= header.length)) {
      throw new RedressError(failure('WRONG_HEADER', `the header has no column "${wanted}"`, place));
    }
    found.set(wanted, index);
  }
  return found;
}

function contentOf(cells: readonly string[], header: readonly string[]): Json {
  // Under one name for two columns an object would lose one of them.
  if (header.length !== cells.length || new Set(header).size !== header.length) return cells;
  return Object.fromEntries(cells.map((cell, i) => [header[i] ?? '', cell]));
}

/** The header of a file whose later part is read. */
async function headerBefore({ openHeader }: Within, place: Place): Promise<readonly string[] | null> {
  for await (const [header] of readCsv(openHeader(), { ...place, firstLine: null })) {
    if (header !== undefined) return header.cells;
  }
  return null;
}

async function* readDelimited(input: ReadInput, map: TableMap): AsyncGenerator<readonly Row[]> {
  const file = input.fileName;
  const delimiter = map.container === 'tsv' ? '\t' : ',';
  const read = createRowReader(TARGETS[map.target], input);
  const cellsOf = createMappedCells(map);
  const place: Place = { file, delimiter };
  let header = map.hasHeader ? (input.within === undefined ? null : await headerBefore(input.within, place)) : [];
  let position = header === null ? new Map<string | number, number>() : positions(map, header, file);
  const rawRow = ({ cells, line }: CsvRecord, names: readonly string[]): RawRow => ({
    locator: { kind: 'line', line },
    content: contentOf(cells, names),
    raw: () => csvLine(cells, delimiter),
    cells: (): Cells => {
      if (map.hasHeader && cells.length !== names.length) {
        refuseRow('BAD_ROW', `the row has ${cells.length} cells and the header ${names.length}`);
      }
      const column: Columns = (wanted) => cells[position.get(wanted) ?? -1] ?? null;
      return cellsOf(column);
    },
  });
  for await (const records of readCsv(input.open(), { ...place, firstLine: input.within?.firstLine ?? null })) {
    let body = records;
    if (header === null && records[0] !== undefined) {
      header = records[0].cells;
      position = positions(map, header, file);
      body = records.slice(1);
    }
    const names = header ?? [];
    yield body.map((record) => read(rawRow(record, names)));
  }
  if (header === null)
    throw new RedressError(failure('TRUNCATED', 'the file has no header', { file, locator: 'line 1' }));
}

function jsonColumns(value: unknown): Columns {
  return (wanted) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, wanted)) return null;
    const cell: unknown = Reflect.get(value, wanted);
    if (cell === null || typeof cell === 'string') return cell;
    if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
    return refuseRow('BAD_ROW', `key "${wanted}" holds an object or a list where a value is needed`);
  };
}

async function* readNdjson(input: ReadInput, map: TableMap): AsyncGenerator<readonly Row[]> {
  const read = createRowReader(TARGETS[map.target], input);
  const cellsOf = createMappedCells(map);
  const file = input.fileName;
  const rawRow = (item: JsonItem): RawRow => {
    parseItem(item, file);
    // The faithful content keeps the digits that the source wrote; a JSON number would lose some.
    const content = faithfulContent(item);
    return {
      locator: item.inArray ? { kind: 'pointer', pointer: `/${item.index}` } : { kind: 'line', line: item.line },
      content,
      raw: () => item.text,
      cells: () => cellsOf(jsonColumns(content)),
    };
  };
  for await (const items of readJsonItems(input.open(), { file, firstLine: input.within?.firstLine ?? null })) {
    yield items.map((item) => read(rawRow(item)));
  }
}

/** Reads any CSV, TSV or NDJSON table as its map says. */
export function readMapped(input: ReadInput, map: TableMap): AsyncIterable<readonly Row[]> {
  return map.container === 'ndjson' ? readNdjson(input, map) : readDelimited(input, map);
}

/** Where a table may be cut, as its map says. */
export function cuttingOf(map: TableMap): Cutting {
  if (map.container === 'ndjson') return 'after-json-value';
  return map.hasHeader ? 'after-csv-header' : 'after-csv-record';
}
