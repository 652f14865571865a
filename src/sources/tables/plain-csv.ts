import { err, type Failure, failure, ok, RedressError } from '../../core/index.ts';
import type { FormatId } from '../../facts/index.ts';
import { type CsvRecord, readCsv } from '../guarded/csv.ts';
import { refuseRow } from '../row.ts';
import { statedText } from '../stated.ts';
import type { Format, FormatReader, Head, Row } from '../types.ts';
import { createRowReader, csvLine, type RawRow } from './read-rows.ts';
import type { Cells, Target } from './target.ts';

type Header = Pick<Target, 'fields' | 'withholds'>;

function headerFailure(header: readonly string[], { fields, withholds }: Header, file: string): Failure | null {
  const at = fields.findIndex((field, i) => header[i] !== field);
  if (at < 0 && header.length === fields.length) return null;
  const column = at < 0 ? fields.length : at;
  const [wanted, found] = [fields[column] ?? 'the end', header[column] ?? 'the end'];
  // A file without a header shows its first row here.
  const is = withholds ? 'is not' : `is "${found.slice(0, 60)}" and not`;
  const what = `the header must be "${fields.join(',')}"; column ${column + 1} ${is} "${wanted}"`;
  return failure('WRONG_HEADER', what, { file, locator: 'line 1' });
}

function rawRow(record: CsvRecord, fields: readonly string[], indexOf: ReadonlyMap<string, number>): RawRow {
  const { cells, line } = record;
  return {
    locator: { kind: 'line', line },
    content: Object.fromEntries(cells.map((cell, i) => [fields[i] ?? `column ${i + 1}`, cell])),
    raw: () => csvLine(cells, ','),
    cells: (): Cells => {
      if (cells.length !== fields.length) {
        refuseRow('BAD_ROW', `the row has ${cells.length} cells and the header ${fields.length}`);
      }
      return (field) => {
        const index = indexOf.get(field);
        return index === undefined ? null : statedText(cells[index] ?? null);
      };
    },
  };
}

function readerOf(target: Target): FormatReader {
  const indexOf = new Map(target.fields.map((field, i) => [field, i]));
  return async function* readPlainCsv(input): AsyncGenerator<readonly Row[]> {
    const file = input.fileName;
    const read = createRowReader(target, input);
    let sawHeader = input.within !== undefined;
    const firstLine = input.within?.firstLine ?? null;
    for await (const records of readCsv(input.open(), { file, delimiter: ',', firstLine })) {
      let body = records;
      const [header] = records;
      if (!sawHeader && header !== undefined) {
        const wrong = headerFailure(header.cells, target, file);
        if (wrong !== null) throw new RedressError(wrong);
        sawHeader = true;
        body = records.slice(1);
      }
      yield body.map((record) => read(rawRow(record, target.fields, indexOf)));
    }
    if (!sawHeader) throw new RedressError(failure('TRUNCATED', 'the file has no header', { file, locator: 'line 1' }));
  };
}

/** A header that shares at least half of its names is meant as this format, so that a slip is named and not guessed over. */
function sniffHeader(id: FormatId, target: Header): Format['sniff'] {
  const { fields } = target;
  return ({ text, fileName }: Head) => {
    const line = /^[^\r\n]*/.exec(text)?.[0] ?? '';
    const header = line.split(',').map((cell) => cell.trim().replaceAll('"', ''));
    if (headerFailure(header, target, fileName) === null) return ok(id);
    const shared = fields.filter((field) => header.includes(field)).length;
    if (shared * 2 < Math.max(fields.length, header.length)) return null;
    const wrong = headerFailure(header, target, fileName);
    return wrong === null ? null : err(wrong);
  };
}

/** A format whose rows are exactly the fields of a target, under exactly that header. */
export function plainCsvFormat(id: FormatId, defaultClass: Format['defaultClass'], target: Target): Format {
  const sniff = sniffHeader(id, target);
  return { id, defaultClass, sniff, read: readerOf(target), cutting: () => 'after-csv-header' };
}
