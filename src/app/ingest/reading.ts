import { z } from 'zod';
import { asSha256, unwrap } from '../../core/index.ts';
import { FORMAT_IDS, SOURCE_CLASSES } from '../../facts/index.ts';
import {
  type Chunk,
  type OpenRange,
  parseTableMap,
  type ReadInput,
  readChunk,
  splitSource,
} from '../../sources/index.ts';
import type { OperationContext } from '../context.ts';
import { placeLookup } from '../place-lookup.ts';
import { blobPath, readBlob } from './blobs.ts';

const count = z.int().min(0);
const hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .transform(asSha256);

export const sourceChunk = z.strictObject({
  index: count,
  start: count,
  end: count,
  firstLine: z.int().min(1),
  firstRow: count,
  headerEnd: count,
});

/** A Source that is being received, with all that reading a part of it takes, so that any worker can do it. */
export const sourceReading = z.strictObject({
  source: z.strictObject({
    sha256: hash,
    fileName: z.string(),
    byteLength: count,
    format: z.enum(FORMAT_IDS),
    sourceClass: z.enum(SOURCE_CLASSES),
    compartment: z.string(),
    custodian: z.string().nullable(),
    receivedAt: z.string().nullable(),
    mapHash: hash.exactOptional(),
    status: z.literal('receiving'),
    rowsRead: count,
    recordsStored: count,
    quarantined: count,
    reason: z.null(),
  }),
  /** The text of the map: the file that held it need not be within a worker's reach. */
  map: z.string().nullable(),
});
export type SourceReading = z.infer<typeof sourceReading>;

function openBlob({ home }: OperationContext, { source }: SourceReading): OpenRange {
  const path = blobPath(home.blobs, source.sha256);
  return (start, end) => readBlob(path, start, end);
}

function inputOf(context: OperationContext, { source, map }: SourceReading): Omit<ReadInput, 'open'> {
  const { byteLength, fileName, sha256, format, sourceClass, compartment } = source;
  return {
    byteLength,
    fileName,
    sha256,
    format,
    sourceClass,
    compartment,
    places: placeLookup(context.reference),
    ...(map === null ? {} : { map: unwrap(parseTableMap(map)) }),
  };
}

/** The parts of a received file whose bytes are kept. */
export function chunksOf(context: OperationContext, reading: SourceReading): AsyncIterable<Chunk> {
  const { byteLength } = reading.source;
  const open = openBlob(context, reading);
  return splitSource({ ...inputOf(context, reading), open: () => open(0, byteLength) });
}

/** The blocks of some parts of a file, each with the ordinal of its first row. */
export async function* blocksOf(
  context: OperationContext,
  reading: SourceReading,
  chunks: AsyncIterable<Chunk> | Iterable<Chunk>,
) {
  const input = inputOf(context, reading);
  const open = openBlob(context, reading);
  for await (const chunk of chunks) {
    let from = chunk.firstRow;
    for await (const block of readChunk(input, chunk, open)) {
      yield { from, block };
      from = chunk.firstRow + block.counts.rowsRead;
    }
  }
}
