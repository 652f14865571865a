import type { Failure, Json, Result, RunId } from '../../core/index.ts';
import type { ExportFiles, ExportRequest } from './export-run.ts';
import type { RunParameters } from './pipeline.ts';
import type { RunQuestion } from './questions/answer.ts';
import type { FactBlock, ResultBlock } from './run-columns.ts';
import type { PartedRun, RunTask, WholeRun } from './split-run.ts';

/** What an analysis thread is asked to do. All but `search`, `join`, `worksheet` and `ledger` are sent facts. */
export type EngineTask =
  | { readonly kind: 'analyse'; readonly parameters: RunParameters }
  | { readonly kind: 'export'; readonly parameters: RunParameters; readonly request: ExportRequest }
  | { readonly kind: 'question'; readonly parameters: RunParameters; readonly question: RunQuestion }
  | { readonly kind: 'worksheet'; readonly text: string }
  | { readonly kind: 'ledger'; readonly text: string }
  | ({ readonly kind: 'begin' } & RunTask)
  | { readonly kind: 'search'; readonly work: string; readonly run: RunId; readonly bundle: number }
  | { readonly kind: 'join'; readonly work: string; readonly run: RunId };

/** To the thread: facts in blocks and their end, and, for each block of results that came back, that it has arrived. */
export type ToThread =
  | { readonly kind: 'facts'; readonly block: FactBlock }
  | { readonly kind: 'end' }
  | { readonly kind: 'more' };

type Answered =
  | PartedRun
  | { readonly kind: 'searched' }
  | { readonly kind: 'lost' }
  | { readonly kind: 'exported'; readonly files: ExportFiles }
  | { readonly kind: 'answered'; readonly answer: Result<Json> };

/** From the thread. The results of a whole Run come before it, in blocks. */
export type EngineAnswer =
  | { readonly kind: 'stage'; readonly stage: string }
  | { readonly kind: 'results'; readonly block: ResultBlock }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | Omit<WholeRun, 'results'>
  | Answered;

/** The last word of a thread, its results put together. */
export type FinalAnswer = WholeRun | Answered;
