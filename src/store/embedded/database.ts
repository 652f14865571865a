import { Worker } from 'node:worker_threads';
import { err, failure, ok, RedressError, type Result } from '../../core/index.ts';
import type { LoadedSql } from './load-sql.ts';
import type { Answer, Opening, Request, Row, ThreadData, ThreadFailure, Value } from './protocol.ts';
import { type BulkName, type Params, parseRows, type Rows, STATEMENTS, type StatementName } from './statements.ts';

/** What may be done inside a write transaction. Its reads see what it has written. */
export type Transaction = {
  readonly run: <N extends StatementName>(name: N, params: Params<N>) => Promise<Rows<N>>;
  /** Runs an insert once for each row; the columns are in the order of the statement's parameters. */
  readonly bulk: (name: BulkName, columns: readonly (readonly Value[])[]) => Promise<void>;
};

/** The database behind its thread. */
export type Database = {
  readonly schemaVersion: number;
  readonly read: <N extends StatementName>(name: N, params: Params<N>) => Promise<Rows<N>>;
  /** The same statement for several parameters in one crossing; rows follow the order of the parameters. */
  readonly readEach: <N extends StatementName>(name: N, params: readonly Params<N>[]) => Promise<Rows<N>>;
  /** One transaction at a time: the next waits. Nothing is kept when `fn` throws. */
  readonly transaction: <T>(fn: (transaction: Transaction) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
};

type Ask = (request: WithoutNumber<Request>) => Promise<readonly Row[]>;
type WithoutNumber<R> = R extends Request ? Omit<R, 'number'> : never;

/** Result codes that speak of the disk or the file, not of the program (sqlite.org/rescode.html). */
const DISK_CODES: readonly number[] = [8, 10, 11, 13, 14, 26];

function threadError(request: WithoutNumber<Request>, { message, sqlite }: ThreadFailure): Error {
  const what = `${'statement' in request ? request.statement : request.kind}: ${message}`;
  const code = sqlite === null ? null : sqlite & 0xff;
  if (code !== null && DISK_CODES.includes(code))
    return new RedressError(failure('HOME_UNUSABLE', `the database failed at ${what}`));
  return new Error(`the database refused ${what}`);
}

/** Pairs answers with requests. When the thread ends, whatever still waits is told so. */
function conversation(worker: Worker): Ask {
  const waiting = new Map<number, { resolve: (rows: readonly Row[]) => void; reject: (error: Error) => void }>();
  let count = 0;
  let ended: Error | null = null;
  const end = (error: Error) => {
    ended = error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('message', (answer: Answer) => {
    const request = waiting.get(answer.number);
    waiting.delete(answer.number);
    if (answer.ok) request?.resolve(answer.rows);
    else request?.reject(Object.assign(new Error(answer.failure.message), { threadFailure: answer.failure }));
  });
  worker.on('error', end);
  worker.on('exit', () => end(new Error('the database is closed')));
  return (request) =>
    new Promise((resolve, reject) => {
      if (ended !== null) return reject(ended);
      const number = count++;
      const fail = (error: Error) =>
        reject('threadFailure' in error ? threadError(request, error.threadFailure as ThreadFailure) : error);
      waiting.set(number, { resolve, reject: fail });
      worker.postMessage({ number, ...request });
    });
}

function parseParams<N extends StatementName>(name: N, params: Params<N>): Row {
  return STATEMENTS[name].params.parse(params) as Row;
}

function transactionOn(ask: Ask): Transaction {
  return {
    run: async (name, params) =>
      parseRows(name, await ask({ kind: 'write', statement: name, params: parseParams(name, params) })),
    bulk: async (name, columns) => {
      if ((columns[0]?.length ?? 0) > 0) await ask({ kind: 'bulk', statement: name, columns });
    },
  };
}

async function inTransaction<T>(ask: Ask, fn: (transaction: Transaction) => Promise<T>): Promise<T> {
  await ask({ kind: 'begin' });
  try {
    const value = await fn(transactionOn(ask));
    await ask({ kind: 'commit' });
    return value;
  } catch (error) {
    // After a full disk the library has rolled back already and refuses a second time: the first error is the one to tell.
    await ask({ kind: 'rollback' }).catch(() => undefined);
    throw error;
  }
}

function databaseOn(worker: Worker, schemaVersion: number): Database {
  const ask = conversation(worker);
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(fn: () => Promise<T>): Promise<T> => {
    const mine = last.then(fn, fn);
    last = mine.catch(() => undefined);
    return mine;
  };
  const readEach: Database['readEach'] = async (name, params) => {
    const rows = await ask({ kind: 'read', statement: name, params: params.map((item) => parseParams(name, item)) });
    return parseRows(name, rows);
  };
  return {
    schemaVersion,
    readEach,
    read: (name, params) => readEach(name, [params]),
    transaction: (fn) => inTurn(() => inTransaction(ask, fn)),
    close: () =>
      inTurn(async () => {
        const exit = new Promise((resolve) => worker.once('exit', resolve));
        await ask({ kind: 'close' });
        await exit;
      }),
  };
}

function openingFailure(opening: Exclude<Opening, { kind: 'open' }>, path: string, known: number): Result<never> {
  switch (opening.kind) {
    case 'locked':
      return err(failure('HOME_LOCKED', `the home of ${path} is held by ${opening.holder}`, { file: path }));
    case 'newer': {
      const what = `the home has schema ${opening.schemaVersion} and this program knows ${known}`;
      return err(failure('HOME_NEWER', what, { file: path }));
    }
    case 'unusable':
      return err(failure('HOME_UNUSABLE', `the database cannot be opened: ${opening.reason}`, { file: path }));
  }
}

/** The thread inserts and forgets: a small young generation keeps its garbage, and so an ingest's peak, small. */
const RESOURCE_LIMITS = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 1024 } as const;

/** Starts the thread and opens the file. Errors: HOME_LOCKED, HOME_NEWER, HOME_UNUSABLE. */
export async function openDatabase(path: string, sql: LoadedSql): Promise<Result<Database>> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const workerData: ThreadData = { path, pid: process.pid, ...sql };
  const worker = new Worker(new URL(`./database-thread.${extension}`, import.meta.url), {
    workerData,
    resourceLimits: RESOURCE_LIMITS,
  });
  const opening = await new Promise<Opening>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  if (opening.kind === 'open') return ok(databaseOn(worker, opening.schemaVersion));
  await worker.terminate();
  return openingFailure(opening, path, sql.migrations.length);
}
