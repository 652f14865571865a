import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Reference } from '../../../reference/load.ts';
import type { RunId } from '../../core/index.ts';
import {
  type Community,
  communitiesOf,
  concludeDetection,
  type Detection,
  type DetectionInput,
  joinCommunities,
  layDetectionGround,
  type TieComponent,
  tieComponents,
} from '../../detection/index.ts';
import type { FactSet } from '../../facts/index.ts';
import type { Resolution } from '../../resolution/index.ts';
import { type BundleLimits, bundle, countEdges } from './bundles.ts';
import { append, blocksOf } from './columns.ts';
import { outcomeOf, type RunSummary } from './outcome.ts';
import {
  concludeRun,
  detectionInput,
  NOTHING_DETECTED,
  type RunParameters,
  runPipeline,
  startRun,
} from './pipeline.ts';
import {
  type FactBlock,
  factColumns,
  factSet,
  noFacts,
  noResolution,
  type ResolutionBlock,
  type ResultColumns,
  resolutionColumns,
  resolutionOf,
} from './run-columns.ts';
import { identify, type RunIdentity, thisCode } from './run-identity.ts';
import { type Seconds, type StageTimer, stageTimer } from './stage-timer.ts';
import { makeWorkFolder, readFrames, replaceFrames, unlessLost, workFolder, writeFrames } from './work-folder.ts';

/**
 * A Run over many workers (architecture 5). Before: who is who, ties, and the connected components, parted into bundles.
 * Between: the communities of each bundle, anywhere and in any order. After: what is left of detection, and the leads.
 * Nothing crosses a component, so the joined answer is that of a Run in one piece, to the byte.
 */
export type WholeRun = {
  readonly kind: 'whole';
  readonly summary: RunSummary;
  readonly results: ResultColumns;
  readonly seconds: Seconds;
};
/** `bundles` are the ties of each bundle, by its number. */
export type PartedRun = { readonly kind: 'parted'; readonly run: RunId; readonly bundles: readonly number[] };

export type RunTask = { readonly parameters: RunParameters; readonly work: string; readonly limits: BundleLimits };

type Head = RunIdentity & { readonly seconds: Seconds; readonly bundles: readonly number[] };

const HEAD = 'head';
const FACTS = 'facts';
const RESOLUTION = 'resolution';
const componentsFile = (index: number) => `components-${index}`;
const communitiesFile = (index: number) => `communities-${index}`;

/** The head of a Run in work, or null when it is lost or was begun by other code. */
function headOf(folder: string): Head | null {
  const [head] = unlessLost(() => [...readFrames<Head>(join(folder, HEAD))]) ?? [];
  return head !== undefined && head.codeVersion === thisCode() ? head : null;
}

/** A Run in one piece. */
export function makeRun(
  facts: FactSet,
  parameters: RunParameters,
  reference: Reference,
  onStage: (stage: string) => void,
): WholeRun {
  const identity = identify(facts, parameters);
  const timer = stageTimer(onStage);
  const result = runPipeline(facts, parameters, { reference, run: identity.run }, timer.begin);
  return { kind: 'whole', ...outcomeOf(identity, result.facts, result), seconds: timer.seconds() };
}

/** The first step: the whole Run where it is small, else the work that is to be done before it can be joined. */
export function beginRun(
  facts: FactSet,
  { parameters, work, limits }: RunTask,
  reference: Reference,
  onStage: (stage: string) => void,
): WholeRun | PartedRun {
  const identity = identify(facts, parameters);
  const { run } = identity;
  const folder = workFolder(work, run);
  const begun = headOf(folder);
  if (begun !== null) return { kind: 'parted', run, bundles: begun.bundles };
  const timer = stageTimer(onStage);
  const input = startRun(facts, parameters, reference, timer.begin);
  if (parameters.until === 'resolution') return whole(identity, input, NOTHING_DETECTED, timer);
  timer.begin('detection');
  const ground = layDetectionGround(input);
  const components = tieComponents(ground.relations.ties);
  if (countEdges(components) <= limits.inlineEdges) {
    const communities = joinCommunities(components.map(communitiesOf));
    return whole(identity, input, concludeDetection(ground, communities), timer);
  }
  const bundles = bundle(components, limits);
  const head: Head = { ...identity, seconds: timer.seconds(), bundles: bundles.map(countEdges) };
  makeWorkFolder(folder, (aside) => fill(aside, head, input, bundles));
  return { kind: 'parted', run, bundles: head.bundles };
}

function whole(identity: RunIdentity, input: DetectionInput, detection: Detection, timer: StageTimer): WholeRun {
  timer.begin('leads');
  const result = concludeRun(input, detection, identity);
  return { kind: 'whole', ...outcomeOf(identity, input.facts, result), seconds: timer.seconds() };
}

function fill(folder: string, head: Head, { facts, resolution }: DetectionInput, bundles: TieComponent[][]): void {
  writeFrames(join(folder, FACTS), blocksOf(factColumns(facts)));
  writeFrames(join(folder, RESOLUTION), blocksOf(resolutionColumns(resolution)));
  for (const [index, components] of bundles.entries()) writeFrames(join(folder, componentsFile(index)), components);
  writeFrames(join(folder, HEAD), [head]);
}

/** The middle step, for one bundle: false when the work was lost. Done twice, it leaves the same. */
export function searchBundle(work: string, run: RunId, index: number): boolean {
  const folder = workFolder(work, run);
  const answer = join(folder, communitiesFile(index));
  if (headOf(folder) === null) return false;
  if (existsSync(answer)) return true;
  const written = unlessLost(() => {
    const components = [...readFrames<TieComponent>(join(folder, componentsFile(index)))];
    replaceFrames(answer, joinCommunities(components.map(communitiesOf)));
    return true;
  });
  return written ?? false;
}

/** The last step: the Run joined from its bundles, or null when work was lost. */
export function joinRun(
  work: string,
  run: RunId,
  reference: Reference,
  onStage: (stage: string) => void,
): WholeRun | null {
  const folder = workFolder(work, run);
  const head = headOf(folder);
  if (head === null) return null;
  const timer = stageTimer(onStage, head.seconds);
  timer.begin('reading');
  const read = unlessLost(() => readWork(folder, head.bundles.length));
  if (read === null) return null;
  timer.begin('ownership');
  const input = detectionInput(read.facts, read.resolution, head.parameters, reference);
  timer.begin('detection');
  const detection = concludeDetection(layDetectionGround(input), read.communities);
  const { run: id, inputDigest, parameters, codeVersion } = head;
  return whole({ run: id, inputDigest, parameters, codeVersion }, input, detection, timer);
}

type Work = {
  readonly facts: FactSet;
  readonly resolution: Resolution;
  readonly communities: readonly Community[];
};

function readWork(folder: string, bundles: number): Work {
  const columns = noFacts();
  for (const block of readFrames<FactBlock>(join(folder, FACTS))) append(columns, block);
  const resolved = noResolution();
  for (const block of readFrames<ResolutionBlock>(join(folder, RESOLUTION))) append(resolved, block);
  const found = Array.from({ length: bundles }, (_, index) => [
    ...readFrames<Community>(join(folder, communitiesFile(index))),
  ]);
  const facts = factSet(columns);
  return { facts, resolution: resolutionOf(resolved, facts), communities: joinCommunities(found) };
}
