import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import type { WorldFile } from '../../../fixtures/world/files/csv.ts';
import { loadReference } from '../../../reference/load.ts';
import { append } from '../../../src/app/analysis/columns.ts';
import type { Engine } from '../../../src/app/analysis/engine.ts';
import { exportRun } from '../../../src/app/analysis/export-run.ts';
import { answerLedger } from '../../../src/app/analysis/ledger.ts';
import { answerQuestion } from '../../../src/app/analysis/questions/answer.ts';
import { type FactBlock, factSet, noFacts } from '../../../src/app/analysis/run-columns.ts';
import { makeRun } from '../../../src/app/analysis/split-run.ts';
import { answerWorksheet } from '../../../src/app/analysis/worksheet.ts';
import {
  type App,
  type AppOperation,
  analyze,
  type Caller,
  compose,
  ingest,
  readConfig,
  runOperation,
} from '../../../src/app/index.ts';
import { type Result, unwrap } from '../../../src/core/index.ts';
import type { FactSet } from '../../../src/facts/index.ts';

export type SmallHome = {
  readonly ask: <I, O>(op: AppOperation<I, O>, input: unknown) => Promise<Result<O>>;
  readonly close: () => Promise<void>;
};

const REFERENCE = loadReference();
const silent = () => undefined;

async function gather(blocks: AsyncIterable<FactBlock>): Promise<FactSet> {
  const facts = noFacts();
  for await (const block of blocks) append(facts, block);
  return factSet(facts);
}

function notHere(): never {
  throw new Error('a small world is analysed in one piece');
}

/** What the analysis thread does, in this thread: hundreds of small Runs would spend their time on starting threads. */
export const ENGINE: Engine = {
  analyse: async (facts, parameters, onStage) => makeRun(await gather(facts), parameters, REFERENCE, onStage),
  begin: notHere,
  search: notHere,
  join: notHere,
  exportFiles: async (facts, parameters, request) => exportRun(await gather(facts), parameters, request, REFERENCE),
  answer: async (facts, parameters, question) => answerQuestion(await gather(facts), parameters, question, REFERENCE),
  worksheet: async (text) => answerWorksheet(text, REFERENCE),
  ledger: async (text) => answerLedger(text),
  close: async () => silent(),
};

/** Closes what is held, once. It keeps hold of nothing after that: a long run opens hundreds of homes. */
function closing(held: { app: App | null }): () => Promise<void> {
  return async () => {
    const { app } = held;
    held.app = null;
    await app?.close();
  };
}

/** A home with these files and a Run over them, all in this process, signing with the key of `keysOf` when given. */
export async function smallHome(
  folder: string,
  files: readonly WorldFile[],
  keysOf: string | null = null,
): Promise<SmallHome> {
  const received = join(folder, 'received');
  mkdirSync(join(folder, 'home', 'keys'), { recursive: true });
  mkdirSync(received);
  const key = join('home', 'keys', 'package-signing.key');
  if (keysOf !== null) copyFileSync(join(keysOf, key), join(folder, key));
  for (const { name, text } of files) writeFileSync(join(received, name), text);
  const app: App = { ...unwrap(await compose(unwrap(readConfig({}, join(folder, 'home'))))), engine: ENGINE };
  const close = closing({ app });
  after(close);
  const { actor, signer } = unwrap(app.home.actor('local'));
  const opened = unwrap(app.home.case('local'));
  const caller: Caller = { viewer: { actor, case: opened, purpose: opened.purpose, view: 'full' }, signer };
  const ask: SmallHome['ask'] = (op, input) => runOperation(app, caller, op, input);
  const taken = unwrap(await ask(ingest, { paths: [received] }));
  const bad = taken.sources.filter(({ status }) => status !== 'stored');
  if (bad.length > 0) throw new Error(`not stored: ${bad.map(({ path }) => path).join(', ')}`);
  unwrap(await ask(analyze, {}));
  return { ask, close };
}
