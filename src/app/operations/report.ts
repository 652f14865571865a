import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Coordinator, readCoordinators, referenceHashes } from '../../../reference/load.ts';
import { admissiblePart, type Cut } from '../../access/index.ts';
import { type DateText, err, failure, ok, operation, type Result } from '../../core/index.ts';
import { scheduleCsv } from '../../evidence/index.ts';
import {
  type DeskState,
  type DistrictDesk,
  districtDesks,
  type Publication,
  publicationHtml,
  publicationRows,
  publish,
  yearFacts,
} from '../../reports/index.ts';
import { inputDigest } from '../analysis/digest.ts';
import { DEFAULT_PARAMETERS } from '../analysis/pipeline.ts';
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

/** What the desk counts on the last day of a year: a Run over the cut as of that day. */
async function deskAt(context: OperationContext, cut: Cut, last: number): Promise<Result<DeskState>> {
  const parameters = { ...DEFAULT_PARAMETERS, asOf: `${last}-12-31` as DateText };
  const facts = factBlocks(context.read, cut);
  const answer = await context.engine.answer(facts, parameters, { kind: 'district-report' });
  return answer.ok ? ok(answer.value as DeskState) : answer;
}

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
    const now = await deskAt(context, cut, asked.year);
    if (!now.ok) return now;
    const before = await deskAt(context, cut, asked.year - 1);
    if (!before.ok) return before;
    const report = publish(yearFacts(asked.year, now.value, before.value), context.reference);
    return ok({
      inputDigest: inputDigest(await loadInputs(context.read, cut), referenceHashes()),
      report,
      html: publicationHtml(report),
      csv: scheduleCsv({ file: 'districts.csv', ...publicationRows(report) }),
    });
  },
});

const COORDINATORS = 'coordinators.csv';

/** A home's own table stands in the place of the shipped one, row by row. */
async function coordinatorsOf({
  home,
  reference,
}: OperationContext): Promise<Result<ReadonlyMap<string, Coordinator>>> {
  const table = await readFile(join(home.folder, COORDINATORS), 'utf8').catch(() => null);
  if (table === null) return ok(reference.coordinators);
  try {
    return ok(new Map([...reference.coordinators, ...readCoordinators(table)]));
  } catch (cause) {
    return err(failure('MALFORMED_CSV', `${COORDINATORS} of this home is not such a table`, {}, cause));
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
    const state = await deskAt(context, context.cut, last);
    if (!state.ok) return state;
    const desks = districtDesks(state.value, context.reference, coordinators.value);
    return ok({
      asOf: state.value.asOf,
      desks: desks.filter((desk) => district === null || desk.district === district),
    });
  },
});
