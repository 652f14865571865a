import { z } from 'zod';
import { err, failure, makeId, ok, operation, type Result, sha256Hex } from '../../core/index.ts';
import type { VictimFact } from '../../facts/index.ts';
import { type DraftFile, draftWorksheet, type ReturnedWages } from '../../restitution/index.ts';
import type { AppOperation, OperationContext } from '../context.ts';
import { factBlocks, fixSources } from '../facts-loader.ts';
import { jsonText } from '../json-text.ts';
import { parametersOf } from './lead.ts';
import { findResult, findRun, type RunHead, rowJson } from './results.ts';

const sheetInput = z.strictObject({ file: z.record(z.string(), z.unknown()) });
const sheetOutput = z.object({
  /** JSON text of the worksheet. */
  worksheet: z.string(),
  /** CSV of a row a victim and workweek, as the Wage and Hour Division reads it. */
  whd: z.string(),
  workweeks: z.number(),
});
type SheetOutput = z.infer<typeof sheetOutput>;

/**
 * What each victim of a worksheet file is owed (interface 6). It reads nothing of the home, but its input is about
 * victims, so it is asked for with a purpose and logged, by the hash of the file alone.
 */
export const restitutionWorksheet: AppOperation<z.infer<typeof sheetInput>, SheetOutput> = operation({
  name: 'restitution.worksheet',
  input: sheetInput,
  output: sheetOutput,
  access: { action: 'result.read', mode: 'read', protectedData: true },
  key: ({ file }) => sha256Hex(jsonText(file) ?? 'unreadable'),
  isGuessable: () => true,
  run: async ({ engine }, { file }) => {
    const text = jsonText(file);
    if (text === null) return err(failure('WORKSHEET_INVALID', 'the worksheet file: it is nested too deep'));
    const answer = await engine.worksheet(text);
    return answer.ok ? ok(sheetOutput.parse(answer.value)) : answer;
  },
});

/** The parts of a lead that a draft is made of. */
const leadRow = z.looseObject({
  network: z.string(),
  pseudonyms: z.array(z.looseObject({ pseudonym: z.string() })),
  districts: z.array(z.looseObject({ code: z.string() })),
  assets: z.array(
    z.looseObject({
      trace: z
        .looseObject({
          currency: z.string(),
          claims: z.array(
            z.looseObject({ date: z.string(), amount: z.string(), tag: z.string(), records: z.array(z.string()) }),
          ),
        })
        .nullable(),
    }),
  ),
});
type LeadRow = z.infer<typeof leadRow>;

/** The lead of a network: as the Run drafted it, or, where the network was not flagged, as it would draft it. */
async function leadOf(context: OperationContext, head: RunHead, network: string): Promise<Result<LeadRow>> {
  const kept = await findResult(context, head.run, makeId('led', [network, head.run]));
  if (kept !== null) return ok(leadRow.parse(rowJson(kept.row)));
  const question = { kind: 'lead-draft', network, run: head.run } as const;
  const drafted = await context.engine.answer(factBlocks(context.read, context.cut), parametersOf(head), question);
  return drafted.ok ? ok(leadRow.parse(drafted.value)) : drafted;
}

/** Claims under a victim's pseudonym are wages that were sent back; all other claims are proceeds. */
function returnedWages({ assets, pseudonyms }: LeadRow): ReturnedWages[] {
  const victims = new Set(pseudonyms.map(({ pseudonym }) => pseudonym));
  return assets.flatMap(({ trace }) =>
    (trace?.claims ?? [])
      .filter(({ tag }) => victims.has(tag))
      .map(({ tag, date, amount, records }) => ({
        victim: tag,
        date,
        amount,
        currency: trace?.currency ?? '',
        records,
      })),
  );
}

async function victimFactsOf({ read, cut }: OperationContext): Promise<VictimFact[]> {
  const facts: VictimFact[] = [];
  for await (const block of read.factsOf('victim-fact', await fixSources(read, cut))) facts.push(...block);
  return facts;
}

const draftInput = z.strictObject({
  network: z.string().regex(/^net_[0-9a-f]{32}$/, 'is not the id of a network, such as `redress networks` lists'),
});
const draftOutput = z.object({
  file: z.custom<DraftFile>((value) => typeof value === 'object' && value !== null),
  /** How many things a person must still say. */
  missing: z.number(),
});

/** A worksheet file for a network of the current Run, for a person to complete. Pseudonyms only. */
export const restitutionDraft: AppOperation<z.infer<typeof draftInput>, z.infer<typeof draftOutput>> = operation({
  name: 'restitution.draft',
  input: draftInput,
  output: draftOutput,
  access: { action: 'result.read', mode: 'read', protectedData: true },
  key: ({ network }) => network,
  run: draft,
});

async function draft(
  context: OperationContext,
  { network }: z.infer<typeof draftInput>,
): Promise<Result<z.infer<typeof draftOutput>>> {
  const head = await findRun(context, null);
  if (!head.ok) return head;
  const found = await findResult(context, head.value.run, network);
  if (found?.kind !== 'network') return err(failure('NOT_FOUND', `there is no network ${network} in the current Run`));
  const lead = await leadOf(context, head.value, network);
  if (!lead.ok) return lead;
  const file = draftWorksheet({
    case: context.viewer.case.id,
    circuits: lead.value.districts.flatMap(({ code }) => context.reference.districts.get(code)?.circuit ?? []),
    victimFacts: await victimFactsOf(context),
    returnedWages: returnedWages(lead.value),
  });
  return ok({ file, missing: file.missing.length });
}
