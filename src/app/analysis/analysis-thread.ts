import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { loadReference, referenceHashes } from '../../../reference/load.ts';
import { RedressError, stopwatch } from '../../core/index.ts';
import { codeVersion, inputDigest, outputDigest, runId } from './digest.ts';
import type { AnalysisOutput, EngineAnswer, EngineRequest } from './engine.ts';
import { exportRun } from './export-run.ts';
import { runPipeline } from './pipeline.ts';
import { presentRun } from './present.ts';

function post(answer: EngineAnswer): void {
  parentPort?.postMessage(answer);
}

function stageTimer(): { readonly begin: (stage: string) => void; readonly seconds: () => Record<string, number> } {
  const seconds: Record<string, number> = {};
  let current: { stage: string; watch: ReturnType<typeof stopwatch> } | null = null;
  const end = () => {
    if (current !== null) seconds[current.stage] = Math.round(current.watch.elapsedSeconds() * 1000) / 1000;
  };
  return {
    begin: (stage) => {
      end();
      current = { stage, watch: stopwatch() };
      post({ kind: 'stage', stage });
    },
    seconds: () => {
      end();
      return seconds;
    },
  };
}

function analyse({ facts, parameters }: Extract<EngineRequest, { kind: 'analyse' }>): AnalysisOutput {
  const reference = loadReference();
  const timer = stageTimer();
  const code = codeVersion(join(import.meta.dirname, '..', '..', '..'));
  const inputs = inputDigest(facts, referenceHashes());
  const run = runId(inputs, { ...parameters }, code);
  const result = runPipeline(facts, parameters, { reference, run }, timer.begin);
  const { rows, keys } = presentRun(facts, result);
  return {
    rows,
    keys,
    asOf: result.asOf,
    inputDigest: inputs,
    outputDigest: outputDigest(rows),
    codeVersion: code,
    run,
    seconds: timer.seconds(),
  };
}

async function answer(request: EngineRequest): Promise<EngineAnswer> {
  try {
    if (request.kind === 'analyse') return { kind: 'analysed', output: analyse(request) };
    return {
      kind: 'exported',
      files: await exportRun(request.facts, request.parameters, request.request, loadReference()),
    };
  } catch (error) {
    if (error instanceof RedressError) return { kind: 'failed', failure: { ...error.failure, cause: undefined } };
    throw error;
  }
}

post(await answer(workerData as EngineRequest));
