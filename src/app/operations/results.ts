import { z } from 'zod';
import type { Cut } from '../../access/index.ts';
import { err, failure, groupBy, type Json, ok, operation, type Result, type RunId } from '../../core/index.ts';
import type { SourceClass } from '../../facts/index.ts';
import { leadStatus } from '../../leads/index.ts';
import type { ResultRow, StoreReader } from '../../store/port/index.ts';
import type { AppOperation, OperationContext } from '../context.ts';
import type { LeadDecision } from '../decisions.ts';
import { resultRows } from '../explore/place-keys.ts';
import { resultPages } from '../result-pages.ts';

/** A stored result row read back as JSON. */
export function rowJson(row: ResultRow): Json {
  return JSON.parse(row.json) as Json;
}

export const RESULT_KINDS = ['network', 'finding', 'entity', 'account', 'lead'] as const;
export type ResultKind = (typeof RESULT_KINDS)[number];

/** What is said of a Run wherever it is told of: when it is made, and when it is shown. */
export const RUN_FACTS = {
  run: z.string(),
  asOf: z.string(),
  inputDigest: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  seed: z.number(),
  codeVersion: z.string(),
  outputDigest: z.string(),
  counts: z.record(z.string(), z.number()),
};

/** The head of a Run: what it read, with which parameters, and the digest of what came out. */
export const runHead = z.looseObject({
  ...RUN_FACTS,
  classes: z.array(z.string()),
  compartments: z.array(z.string()),
});
export type RunHead = z.infer<typeof runHead>;

/** Whether a cut shows all that a Run was made of: its classes of record, and the cases that its files belong to. */
export function covers(cut: Cut, classes: readonly SourceClass[], compartments: readonly string[]): boolean {
  const seen = cut.compartments;
  return (
    classes.every((item) => cut.classes.includes(item)) &&
    (seen === 'all' || compartments.every((item) => seen.includes(item)))
  );
}

/**
 * The Run asked for, or the current one: of those that this viewer's cut covers, the newest that read most files. So a
 * Run over less, of another view or another case, never takes its place. Absent and not visible look the same.
 */
export async function findRun(
  context: Pick<OperationContext, 'read' | 'cut'>,
  wanted: string | null,
): Promise<Result<RunHead>> {
  let best: RunHead | null = null;
  for await (const page of resultPages(context.read, null, 'run'))
    for (const row of page) {
      if (wanted !== null && row.id !== wanted) continue;
      const head = runHead.parse(rowJson(row));
      if (!covers(context.cut, row.classes, head.compartments)) continue;
      if (best === null || (head.counts.sources ?? 0) > (best.counts.sources ?? 0)) best = head;
    }
  if (best !== null) return ok(best);
  const what = wanted === null ? 'there is no Run yet; `redress analyze` makes one' : `there is no Run ${wanted}`;
  return err(failure('NOT_FOUND', what));
}

/** Rows of one kind of a Run, ranked, up to a limit. */
export function allRows(
  read: StoreReader,
  run: string,
  kind: string,
  limit: number,
): Promise<{ rows: ResultRow[]; truncated: boolean }> {
  return rowsAfter(read, { run, kind, after: null }, limit);
}

async function rowsAfter(
  read: StoreReader,
  { run, kind, ...place }: { readonly run: string; readonly kind: string; readonly after: string | null },
  limit: number,
): Promise<{ rows: ResultRow[]; truncated: boolean }> {
  const rows: ResultRow[] = [];
  let { after } = place;
  while (rows.length <= limit) {
    const page: readonly ResultRow[] = await read.results(run as RunId, kind, {
      limit: Math.min(1000, limit + 1 - rows.length),
      after,
    });
    rows.push(...page);
    after = page.at(-1)?.id ?? null;
    if (page.length === 0 || after === null) break;
  }
  return { rows: rows.slice(0, limit), truncated: rows.length > limit };
}

/** A lead as it stands: the Run drafted it, and what people decided since gives it its status. */
export function standingLead(drafted: Json, own: readonly Pick<LeadDecision, 'act'>[]): Record<string, Json> {
  const lead = drafted as Record<string, Json>;
  return { ...lead, status: leadStatus(String(lead.status), own) };
}

/** Results as they are shown: as the Run stored them, but for what people decide about leads afterwards. */
async function shown(context: OperationContext, kind: ResultKind, rows: readonly ResultRow[]): Promise<Json[]> {
  if (kind !== 'lead') return rows.map(rowJson);
  const { decisions } = await context.read.judgements(context.cut);
  const moves = decisions.filter((item): item is LeadDecision => item.kind === 'lead-transition');
  const byLead = groupBy(moves, ({ lead }) => lead);
  return rows.map((row) => standingLead(rowJson(row), byLead.get(row.id) ?? []));
}

const listInput = z.strictObject({
  kind: z.enum(RESULT_KINDS),
  run: z.string().nullable().default(null),
  limit: z.number().int().min(1).max(1_000_000).default(100_000),
  /** The id of the last result of the page before. */
  after: z.string().max(80).nullable().default(null),
});
const listOutput = z.object({
  run: z.string(),
  results: z.array(z.unknown()),
  truncated: z.boolean(),
  /** How many of the kind the Run has in all. */
  total: z.number(),
});

/** The current Run's results of one kind, ranked. */
export const listResults: AppOperation<z.infer<typeof listInput>, z.infer<typeof listOutput>> = operation({
  name: 'results.list',
  input: listInput,
  output: listOutput,
  access: { action: 'result.read', mode: 'read', protectedData: true },
  key: ({ kind, run }) => `${kind}:${run ?? 'current'}`,
  run: async (context, { kind, run, limit, after }) => {
    const head = await findRun(context, run);
    if (!head.ok) return head;
    const known = after === null || (await findResult(context, head.value.run, after))?.kind === kind;
    if (!known) return err(failure('BAD_INPUT', `there is no ${kind} ${after} in this Run to go on after`));
    const { rows, truncated } = await rowsAfter(context.read, { run: head.value.run, kind, after }, limit);
    const results = await shown(context, kind, rows);
    const leftOut = (await context.people.leftOut(head.value.run as RunId))?.counts[kind] ?? 0;
    return ok({ run: head.value.run, results, truncated, total: (head.value.counts[kind] ?? 0) - leftOut });
  },
});

const showInput = z.strictObject({
  id: z
    .string()
    .regex(/^(net|fnd|ent|acc|led|rec)_./, 'is not an id such as net_…, ent_…, acc_…, fnd_…, led_… or rec_…')
    .max(80),
  run: z.string().nullable().default(null),
});
const showOutput = z.object({ kind: z.string(), result: z.unknown(), support: z.array(z.unknown()) });

const KIND_OF_PREFIX: Readonly<Record<string, ResultKind>> = {
  net: 'network',
  fnd: 'finding',
  ent: 'entity',
  acc: 'account',
  led: 'lead',
};

/** One result of the current Run. */
export async function findResult(
  context: OperationContext,
  run: string,
  id: string,
): Promise<{ kind: ResultKind; row: ResultRow } | null> {
  const kind = KIND_OF_PREFIX[id.slice(0, 3)];
  if (kind === undefined) return null;
  const row = (await resultRows(context.read, run as RunId, [id])).get(id);
  return row?.kind === kind ? { kind, row } : null;
}

function recordIds(value: Json): string[] {
  if (typeof value !== 'object' || value === null || !('records' in value)) return [];
  const records = (value as { records: Json }).records;
  return Array.isArray(records) ? records.filter((item): item is string => typeof item === 'string') : [];
}

/** One network, entity, account, finding, record or lead, with the records that support it. */
export const showResult: AppOperation<z.infer<typeof showInput>, z.infer<typeof showOutput>> = operation({
  name: 'results.show',
  input: showInput,
  output: showOutput,
  access: { action: 'result.read', mode: 'read', protectedData: true },
  key: ({ id }) => id,
  run: async (context, { id, run }) => {
    if (id.startsWith('rec_')) return showRecord(context, id);
    const head = await findRun(context, run);
    if (!head.ok) return head;
    const found = await findResult(context, head.value.run, id);
    if (found === null) return err(failure('NOT_FOUND', `there is no ${id} in the current Run`));
    const [result = null] = await shown(context, found.kind, [found.row]);
    const support: unknown[] = [];
    for (const record of recordIds(result).slice(0, 200)) {
      const item = await context.read.byId(record, context.cut);
      if (item !== null)
        support.push({
          id: record,
          source: item.record.source,
          format: item.record.format,
          locator: item.record.locator,
          content: item.record.content,
        });
    }
    return ok({ kind: found.kind, result, support });
  },
});

async function showRecord(context: OperationContext, id: string): Promise<Result<z.infer<typeof showOutput>>> {
  const found = await context.read.byId(id, context.cut);
  if (found === null) return err(failure('NOT_FOUND', `there is no ${id}`));
  return ok({
    kind: 'record',
    result: found.record,
    support: found.facts.map((fact) => ({ kind: fact.kind, id: fact.id })),
  });
}

const runInput = z.strictObject({ run: z.string() });

/** The head of one Run. */
export const runShow: AppOperation<z.infer<typeof runInput>, RunHead> = operation({
  name: 'run.show',
  input: runInput,
  output: runHead,
  access: { action: 'result.read', mode: 'read', protectedData: true },
  key: ({ run }) => run,
  run: (context, { run }) => findRun(context, run),
});
