import type { FormatId } from '../../facts/index.ts';
import type { TableMap } from '../maps/table-map.ts';
import { formatOf } from '../registry.ts';
import type { Chunk, Cutting, OpenBytes } from '../types.ts';
import type { BorderFinder } from './borders.ts';
import { csvBorders } from './csv-borders.ts';
import { jsonBorders } from './json-borders.ts';

/**
 * Bytes after which a part ends at the next border: about 10,000 rows of a table, a second or two of work, so that a
 * worker that dies loses little; and at most 2,048 parts of the largest file.
 */
const CHUNK_BYTES = 1024 ** 2;

const FIRST: Chunk = { index: 0, start: 0, end: 0, firstLine: 1, firstRow: 0, headerEnd: 0 };

type SplitInput = {
  readonly open: OpenBytes;
  readonly byteLength: number;
  readonly format: FormatId;
  readonly map?: TableMap;
  /** A part ends at the first border after so many bytes; 1 MiB unless given. */
  readonly chunkBytes?: number;
};

function finderOf(cutting: Cutting): BorderFinder | null {
  switch (cutting) {
    case 'nowhere':
      return null;
    case 'after-csv-header':
      return csvBorders('with-header');
    case 'after-csv-record':
      return csvBorders('without-header');
    case 'after-json-value':
      return jsonBorders();
  }
}

/**
 * Cuts a file into parts that hold whole rows, in one pass and constant memory. The parts follow each other without a
 * gap from the first byte to the last; a format that looks across rows, XML and a JSON array are one part. Nothing is
 * checked here: a broken file is cut somewhere, and the reader of a part says what is wrong.
 */
export async function* splitSource(input: SplitInput): AsyncGenerator<Chunk> {
  const { open, byteLength, format, map = null, chunkBytes = CHUNK_BYTES } = input;
  const finder = finderOf(formatOf(format).cutting(map));
  let chunk = FIRST;
  if (finder !== null && byteLength > chunkBytes) {
    const whole: Chunk[] = [];
    for await (const bytes of open()) {
      finder.feed(bytes, ({ at, line, rows, headerEnd }) => {
        if (at - chunk.start < chunkBytes || at === byteLength) return;
        whole.push({ ...chunk, end: at });
        chunk = { index: chunk.index + 1, start: at, end: at, firstLine: line, firstRow: rows, headerEnd };
      });
      yield* whole.splice(0);
    }
  }
  yield { ...chunk, end: byteLength };
}
