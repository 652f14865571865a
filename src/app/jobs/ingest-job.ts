import { type ErrorCode, err, errorClass, type Failure, type Json, makeId, ok, type Result } from '../../core/index.ts';
import type { EndedJob, NewJob } from '../../queue/port/index.ts';
import { ROUNDS } from '../ingest/close-file.ts';
import { addCounts, type IngestedFile, NO_ROWS, type Problem, rejected } from '../ingest/ingested-file.ts';
import type { SourceReading } from '../ingest/reading.ts';
import { type Walked, walk } from '../ingest/walk.ts';
import { jobData, readJobData } from '../job-data.ts';
import {
  type IngestInput,
  type IngestOutput,
  ingest,
  ingestInput,
  ingestOutput,
  refusedFormat,
} from '../operations/ingest.ts';
import { type ChunkInput, type ChunkOutput, ingestChunk, ingestClose, ingestOpen } from '../operations/ingest-parts.ts';
import { runOperation } from '../run-operation.ts';
import type { JobEnd, JobSteps, JobTurn } from './job-work.ts';

const INGEST_QUEUE = 'ingest';

/** A file on its way: what is asked, which file, how often it was begun. */
type Way = { readonly turn: JobTurn; readonly input: IngestInput; readonly path: string; readonly round: number };

/** How a part ended: its counts, or why there are none. */
type PartEnd = Result<ChunkOutput, Problem>;

/**
 * A job that the one in hand spawns. Its id is new each time: a file that is begun again, after its rows were removed,
 * must not meet the finished parts of the time before.
 */
function child({ app, caller, job }: JobTurn, operation: string, input: Json, index: number): NewJob {
  const id = makeId('job', [job.id, job.attempts, app.clock.nowMicros(), index]);
  return { id, queue: INGEST_QUEUE, operation, data: jobData(caller.viewer, input) };
}

function done(file: IngestedFile, seconds: number): Result<JobEnd> {
  return ok({ kind: 'done', result: ingestOutput([file], [], seconds) });
}

/**
 * A home, disk or service that is not there, workers that died and a bug are no fault of the file: it is not rejected,
 * the job fails with the reason and can be asked for again.
 */
function isForeign({ code }: Problem): boolean {
  return code === 'JOB_FAILED' || ['unavailable', 'bug'].includes(errorClass(code as ErrorCode));
}

/** The failure of another job, as this job's own. */
function failureOf({ code, message }: Problem): Failure {
  return { code: code as ErrorCode, message, details: {} };
}

/** Opens the file and hands out its parts. */
async function begin(way: Way): Promise<Result<JobEnd>> {
  const { turn, input, path, round } = way;
  const { paths, ...options } = input;
  const opened = await runOperation(turn.app, turn.caller, ingestOpen, { ...options, path });
  if (!opened.ok) return opened;
  if (opened.value.kind === 'answered') return done(opened.value.file, 0);
  const { reading, chunks } = opened.value;
  const parts = chunks.map((chunk): ChunkInput => ({ reading, chunk, round }));
  const [only] = parts;
  // The only part of a small file is stored in this turn.
  if (only !== undefined && parts.length === 1)
    return finish(way, reading, [await runOperation(turn.app, turn.caller, ingestChunk, only)]);
  return ok({ kind: 'parked', children: parts.map((part, index) => child(turn, ingestChunk.name, part, index)) });
}

async function close(way: Way, reading: SourceReading, seconds: number, outcome: Json): Promise<Result<JobEnd>> {
  const { turn, path, round } = way;
  const closed = await runOperation(turn.app, turn.caller, ingestClose, { path, reading, outcome });
  if (closed.ok) return done(closed.value, seconds);
  return closed.error.code === 'CONFLICT' && round < ROUNDS ? begin({ ...way, round: round + 1 }) : closed;
}

/**
 * Seals the file when every part is stored. Else the first part that failed by a fault of the file tells why it is
 * rejected; one that only met a Source cleared away is no reason, and the file is begun again.
 */
async function finish(way: Way, reading: SourceReading, ends: readonly PartEnd[]): Promise<Result<JobEnd>> {
  const problems = ends.flatMap((end) => (end.ok ? [] : [end.error]));
  const counted = ends.flatMap((end) => (end.ok ? [end.value] : []));
  const seconds = counted.reduce((total, part) => total + part.seconds, 0);
  // A part that nobody read to its end may hold the first fault, so which one counts is not known yet.
  const foreign = problems.find(isForeign);
  if (foreign !== undefined) return err(failureOf(foreign));
  const lasting = problems.find(({ code }) => code !== 'CONFLICT') ?? (way.round < ROUNDS ? undefined : problems[0]);
  if (lasting !== undefined) {
    const { code, message } = lasting;
    return close(way, reading, seconds, { problem: { code, message } });
  }
  if (problems.length > 0) return begin({ ...way, round: way.round + 1 });
  return close(way, reading, seconds, { counts: counted.reduce(addCounts, NO_ROWS) });
}

function problemOf({ id, state, error }: EndedJob): Problem {
  return error ?? { code: 'JOB_FAILED', message: `job ${id} was ${state}` };
}

/** Goes on with a file when its parts have ended. */
function goOn(turn: JobTurn, input: IngestInput, path: string): Promise<Result<JobEnd>> | Result<JobEnd> {
  const parts: { readonly asked: ChunkInput; readonly end: PartEnd }[] = [];
  for (const ended of turn.ended) {
    const data = readJobData(turn.app.home, ended.data);
    if (!data.ok) return data;
    const end: PartEnd = ended.state === 'done' ? ok(ingestChunk.output.parse(ended.result)) : err(problemOf(ended));
    parts.push({ asked: ingestChunk.input.parse(data.value.input), end });
  }
  const [first] = parts;
  if (first === undefined) return begin({ turn, input, path, round: 1 });
  const { reading, round } = first.asked;
  return finish(
    { turn, input, path, round },
    reading,
    parts.map(({ end }) => end),
  );
}

function skippedOf(walked: readonly Walked[]): IngestOutput['skipped'] {
  return walked.flatMap(({ path, skipped }) => (skipped === null ? [] : [{ path, reason: skipped }]));
}

/**
 * Files of a set with the same bytes are taken in side by side, and which of them is the first is chance. In the answer
 * it is the first by path, as when they are taken in one after another.
 */
function oncePerContent(files: readonly IngestedFile[]): IngestedFile[] {
  const stored = new Map(files.filter(({ status }) => status === 'stored').map((file) => [file.sha256, file]));
  const told = new Set<string | null>();
  return files.map((file) => {
    const first = stored.get(file.sha256);
    if (first === undefined || file.status === 'rejected') return file;
    if (told.has(file.sha256)) return { ...file, status: 'already-stored', facts: {} };
    told.add(file.sha256);
    return { ...first, path: file.path };
  });
}

/** Joins what became of the files of a set, in the order of their paths. */
async function join(turn: JobTurn, { paths }: IngestInput): Promise<Result<JobEnd>> {
  const sources: IngestedFile[] = [];
  let seconds = 0;
  for (const ended of turn.ended) {
    if (ended.state === 'done') {
      const output = ingest.output.parse(ended.result);
      sources.push(...output.sources);
      seconds += output.seconds;
      continue;
    }
    const why = problemOf(ended);
    if (isForeign(why)) return err(failureOf(why));
    const data = readJobData(turn.app.home, ended.data);
    if (!data.ok) return data;
    sources.push(...ingestInput.parse(data.value.input).paths.map((path) => rejected(path, why)));
  }
  const skipped = skippedOf(await walk(paths));
  return ok({ kind: 'done', result: ingestOutput(oncePerContent(sources), skipped, seconds) });
}

/** One file is opened and cut; of a folder or several each becomes a job. */
async function start(turn: JobTurn, input: IngestInput): Promise<Result<JobEnd>> {
  const walked = await walk(input.paths);
  const [first] = walked;
  if (walked.length === 1 && first !== undefined && first.path === input.paths[0]) {
    return begin({ turn, input, path: first.path, round: 1 });
  }
  const files = walked.filter(({ skipped }) => skipped === null);
  if (files.length === 0) return ok({ kind: 'done', result: ingestOutput([], skippedOf(walked), 0) });
  const children = files.map(({ path }, index) => child(turn, ingest.name, { ...input, paths: [path] }, index));
  return ok({ kind: 'parked', children });
}

/**
 * Ingest over many workers: a set of files becomes a job for each, a file becomes a job for each of its parts, and
 * whoever waits goes on when all of them have ended. What a file comes to is what ingestFile makes of it in one process.
 */
export const ingestSteps: JobSteps = async (turn) => {
  const input = ingestInput.parse(turn.input);
  const refused = refusedFormat(input.format);
  if (refused !== null) return err(refused);
  const [first] = turn.ended;
  if (first === undefined) return start(turn, input);
  const [path = ''] = input.paths;
  return first.operation === ingestChunk.name ? goOn(turn, input, path) : join(turn, input);
};
