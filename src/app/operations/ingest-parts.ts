import { z } from 'zod';
import { canonicalJson, ok, operation, sha256Hex, stopwatch } from '../../core/index.ts';
import type { Chunk } from '../../sources/index.ts';
import type { AppOperation } from '../context.ts';
import { discardFile, sealFile } from '../ingest/close-file.ts';
import { type IngestedFile, ingestedFile, problem, rowCounts } from '../ingest/ingested-file.ts';
import { chunksOf, sourceChunk, sourceReading } from '../ingest/reading.ts';
import { receiveFile } from '../ingest/receive-file.ts';
import { storeRows } from '../ingest/store-rows.ts';
import { ingestInput } from './ingest.ts';

const access = { action: 'source.ingest', mode: 'write', protectedData: false } as const;

const openInput = ingestInput.omit({ paths: true }).extend({ path: z.string().min(1) });
const openOutput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answered'), file: ingestedFile }),
  z.object({ kind: z.literal('receiving'), reading: sourceReading, chunks: z.array(sourceChunk) }),
]);

/** Opens a file for many workers: its Source is receiving, its bytes are kept, its parts are known. */
export const ingestOpen: AppOperation<z.infer<typeof openInput>, z.infer<typeof openOutput>> = operation({
  name: 'sources.ingest-open',
  input: openInput,
  output: openOutput,
  access,
  key: (value) => sha256Hex(canonicalJson(value)),
  run: async (context, { path, ...options }) => {
    const received = await receiveFile(context, path, options);
    if (received.kind === 'answered') return ok(received);
    const chunks: Chunk[] = [];
    for await (const chunk of chunksOf(context, received.reading)) chunks.push(chunk);
    return ok({ ...received, chunks });
  },
});

const chunkInput = z.strictObject({ reading: sourceReading, chunk: sourceChunk, round: z.int().min(1) });
const chunkOutput = rowCounts.extend({ seconds: z.number() });
export type ChunkInput = z.infer<typeof chunkInput>;
export type ChunkOutput = z.infer<typeof chunkOutput>;

/** Stores the rows of one part of a receiving Source; `round` tells how often the file was begun. */
export const ingestChunk: AppOperation<ChunkInput, ChunkOutput> = operation({
  name: 'sources.ingest-chunk',
  input: chunkInput,
  output: chunkOutput,
  access,
  key: ({ reading, chunk, round }) => sha256Hex(canonicalJson([reading.source.sha256, chunk.index, round])),
  run: async (context, { reading, chunk }) => {
    const watch = stopwatch();
    const counts = await storeRows(context, reading, [chunk]);
    return ok({ ...counts, seconds: watch.elapsedSeconds() });
  },
});

const closeInput = z.strictObject({
  path: z.string(),
  reading: sourceReading,
  outcome: z.union([z.strictObject({ counts: rowCounts }), z.strictObject({ problem })]),
});

/** Seals a file whose parts are all stored, or discards it with the reason. Error: CONFLICT. */
export const ingestClose: AppOperation<z.infer<typeof closeInput>, IngestedFile> = operation({
  name: 'sources.ingest-close',
  input: closeInput,
  output: ingestedFile,
  access,
  key: ({ reading }) => reading.source.sha256,
  run: async (context, { path, reading, outcome }) =>
    ok(
      'counts' in outcome
        ? await sealFile(context, path, reading, outcome.counts)
        : await discardFile(context, path, reading, outcome.problem),
    ),
});
