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
import { type IngestedFile, ingestFile } from '../ingest/ingest-file.ts';
import { walk } from '../ingest/walk.ts';

const input = z.strictObject({
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

const fileOutput = z.object({
  path: z.string(),
  sha256: z.string().nullable(),
  format: z.string().nullable(),
  sourceClass: z.string().nullable(),
  status: z.enum(['stored', 'already-stored', 'rejected']),
  rowsRead: z.number(),
  recordsStored: z.number(),
  quarantined: z.number(),
  facts: z.record(z.string(), z.number()),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
});
const output = z.object({
  sources: z.array(fileOutput),
  skipped: z.array(z.object({ path: z.string(), reason: z.string() })),
  totals: z.object({ files: z.number(), rowsRead: z.number(), recordsStored: z.number(), quarantined: z.number() }),
  seconds: z.number(),
});
export type IngestOutput = z.infer<typeof output>;

function knownFormat(format: string | null): Failure | null {
  if (format === null || (FORMAT_IDS as readonly string[]).includes(format)) return null;
  if ((LATER_FORMAT_IDS as readonly string[]).includes(format))
    return failure('NOT_IN_THIS_VERSION', `format "${format}" is not in this version`);
  return failure('BAD_INPUT', `format "${format}" does not exist`);
}

/** Takes in files or folders. One bad file is rejected with its reason; the others of the same command are stored. */
export const ingest: AppOperation<z.infer<typeof input>, IngestOutput> = operation({
  name: 'sources.ingest',
  input,
  output,
  access: { action: 'source.ingest', mode: 'write', protectedData: false },
  key: (value) => sha256Hex(canonicalJson(value)),
  run: async (context, { paths, ...options }): Promise<Result<IngestOutput>> => {
    const refused = knownFormat(options.format);
    if (refused !== null) return err(refused);
    const watch = stopwatch();
    const sources: IngestedFile[] = [];
    const skipped: { path: string; reason: string }[] = [];
    for (const { path, skipped: reason } of await walk(paths)) {
      if (reason === null) sources.push(await ingestFile(context, path, options));
      else skipped.push({ path, reason });
    }
    const sum = (key: 'rowsRead' | 'recordsStored' | 'quarantined') =>
      sources.reduce((total, file) => total + file[key], 0);
    const totals = {
      files: sources.length,
      rowsRead: sum('rowsRead'),
      recordsStored: sum('recordsStored'),
      quarantined: sum('quarantined'),
    };
    return ok({ sources, skipped, totals, seconds: Math.round(watch.elapsedSeconds() * 1000) / 1000 });
  },
});
