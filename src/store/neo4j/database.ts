import { setTimeout as sleep } from 'node:timers/promises';
import { auth, type Driver, type Transaction as DriverTransaction, driver, type Session } from 'neo4j-driver';
import { createRng, failure, RedressError, secretHex, stopwatch } from '../../core/index.ts';
import { DatabaseFailure, step } from './database-failure.ts';
import type { LoadedCypher } from './load-cypher.ts';
import { type Params, parseRows, type Rows, STATEMENTS, type StatementName } from './statements.ts';

/** What may be done inside a write transaction. Its reads see what it has written. */
export type Transaction = {
  readonly run: <N extends StatementName>(name: N, params: Params<N>) => Promise<Rows<N>>;
};

/** The database over Bolt. A server that cannot be reached is SERVICE_UNAVAILABLE, thrown as a RedressError. */
export type Database = {
  readonly read: <N extends StatementName>(name: N, params: Params<N>) => Promise<Rows<N>>;
  /** Nothing is kept when `fn` throws. `fn` is run again after a transient failure, so it must be repeatable. */
  readonly transaction: <T>(fn: (transaction: Transaction) => Promise<T>) => Promise<T>;
  /** Runs one step of a migration in a transaction of its own. */
  readonly migrate: (text: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

export type Connection = {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** How long an unreachable server is waited for. */
  readonly timeoutMs: number;
};

/** A page is answered in milliseconds and a batch in seconds; past these the server ends the work by itself. */
const READ_TIMEOUT_MS = 60_000;
const WRITE_TIMEOUT_MS = 900_000;
/** How long work is done again after deadlocks and the like, and the wait between: doubled each time, with jitter. */
const TRANSIENT_MS = 30_000;
const FIRST_WAIT_MS = 20;
const RACES = 6;
const LONGEST_WAIT_MS = 1_000;
/** Pages hold at most 1,000 rows: one pull each. */
const FETCH_SIZE = 2_000;

type Mode = 'READ' | 'WRITE';

function transactionOn(transaction: DriverTransaction, texts: LoadedCypher['statements']): Transaction {
  return {
    run: async (name, params) => {
      const { records } = await step(name, transaction.run(texts[name], STATEMENTS[name].params.parse(params)));
      return parseRows(
        name,
        records.map((record) => record.toObject()),
      );
    },
  };
}

/** The server that accepts a connection and then says nothing is lost too. */
async function begin(session: Session, mode: Mode, patienceMs: number): Promise<DriverTransaction> {
  const started = new AbortController();
  const silence = sleep(patienceMs, undefined, { signal: started.signal }).then(() => {
    throw new DatabaseFailure('begin', 'NoAnswer', 'lost');
  });
  try {
    const transaction = session.beginTransaction({ timeout: mode === 'READ' ? READ_TIMEOUT_MS : WRITE_TIMEOUT_MS });
    return await Promise.race([step('begin', transaction), silence]);
  } finally {
    silence.catch(() => undefined);
    started.abort();
  }
}

async function once<T>(session: Session, mode: Mode, patienceMs: number, fn: (tx: DriverTransaction) => Promise<T>) {
  try {
    const transaction = await begin(session, mode, patienceMs);
    try {
      const value = await fn(transaction);
      await step('commit', transaction.commit());
      return value;
    } catch (error) {
      // A transaction that failed on the server is closed there already: the first error is the one to tell.
      if (transaction.isOpen()) await transaction.rollback().catch(() => undefined);
      throw error;
    }
  } finally {
    // Not awaited: on a server that fell silent it would wait for an answer.
    session.close().catch(() => undefined);
  }
}

/**
 * How long to wait before the work is done again, in ms; null when its failure is the last word. Of two writers that
 * add the same row the second finds it when it comes again: if it does not, the row itself is at fault.
 */
function waitsFor(error: unknown, attempt: number, elapsedMs: number, timeoutMs: number): number | null {
  if (!(error instanceof DatabaseFailure)) return null;
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
  switch (error.trouble) {
    case 'lost':
      return elapsedMs + wait <= timeoutMs / 2 ? wait : null;
    case 'transient':
      return elapsedMs + wait <= TRANSIENT_MS ? wait : null;
    case 'raced':
      return attempt < RACES ? wait : null;
    case 'large':
      return attempt < 1 ? LONGEST_WAIT_MS : null;
    default:
      return null;
  }
}

function told(error: unknown, address: string): unknown {
  if (!(error instanceof DatabaseFailure)) return error;
  const unavailable = (what: string) =>
    new RedressError(failure('SERVICE_UNAVAILABLE', `the Neo4j server at ${address} ${what}`, {}, error));
  switch (error.trouble) {
    case 'lost':
      return unavailable(`does not answer (${error.code})`);
    case 'refused':
      return unavailable(`refuses the user or the password (${error.code})`);
    case 'transient':
      return unavailable(`could not finish the work beside that of others (${error.code})`);
    case 'large':
      return new RedressError(
        failure(
          'SERVER_MEMORY',
          `the Neo4j server at ${address} has too little memory for ${error.what} (${error.code})`,
          {},
          error,
        ),
      );
    case 'raced':
    case 'bug':
      return error;
  }
}

/**
 * Connects to a server. Nothing is sent until the first read or write. Each call names the database; reads go in READ
 * mode; what fails for a passing reason is done again: up to 30 s after a deadlock, and for half of `timeoutMs` while
 * the server is away, so that whoever waits is told within `timeoutMs`.
 */
export function connect(connection: Connection, texts: LoadedCypher['statements']): Database {
  const { uri, user, password, database, timeoutMs } = connection;
  const patienceMs = Math.ceil(timeoutMs * 0.4);
  const bolt: Driver = driver(uri, auth.basic(user, password), {
    disableLosslessIntegers: true,
    telemetryDisabled: true,
    connectionTimeout: patienceMs,
    connectionAcquisitionTimeout: timeoutMs,
    maxConnectionPoolSize: 50,
    fetchSize: FETCH_SIZE,
  });
  const rng = createRng(secretHex(8));

  async function repeated<T>(mode: Mode, fn: (tx: DriverTransaction) => Promise<T>): Promise<T> {
    const watch = stopwatch();
    for (let attempt = 0; ; attempt++) {
      try {
        return await once(bolt.session({ database, defaultAccessMode: mode }), mode, patienceMs, fn);
      } catch (error) {
        const wait = waitsFor(error, attempt, watch.elapsedSeconds() * 1000, timeoutMs);
        if (wait === null) throw told(error, new URL(uri).host);
        await sleep(wait * (0.5 + rng.next() / 2));
      }
    }
  }

  return {
    read: (name, params) => repeated('READ', (tx) => transactionOn(tx, texts).run(name, params)),
    transaction: (fn) => repeated('WRITE', (tx) => fn(transactionOn(tx, texts))),
    migrate: (text) => repeated('WRITE', async (tx) => void (await step('a migration', tx.run(text)))),
    close: () => bolt.close(),
  };
}
