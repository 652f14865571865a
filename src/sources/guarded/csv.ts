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

/** The parser's own message would quote the cell; its own line counts a CRLF inside quotes twice. */
function refuse(error: unknown, file: string, line: number): never {
  if (!(error instanceof CsvError)) throw error;
  const place = { file, locator: `line ${line}` };
  if (error.code === 'CSV_MAX_RECORD_SIZE') refuseLimit('csvRecordBytes', file, place.locator);
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    throw new RedressError(failure('TRUNCATED', 'CSV: a quote of the record is never closed', place));
  }
  throw new RedressError(failure('MALFORMED_CSV', 'CSV: the record has a quote where none may stand', place));
}

/** How the bytes are to be read. `firstLine` is that of bytes that begin within a file, where no mark can stand. */
type CsvPlace = { readonly file: string; readonly delimiter: ',' | '\t'; readonly firstLine: number | null };

/**
 * Streams the records of an RFC 4180 file in UTF-8, with LF or CRLF and an optional byte order mark. Cells keep their
 * text exactly; columns are told by position, since two may bear one name. Blank lines are no records. A record with
 * another number of cells than the header is the caller's to judge.
 *
 * Throws RedressError with MALFORMED_CSV, TRUNCATED (a quote left open), LIMIT or WRONG_ENCODING, naming the line on
 * which the record begins.
 */
export async function* readCsv(
  bytes: AsyncIterable<Uint8Array>,
  { file, delimiter, firstLine }: CsvPlace,
): AsyncGenerator<readonly CsvRecord[]> {
  const parser = parse({
    bom: firstLine === null,
    delimiter,
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    max_record_size: LIMITS.csvRecordBytes,
  });
  // The stream tells its failure in `errored`; the listener only keeps it from being an uncaught event.
  parser.on('error', () => undefined);
  let line = firstLine ?? 1;
  const records: CsvRecord[] = [];
  const take = (cells: readonly string[]): void => {
    if (cells.length !== 1 || cells[0] !== '') records.push({ cells, line });
    line += countLines(cells);
  };
  const takeReady = (): void => {
    for (let cells: string[] | null = parser.read(); cells !== null; cells = parser.read()) take(cells);
  };
  for await (const chunk of assertUtf8(bytes, file)) {
    parser.write(chunk);
    takeReady();
    if (parser.errored !== null) refuse(parser.errored, file, line);
    yield records.splice(0);
  }
  parser.end();
  try {
    for await (const cells of parser) take(cells);
  } catch (error) {
    takeReady();
    refuse(error, file, line);
  }
  yield records;
}
