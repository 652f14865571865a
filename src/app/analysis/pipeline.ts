import type { Reference } from '../../../reference/load.ts';
import { addDays, compareText, type DateText, dateOfDay, type RunId } from '../../core/index.ts';
import { type Detection, type DetectionInput, defaultAsOf, detect } from '../../detection/index.ts';
import type { FactSet, Finding } from '../../facts/index.ts';
import { draftLeads, type Lead } from '../../leads/index.ts';
import { buildOwnership, type Ownership } from '../../ownership/index.ts';
import { type Resolution, resolve, settleReports } from '../../resolution/index.ts';
import type { TraceMethod } from '../../tracing/index.ts';

/** What a person may set for a Run. Everything here enters the Run's id. */
export type RunParameters = {
  readonly asOf: DateText | null;
  readonly from: DateText | null;
  readonly to: DateText | null;
  readonly seed: number;
  readonly engine: 'local';
  /** `resolution` stops after resolution (the command `resolve`). */
  readonly until: 'leads' | 'resolution';
  /** The one method by which leads claim accounts; absent for the default, so that older Runs keep their ids. */
  readonly traceMethod?: TraceMethod;
};

export const DEFAULT_PARAMETERS: RunParameters = {
  asOf: null,
  from: null,
  to: null,
  seed: 1,
  engine: 'local',
  until: 'leads',
};

/** What a Run stands in: the public tables it reads, and its own id, which its leads carry. */
export type RunFrame = { readonly reference: Reference; readonly run: RunId };

/** What the last step of a Run needs of its identity. */
type RunStand = { readonly run: RunId; readonly parameters: RunParameters };

export type PipelineResult = {
  /** The facts that count: without what superseded reports state. */
  readonly facts: FactSet;
  readonly asOf: DateText;
  /** The last day of which a stated balance counts (see LeadInput). */
  readonly balancesUntil: DateText;
  readonly resolution: Resolution;
  readonly ownership: Ownership;
  readonly detection: Detection;
  readonly leads: readonly Lead[];
  readonly findings: readonly Finding[];
};

/** Called with the name of each stage as it begins, so that a caller can time it and show it. */
export type OnStage = (stage: 'resolution' | 'ownership' | 'detection' | 'leads') => void;

/** As-of of a home in which no record has a date: nothing is in force and no clock runs, whichever day is named. */
const NO_DATE = dateOfDay(0);

/** How long after the last movement a balance may be stated and still count: past this its date is taken for a slip. */
const LATER_BALANCE_DAYS = 366;

export const NOTHING_DETECTED: Detection = { networks: [], findings: [], personStates: new Map(), screens: new Map() };

/** What detection stands on, once it is known who is who: the as-of date and who owns what on it. */
export function detectionInput(
  facts: FactSet,
  resolution: Resolution,
  { from, to, seed, asOf: asked }: RunParameters,
  reference: Reference,
): DetectionInput {
  const asOf = asked ?? defaultAsOf(facts).asOf ?? NO_DATE;
  return { facts, resolution, ownership: buildOwnership(facts, resolution, asOf), reference, asOf, from, to, seed };
}

/** Networks that no rule flagged and that a person asked a lead of. */
function askedFor({ decisions }: FactSet): ReadonlySet<string> {
  return new Set(
    decisions.flatMap((item) => (item.kind === 'lead-transition' && item.act === 'build' ? (item.network ?? []) : [])),
  );
}

/** The last step of a Run: a draft lead for each network flagged or asked for, and the findings of all steps together. */
export function concludeRun(
  input: DetectionInput,
  detection: Detection,
  { run, parameters: { traceMethod, asOf: asked } }: RunStand,
): PipelineResult {
  const { asOf, facts, resolution, ownership, reference } = input;
  const built = askedFor(facts);
  const wanted = detection.networks.filter(({ id, flagged }) => flagged || built.has(id));
  const balancesUntil = asked === null ? addDays(asOf, LATER_BALANCE_DAYS) : asOf;
  const stand = { detection, facts, resolution, ownership, reference, asOf, balancesUntil, run };
  const leads = draftLeads({ ...stand, ...(traceMethod === undefined ? {} : { traceMethod }) }, wanted);
  const findings = [...resolution.findings, ...ownership.findings, ...detection.findings];
  return { facts, asOf, balancesUntil, resolution, ownership, detection, leads, findings };
}

/** The first half of a Run: who is who, and who owns what. */
export function startRun(
  facts: FactSet,
  parameters: RunParameters,
  reference: Reference,
  onStage: OnStage,
): DetectionInput {
  onStage('resolution');
  const settled = settleReports(facts);
  const { findings, ...resolution } = resolve(settled.facts);
  onStage('ownership');
  const all = [...findings, ...settled.findings].sort((a, b) => compareText(a.id, b.id));
  return detectionInput(settled.facts, { ...resolution, findings: all }, parameters, reference);
}

/**
 * One Run: a pure function of facts, parameters and reference tables. Output feeds the next step and never flows back
 * (architecture 2).
 */
export function runPipeline(
  facts: FactSet,
  parameters: RunParameters,
  { reference, run }: RunFrame,
  onStage: OnStage,
): PipelineResult {
  const input = startRun(facts, parameters, reference, onStage);
  if (parameters.until === 'resolution') return concludeRun(input, NOTHING_DETECTED, { run, parameters });
  onStage('detection');
  const detection = detect(input);
  onStage('leads');
  return concludeRun(input, detection, { run, parameters });
}
