import type { Reference } from '../../../reference/load.ts';
import { type DateText, dateOfDay, type RunId } from '../../core/index.ts';
import { type Detection, defaultAsOf, detect } from '../../detection/index.ts';
import type { FactSet, Finding } from '../../facts/index.ts';
import { draftLead, type Lead } from '../../leads/index.ts';
import { buildOwnership, type Ownership } from '../../ownership/index.ts';
import { type Resolution, resolve } from '../../resolution/index.ts';

/** What a person may set for a Run. Everything here enters the Run's id. */
export type RunParameters = {
  readonly asOf: DateText | null;
  readonly from: DateText | null;
  readonly to: DateText | null;
  readonly seed: number;
  readonly engine: 'local';
  /** `resolution` stops after resolution (the command `resolve`). */
  readonly until: 'leads' | 'resolution';
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

export type PipelineResult = {
  readonly asOf: DateText;
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

const NOTHING_DETECTED: Detection = { networks: [], findings: [], personStates: new Map(), screens: new Map() };

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
  onStage('resolution');
  const resolution = resolve(facts);
  const asOf = parameters.asOf ?? defaultAsOf(facts).asOf ?? NO_DATE;
  onStage('ownership');
  const ownership = buildOwnership(facts, resolution, asOf);
  if (parameters.until === 'resolution') {
    return {
      asOf,
      resolution,
      ownership,
      detection: NOTHING_DETECTED,
      leads: [],
      findings: [...resolution.findings, ...ownership.findings],
    };
  }
  onStage('detection');
  const { from, to, seed } = parameters;
  const detection = detect({ facts, resolution, ownership, reference, asOf, from, to, seed });
  onStage('leads');
  const flagged = detection.networks.filter((network) => network.flagged);
  const leads = flagged.map((network) =>
    draftLead({ network, detection, facts, resolution, ownership, reference, asOf, run }),
  );
  return {
    asOf,
    resolution,
    ownership,
    detection,
    leads,
    findings: [...resolution.findings, ...ownership.findings, ...detection.findings],
  };
}
