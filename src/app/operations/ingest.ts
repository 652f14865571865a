import { z } from 'zod';
import {
  canonicalJson,
  err,
  type Failure,
  failure,
  ok,
  operation,
  parseInstant,
  type Result,
  sha256Hex,
  stopwatch,
} from '../../core/index.ts';
import { FORMAT_IDS, LATER_FORMAT_IDS, SOURCE_CLASSES } from '../../facts/index.ts';
import type { AppOperation } from '../context.ts';
import { ingestFile } from '../ingest/ingest-file.ts';
import { type IngestedFile, ingestedFile } from '../ingest/ingested-file.ts';
import { walk } from '../ingest/walk.ts';

export const ingestInput = z.strictObject({
  paths: z.array(z.string().min(1)).min(1).max(10_000),
  format: z.string().nullable().default(null),
  map: z.string().nullable().default(null),
  sourceClass: z.enum(SOURCE_CLASSES).nullable().default(null),
  custodian: z.string().max(500).nullable().default(null),
  receivedAt: z
    .string()
    .refine((text) => parseInstant(text).ok, 'is not an instant with Z or an offset')
    .nullable()
    .default(null),
});

export type IngestInput = z.infer<typeof ingestInput>;

const output = z.object({
  sources: z.array(ingestedFile),
  skipped: z.array(z.object({ path: z.string(), reason: z.string() })),
  totals: z.object({ files: z.number(), rowsRead: z.number(), recordsStored: z.number(), quarantined: z.number() }),
  seconds: z.number(),
});
export type IngestOutput = z.infer<typeof output>;

/** The format that is asked for is one that is read. Errors: NOT_IN_THIS_VERSION, BAD_INPUT. */
export function refusedFormat(format: string | null): Failure | null {
  if (format === null || (FORMAT_IDS as readonly string[]).includes(format)) return null;
  if ((LATER_FORMAT_IDS as readonly string[]).includes(format))
    return failure('NOT_IN_THIS_VERSION', `format "${format}" is not in this version`);
  return failure('BAD_INPUT', `format "${format}" does not exist`);
}

/** The answer about a set of files; `seconds` are those of the work, whoever did it. */
export function ingestOutput(
  sources: readonly IngestedFile[],
  skipped: IngestOutput['skipped'],
  seconds: number,
): IngestOutput {
  const sum = (key: 'rowsRead' | 'recordsStored' | 'quarantined') =>
    sources.reduce((total, file) => total + file[key], 0);
  const totals = {
    files: sources.length,
    rowsRead: sum('rowsRead'),
    recordsStored: sum('recordsStored'),
    quarantined: sum('quarantined'),
  };
  return { sources: [...sources], skipped, totals, seconds: Math.round(seconds * 1000) / 1000 };
}

/** Takes in files or folders. One bad file is rejected with its reason; the others of the same command are stored. */
export const ingest: AppOperation<IngestInput, IngestOutput> = operation({
  name: 'sources.ingest',
  input: ingestInput,
  output,
  access: { action: 'source.ingest', mode: 'write', protectedData: false },
  key: (value) => sha256Hex(canonicalJson(value)),
  run: async (context, { paths, ...options }): Promise<Result<IngestOutput>> => {
    const refused = refusedFormat(options.format);
    if (refused !== null) return err(refused);
    const watch = stopwatch();
    const sources: IngestedFile[] = [];
    const skipped: IngestOutput['skipped'] = [];
    for (const { path, skipped: reason } of await walk(paths)) {
      if (reason === null) sources.push(await ingestFile(context, path, options));
      else skipped.push({ path, reason });
    }
    return ok(ingestOutput(sources, skipped, watch.elapsedSeconds()));
  },
});
