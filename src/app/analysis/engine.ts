import { Worker } from 'node:worker_threads';
import { type Json, RedressError, type Result, type RunId } from '../../core/index.ts';
import { BUNDLE_LIMITS, type BundleLimits } from './bundles.ts';
import { append } from './columns.ts';
import type { ExportFiles, ExportRequest } from './export-run.ts';
import type { RunParameters } from './pipeline.ts';
import type { EngineAnswer, EngineTask, FinalAnswer, ToThread } from './protocol.ts';
import type { RunQuestion } from './questions/answer.ts';
import { type FactBlock, noResults } from './run-columns.ts';
import type { PartedRun, WholeRun } from './split-run.ts';

type Facts = AsyncIterable<FactBlock>;
type OnStage = (stage: string) => void;

/**
 * Runs the pure part of a Run off the main thread, so that no request waits and no lease is lost while a graph is
 * computed. Facts go in and results come out in blocks: copying either in one piece would hold the main thread up for
 * seconds. `work` is the folder that all workers share; null answers mean that what was there is lost.
 */
export type Engine = {
  readonly analyse: (facts: Facts, parameters: RunParameters, onStage: OnStage) => Promise<WholeRun>;
  readonly begin: (
    facts: Facts,
    task: { readonly parameters: RunParameters; readonly work: string },
    onStage: OnStage,
  ) => Promise<WholeRun | PartedRun>;
  /** Communities of one bundle; false when the work was lost. */
  readonly search: (task: { readonly work: string; readonly run: RunId; readonly bundle: number }) => Promise<boolean>;
  readonly join: (task: { readonly work: string; readonly run: RunId }, onStage: OnStage) => Promise<WholeRun | null>;
  readonly exportFiles: (facts: Facts, parameters: RunParameters, request: ExportRequest) => Promise<ExportFiles>;
  /** Makes a Run as far as the question needs it, and answers from it. */
  readonly answer: (facts: Facts, parameters: RunParameters, question: RunQuestion) => Promise<Result<Json>>;
  /** A restitution worksheet of the text of a file, which needs no facts (see worksheet.ts). */
  readonly worksheet: (text: string) => Promise<Result<Json>>;
  /** The trace of a ledger file, which needs no facts (see ledger.ts). */
  readonly ledger: (text: string) => Promise<Result<Json>>;
  /** Ends the threads that still work: their tasks fail, and the process need not wait for them. */
  readonly close: () => Promise<void>;
};

async function feed(worker: Worker, facts: Facts | null): Promise<void> {
  const send = (message: ToThread) => worker.postMessage(message);
  if (facts === null) return;
  for await (const block of facts) send({ kind: 'facts', block });
  send({ kind: 'end' });
}

function listen(worker: Worker, onStage: OnStage): Promise<FinalAnswer> {
  const results = noResults();
  return new Promise((resolve, reject) => {
    worker.on('message', (answer: EngineAnswer) => {
      if (answer.kind === 'stage') onStage(answer.stage);
      else if (answer.kind === 'failed') reject(new RedressError(answer.failure));
      else if (answer.kind === 'results') {
        append(results, answer.block);
        worker.postMessage({ kind: 'more' } satisfies ToThread);
      } else resolve(answer.kind === 'whole' ? { ...answer, results } : answer);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`the analysis thread ended with ${code} and without an answer`)));
  });
}

/** One task in a thread of its own, which ends with it. */
async function perform(
  running: Set<Worker>,
  task: EngineTask,
  facts: Facts | null,
  onStage: OnStage,
): Promise<FinalAnswer> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const worker = new Worker(new URL(`./analysis-thread.${extension}`, import.meta.url), { workerData: task });
  running.add(worker);
  try {
    const [answer] = await Promise.all([listen(worker, onStage), feed(worker, facts)]);
    return answer;
  } finally {
    running.delete(worker);
    await worker.terminate();
  }
}

function unexpected({ kind }: FinalAnswer): TypeError {
  return new TypeError(`the analysis thread answered ${kind}`);
}

const silent = (): undefined => undefined;

export function threadEngine(limits: BundleLimits = BUNDLE_LIMITS): Engine {
  const running = new Set<Worker>();
  const ask = (task: EngineTask, facts: Facts | null, onStage: OnStage) => perform(running, task, facts, onStage);
  return {
    analyse: async (facts, parameters, onStage) => {
      const answer = await ask({ kind: 'analyse', parameters }, facts, onStage);
      if (answer.kind === 'whole') return answer;
      throw unexpected(answer);
    },
    begin: async (facts, task, onStage) => {
      const answer = await ask({ kind: 'begin', ...task, limits }, facts, onStage);
      if (answer.kind === 'whole' || answer.kind === 'parted') return answer;
      throw unexpected(answer);
    },
    search: async (task) => {
      const answer = await ask({ kind: 'search', ...task }, null, silent);
      if (answer.kind === 'searched') return true;
      if (answer.kind === 'lost') return false;
      throw unexpected(answer);
    },
    join: async (task, onStage) => {
      const answer = await ask({ kind: 'join', ...task }, null, onStage);
      if (answer.kind === 'whole') return answer;
      if (answer.kind === 'lost') return null;
      throw unexpected(answer);
    },
    exportFiles: async (facts, parameters, request) => {
      const answer = await ask({ kind: 'export', parameters, request }, facts, silent);
      if (answer.kind === 'exported') return answer.files;
      throw unexpected(answer);
    },
    answer: async (facts, parameters, question) => {
      const answer = await ask({ kind: 'question', parameters, question }, facts, silent);
      if (answer.kind === 'answered') return answer.answer;
      throw unexpected(answer);
    },
    worksheet: async (text) => {
      const answer = await ask({ kind: 'worksheet', text }, null, silent);
      if (answer.kind === 'answered') return answer.answer;
      throw unexpected(answer);
    },
    ledger: async (text) => {
      const answer = await ask({ kind: 'ledger', text }, null, silent);
      if (answer.kind === 'answered') return answer.answer;
      throw unexpected(answer);
    },
    close: async () => {
      await Promise.all([...running].map((worker) => worker.terminate()));
    },
  };
}
