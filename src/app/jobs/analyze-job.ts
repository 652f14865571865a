import { z } from 'zod';
import { cutFor } from '../../access/index.ts';
import { err, failure, type Json, makeId, ok, type Result } from '../../core/index.ts';
import type { EndedJob, NewJob } from '../../queue/port/index.ts';
import { removeWorkFolder, workFolder, workRoot } from '../analysis/work-folder.ts';
import { fixSources } from '../facts-loader.ts';
import { jobData } from '../job-data.ts';
import { analyzeInput } from '../operations/analyze.ts';
import {
  bundleInput,
  joinParts,
  prepareInput,
  prepareOutput,
  prepareRun,
  searchCommunities,
} from '../operations/analyze-parts.ts';
import { runOperation } from '../run-operation.ts';
import type { JobEnd, JobSteps, JobTurn } from './job-work.ts';

/** Work is lost with its folder, or when code of another version goes on with it; then it is made again, so often. */
const ROUNDS = 3;

function parked(children: readonly NewJob[]): Result<JobEnd> {
  return ok({ kind: 'parked', children });
}

function inputOf<T>(schema: z.ZodType<T>, data: Json): T {
  return schema.parse(z.looseObject({ input: z.unknown() }).parse(data).input);
}

/** The Sources of the Run: those sealed when its first round began, which the job of that round has kept. */
async function sourcesOf({ app, caller }: JobTurn, firstRound: NewJob['id']): Promise<string[]> {
  const first = await app.queue.get(firstRound);
  if (first !== null) return inputOf(prepareInput, first.data).sources;
  return [...((await fixSources(app.store.read, cutFor(caller.viewer))).sources ?? [])];
}

/**
 * A job that the one in hand spawns. Its id is new each time: work that is done again because it was lost must not meet
 * the job that did it before.
 */
function child({ app, caller, job }: JobTurn, queue: string, operation: string, input: Json): NewJob {
  const id = makeId('job', [job.id, operation, input, app.clock.nowMicros()]);
  return { id, queue, operation, data: jobData(caller.viewer, input) };
}

async function prepare(turn: JobTurn, round: number): Promise<Result<JobEnd>> {
  if (round === ROUNDS)
    return err(
      failure('JOB_FAILED', `the work of this Run was lost ${ROUNDS} times; do all workers share one folder?`),
    );
  const firstRound = makeId('job', [turn.job.id, prepareRun.name]);
  const parameters = analyzeInput.parse(turn.input);
  const input = { parameters, sources: await sourcesOf(turn, firstRound), round };
  const preparing = child(turn, 'resolve', prepareRun.name, input);
  return parked([round === 0 ? { ...preparing, id: firstRound } : preparing]);
}

/** What was prepared: the finished Run where it was small, else a job for each of its bundles. */
function goOn(turn: JobTurn, prepared: EndedJob): Result<JobEnd> {
  const result = prepareOutput.parse(prepared.result);
  if (result.state === 'saved') return ok({ kind: 'done', result: result.output as Json });
  const { round } = inputOf(prepareInput, prepared.data);
  const { run, bundles } = result;
  return parked(bundles.map((_, bundle) => child(turn, 'analyze', searchCommunities.name, { run, bundle, round })));
}

async function joinBundles(turn: JobTurn, first: EndedJob): Promise<Result<JobEnd>> {
  const { run, round } = inputOf(bundleInput, first.data);
  const joined = await runOperation(turn.app, turn.caller, joinParts, { run });
  if (!joined.ok) return joined;
  if (joined.value.state === 'saved') return ok({ kind: 'done', result: joined.value.output as Json });
  return prepare(turn, round + 1);
}

async function failed(turn: JobTurn, child: EndedJob): Promise<Result<never>> {
  const why = child.error === null ? 'it was cancelled' : `${child.error.code}: ${child.error.message}`;
  if (child.operation === searchCommunities.name) {
    const { run } = inputOf(bundleInput, child.data);
    await removeWorkFolder(workFolder(workRoot(turn.app.home.blobs), run));
  }
  return err(failure('JOB_FAILED', `${child.operation}, a part of this Run, failed: ${why}`));
}

/**
 * A Run over many workers, in turns: prepare it; search each bundle of components; join. The same digest comes out with
 * any number of workers, and as in one process.
 */
export const analyzeSteps: JobSteps = async (turn) => {
  const [first] = turn.ended;
  const broken = turn.ended.find(({ state }) => state !== 'done');
  if (broken !== undefined) return failed(turn, broken);
  if (first === undefined) return prepare(turn, 0);
  if (first.operation === prepareRun.name) return goOn(turn, first);
  return joinBundles(turn, first);
};
