import { CsvError, parse } from 'csv-parse';
import { failure, RedressError } from '../../core/index.ts';
import { assertUtf8 } from './decode.ts';
import { LIMITS, refuseLimit } from './limits.ts';

/** One record: its cells by position, and the line of the file on which it starts (1 is the first). */
export type CsvRecord = { readonly cells: readonly string[]; readonly line: number };

function countLines(cells: readonly string[]): number {
  let lines = 1;
  for (const cell of cells) {
    for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) lines++;
  }
  return lines;
}

function refuse(error: unknown, file: string, line: number): never {
  if (!(error instanceof CsvError)) throw error;
  const locator = `line ${typeof error.lines === 'number' ? error.lines : line}`;
  if (error.code === 'CSV_MAX_RECORD_SIZE') refuseLimit('csvRecordBytes', file, locator);
  const code = error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'TRUNCATED' : 'MALFORMED_CSV';
  throw new RedressError(failure(code, `CSV: ${error.message}`, { file, locator }));
}

/**
 * Streams the records of an RFC 4180 file in UTF-8, with LF or CRLF and an optional byte order mark. Cells keep their
 * text exactly; columns are told by position, since two may bear one name. Blank lines are no records. A record with
 * another number of cells than the header is the caller's to judge.
 *
 * Throws RedressError with MALFORMED_CSV, TRUNCATED (a quote left open), LIMIT or WRONG_ENCODING.
 */
export async function* readCsv(
  bytes: AsyncIterable<Uint8Array>,
  place: { readonly file: string; readonly delimiter: ',' | '\t' },
): AsyncGenerator<readonly CsvRecord[]> {
  const { file, delimiter } = place;
  const parser = parse({
    bom: true,
    delimiter,
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    max_record_size: LIMITS.csvRecordBytes,
  });
  // The stream tells its failure in `errored`; the listener only keeps it from being an uncaught event.
  parser.on('error', () => undefined);
  let line = 1;
  const records: CsvRecord[] = [];
  const take = (cells: readonly string[]): void => {
    if (cells.length !== 1 || cells[0] !== '') records.push({ cells, line });
    line += countLines(cells);
  };
  for await (const chunk of assertUtf8(bytes, file)) {
    parser.write(chunk);
    for (let cells: string[] | null = parser.read(); cells !== null; cells = parser.read()) take(cells);
    if (parser.errored !== null) refuse(parser.errored, file, line);
    yield records.splice(0);
  }
  parser.end();
  try {
    for await (const cells of parser) take(cells);
  } catch (error) {
    refuse(error, file, line);
  }
  yield records;
}
