import { join } from 'node:path';
import { z } from 'zod';
import { asSha256, canonicalJson, ok, operation, type Sha256, sha256Hex, writeWhole } from '../../core/index.ts';
import { type Outcome, outcomesOf, SOURCE_CLASSES } from '../../facts/index.ts';
import type { AppOperation, OperationContext } from '../context.ts';
import { recordRef } from '../facts-loader.ts';
import { uploadFolder } from '../ingest/blobs.ts';
import { ingestFile } from '../ingest/ingest-file.ts';
import { ingestedFile } from '../ingest/ingested-file.ts';

const FORMAT = 'redress-outcomes';
/** Refused rows that the answer shows; `redress quarantine` shows all. */
const MOST_REFUSED = 100;

const input = z
  .strictObject({
    path: z.string().min(1).nullable().default(null),
    /** The lines of such a file, where there is none. */
    outcomes: z.array(z.record(z.string(), z.json())).min(1).max(1_000).nullable().default(null),
    sourceClass: z.enum(SOURCE_CLASSES).nullable().default(null),
    custodian: z.string().max(500).nullable().default(null),
  })
  .refine(({ path, outcomes }) => (path === null) !== (outcomes === null), 'give a file or outcomes, one of the two');
type Input = z.infer<typeof input>;

const text = z.string().nullable();
const recorded = z.object({
  id: z.string(),
  type: z.string(),
  lead: text,
  asset: text,
  victim: text,
  amount: text,
  at: z.string(),
  authority: text,
  document: text,
  record: z.string(),
});
const output = z.object({
  source: ingestedFile,
  outcomes: z.array(recorded),
  refused: z.array(z.object({ locator: z.string(), code: z.string(), message: z.string() })),
  /** Rows that contradict an earlier one of their id, which counts in their place. */
  conflicts: z.array(z.object({ id: z.string(), counted: z.string(), other: z.string() })),
});
export type RecordAnswer = z.infer<typeof output>;

/** Outcomes that came without a file become one, so that they are kept, hashed and cited like any other Source. */
function fileOf({ home }: OperationContext, { path, outcomes }: Input): string {
  if (path !== null) return path;
  const lines = `${(outcomes ?? []).map(canonicalJson).join('\n')}\n`;
  const folder = join(uploadFolder(home.blobs), sha256Hex(lines));
  const file = join(folder, 'events.ndjson');
  // Written aside: once taken in, the file of this name shares its bytes with the original that is kept.
  writeWhole(file, lines);
  return file;
}

async function gathered<T>(blocks: AsyncIterable<readonly T[]>): Promise<T[]> {
  const items: T[] = [];
  for await (const block of blocks) items.push(...block);
  return items;
}

/** Every outcome that the viewer sees, with the records that say so. */
async function outcomeFacts({ read, cut }: OperationContext) {
  const known = await read.source({ cut });
  const sources = known.filter(({ format }) => format === FORMAT).map(({ sha256 }) => sha256);
  const refs = (await gathered(read.records({ ...cut, sources }))).map(recordRef);
  const outcomes = await gathered(read.factsOf('outcome', { ...cut, sources }));
  return { outcomes, records: new Map(refs.map((ref) => [ref.id, ref])) };
}

function shown({ reference, outcomeType, id: _, kind: _kind, ...said }: Outcome): z.infer<typeof recorded> {
  return { id: reference, type: outcomeType, ...said };
}

async function answerFor(context: OperationContext, sha256: Sha256): Promise<Omit<RecordAnswer, 'source'>> {
  const facts = await outcomeFacts(context);
  const isOwn = ({ record }: Outcome) => facts.records.get(record)?.source === sha256;
  const rowOf = ({ record }: Outcome) => facts.records.get(record)?.ordinal ?? 0;
  const page = { limit: MOST_REFUSED, after: null };
  const refused = await context.read.quarantine({ source: sha256, cut: context.cut, page });
  return {
    outcomes: facts.outcomes
      .filter(isOwn)
      .sort((a, b) => rowOf(a) - rowOf(b))
      .map(shown),
    refused: refused.map(({ locator, code, message }) => ({ locator, code, message })),
    conflicts: outcomesOf(facts)
      .conflicts.filter(({ counted, other }) => isOwn(counted) || isOwn(other))
      .map(({ counted, other }) => ({ id: other.reference, counted: counted.record, other: other.record })),
  };
}

/**
 * Takes in what became of leads, assets and victims' money. Outcomes are a Source like any other: kept, hashed, cited and
 * there once, and input data of the next Run (architecture 2).
 */
export const recordOutcomes: AppOperation<Input, RecordAnswer> = operation({
  name: 'outcomes.record',
  input,
  output,
  access: { action: 'outcome.record', mode: 'write', protectedData: true },
  key: (asked) => sha256Hex(canonicalJson(asked)),
  run: async (context, asked) => {
    const { sourceClass, custodian } = asked;
    const options = { format: FORMAT, map: null, sourceClass, custodian, receivedAt: null };
    const source = await ingestFile(context, fileOf(context, asked), options);
    if (source.error !== null || source.sha256 === null)
      return ok({ source, outcomes: [], refused: [], conflicts: [] });
    return ok({ source, ...(await answerFor(context, asSha256(source.sha256))) });
  },
});
