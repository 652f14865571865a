import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Coordinator, readCoordinators, referenceHashes } from '../../../reference/load.ts';
import { admissiblePart } from '../../access/index.ts';
import { err, failure, ok, operation, type Result } from '../../core/index.ts';
import { type DeskState, type DistrictDesk, districtDesks, type Publication } from '../../reports/index.ts';
import { inputDigest } from '../analysis/digest.ts';
import { DEFAULT_PARAMETERS } from '../analysis/pipeline.ts';
import { type DistrictReportAnswer, lastDayOf } from '../analysis/questions/district-report.ts';
import type { AppOperation, OperationContext } from '../context.ts';
import { factBlocks, fixSources, loadInputs } from '../facts-loader.ts';

const year = z.number().int().min(1950).max(2100);

const input = z.strictObject({ year });
const output = z.object({
  /** The Run's input: Sources of the admissible cut, decisions and tables. */
  inputDigest: z.string(),
  report: z.custom<Publication>((value) => typeof value === 'object' && value !== null),
  html: z.string(),
  csv: z.string(),
});
export type DistrictReport = z.infer<typeof output>;

/**
 * The yearly report per district and for the nation, fit to be published: made of the admissible cut alone, so that no count
 * is larger because of a report that is confidential, and with every cell left out that is small or would give one back.
 */
export const districtReport: AppOperation<z.infer<typeof input>, DistrictReport> = operation({
  name: 'report.districts',
  input,
  output,
  access: { action: 'result.read', mode: 'read', protectedData: true },
  key: (asked) => String(asked.year),
  run: async (context, asked) => {
    const cut = await fixSources(context.read, admissiblePart(context.cut));
    const question = { kind: 'district-report', year: asked.year } as const;
    const answer = await context.engine.answer(factBlocks(context.read, cut), DEFAULT_PARAMETERS, question);
    if (!answer.ok) return answer;
    const digest = inputDigest(await loadInputs(context.read, cut), referenceHashes());
    return ok({ inputDigest: digest, ...(answer.value as DistrictReportAnswer) });
  },
});

const COORDINATORS = 'coordinators.csv';
/** Far more than 94 rows need. */
const COORDINATORS_BYTES = 256 * 1024;

/** The home's own table as text, or null where it has none. */
async function ownTable(path: string): Promise<string | null> {
  const found = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return null;
    throw cause;
  });
  if (found === null) return null;
  if (found.size > COORDINATORS_BYTES) throw new Error(`it is longer than ${COORDINATORS_BYTES} bytes`);
  return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
}

/** A home's own table stands in the place of the shipped one, row by row. */
async function coordinatorsOf({
  home,
  reference,
}: OperationContext): Promise<Result<ReadonlyMap<string, Coordinator>>> {
  try {
    const table = await ownTable(join(home.folder, COORDINATORS));
    const own = table === null ? [] : readCoordinators(table, reference.districts);
    return ok(new Map([...reference.coordinators, ...own]));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : 'it cannot be read';
    return err(failure('MALFORMED_CSV', `${COORDINATORS} of this home: ${why}; correct it or take it away`, {}, cause));
  }
}

const deskInput = z.strictObject({ year, district: z.string().max(10).nullable().default(null) });
const deskOutput = z.object({
  asOf: z.string(),
  desks: z.array(z.custom<DistrictDesk>((value) => typeof value === 'object' && value !== null)),
});

export type DistrictDesks = z.infer<typeof deskOutput>;

/** The desk of one district, or of all, at the end of a year: the house's own figures over the viewer's cut, small ones too. */
export const districtDesk: AppOperation<z.infer<typeof deskInput>, DistrictDesks> = operation({
  name: 'report.desk',
  input: deskInput,
  output: deskOutput,
  access: { action: 'result.read', mode: 'read', protectedData: true },
  key: (asked) => `${asked.year}:${asked.district ?? 'all'}`,
  run: async (context, { year: last, district }) => {
    if (district !== null && !context.reference.districts.has(district))
      return err(failure('BAD_INPUT', `report: there is no district "${district}"; see reference/districts.csv`));
    const coordinators = await coordinatorsOf(context);
    if (!coordinators.ok) return coordinators;
    const parameters = { ...DEFAULT_PARAMETERS, asOf: lastDayOf(last) };
    const facts = factBlocks(context.read, context.cut);
    const answer = await context.engine.answer(facts, parameters, { kind: 'district-desk' });
    if (!answer.ok) return answer;
    const state = answer.value as DeskState;
    const desks = districtDesks(state, context.reference, coordinators.value);
    return ok({
      asOf: state.asOf,
      desks: desks.filter((desk) => district === null || desk.district === district),
    });
  },
});
