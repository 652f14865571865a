import { Worker } from 'node:worker_threads';
import { type Failure, RedressError } from '../../core/index.ts';
import type { FactSet } from '../../facts/index.ts';
import type { KeyRow, ResultRow } from '../../store/port/index.ts';
import type { ExportFiles, ExportRequest } from './export-run.ts';
import type { RunParameters } from './pipeline.ts';

/** What the analysis thread is asked to do. */
export type EngineRequest =
  | { readonly kind: 'analyse'; readonly facts: FactSet; readonly parameters: RunParameters }
  | {
      readonly kind: 'export';
      readonly facts: FactSet;
      readonly parameters: RunParameters;
      readonly request: ExportRequest;
    };

export type AnalysisOutput = {
  readonly rows: readonly ResultRow[];
  readonly keys: readonly KeyRow[];
  readonly asOf: string;
  readonly inputDigest: string;
  readonly outputDigest: string;
  readonly codeVersion: string;
  readonly run: string;
  readonly seconds: Readonly<Record<string, number>>;
};

export type EngineAnswer =
  | { readonly kind: 'stage'; readonly stage: string }
  | { readonly kind: 'analysed'; readonly output: AnalysisOutput }
  | { readonly kind: 'exported'; readonly files: ExportFiles }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Runs the pure part of a Run off the main thread, so that no request waits while a graph is computed. */
export type Engine = {
  readonly analyse: (
    facts: FactSet,
    parameters: RunParameters,
    onStage: (stage: string) => void,
  ) => Promise<AnalysisOutput>;
  readonly exportFiles: (facts: FactSet, parameters: RunParameters, request: ExportRequest) => Promise<ExportFiles>;
};

function ask(request: EngineRequest, onStage: (stage: string) => void): Promise<EngineAnswer> {
  return new Promise((resolve, reject) => {
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    const worker = new Worker(new URL(`./analysis-thread.${extension}`, import.meta.url), { workerData: request });
    worker.on('message', (answer: EngineAnswer) => {
      if (answer.kind === 'stage') onStage(answer.stage);
      else if (answer.kind === 'failed') reject(new RedressError(answer.failure));
      else resolve(answer);
    });
    worker.on('error', reject);
  });
}

export function threadEngine(): Engine {
  return {
    analyse: async (facts, parameters, onStage) => {
      const answer = await ask({ kind: 'analyse', facts, parameters }, onStage);
      if (answer.kind !== 'analysed') throw new TypeError(`the analysis thread answered ${answer.kind}`);
      return answer.output;
    },
    exportFiles: async (facts, parameters, request) => {
      const answer = await ask({ kind: 'export', facts, parameters, request }, () => undefined);
      if (answer.kind !== 'exported') throw new TypeError(`the analysis thread answered ${answer.kind}`);
      return answer.files;
    },
  };
}
