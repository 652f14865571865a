import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { type HomeLock, takeHomeLock } from './home-lock.ts';
import { migrate } from './migrate.ts';
import type { Answer, Opening, Request, Row, ThreadData, ThreadFailure } from './protocol.ts';

/**
 * The one thread that touches the database. It knows no domain: it runs registered statements by name, reads on a
 * connection that never sees the open write transaction, and answers in the order of the requests.
 */
type Connection = { readonly database: DatabaseSync; readonly prepared: Map<string, StatementSync> };
type Open = { readonly lock: HomeLock; readonly writing: Connection; readonly reading: Connection };

const data = workerData as ThreadData;

function connect(script: string, readOnly: boolean): Connection {
  const database = new DatabaseSync(data.path, { readOnly, enableForeignKeyConstraints: true });
  database.exec(script);
  return { database, prepared: new Map() };
}

function open(): { readonly opening: Opening; readonly connections: Open | null } {
  const lock = takeHomeLock(data.path, data.pid, data.scripts.lock);
  if (!lock.held) return { opening: { kind: 'locked', holder: lock.holder }, connections: null };
  const writing = connect(data.scripts.write, false);
  const migrated = migrate(writing.database, data);
  if (migrated.kind === 'newer') {
    writing.database.close();
    lock.release();
    return { opening: { kind: 'newer', schemaVersion: migrated.schemaVersion }, connections: null };
  }
  const reading = connect(data.scripts.read, true);
  for (const { database } of [writing, reading]) database.enableDefensive(true);
  return {
    opening: { kind: 'open', schemaVersion: migrated.schemaVersion },
    connections: { lock, writing, reading },
  };
}

function prepare({ database, prepared }: Connection, name: string): StatementSync {
  const known = prepared.get(name);
  if (known !== undefined) return known;
  const sql = data.statements[name];
  if (sql === undefined) throw new TypeError(`statement ${name} is not registered`);
  const statement = database.prepare(sql);
  prepared.set(name, statement);
  return statement;
}

function insertAll(statement: StatementSync, columns: Extract<Request, { kind: 'bulk' }>['columns']): void {
  const count = columns[0]?.length ?? 0;
  const values = columns.map(() => null as string | number | null);
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < columns.length; column++) values[column] = columns[column]?.[row] ?? null;
    statement.run(...values);
  }
}

function close({ lock, writing, reading }: Open): void {
  reading.database.close();
  writing.database.close();
  lock.release();
}

function serve(connections: Open, request: Request): readonly Row[] {
  const { writing, reading } = connections;
  switch (request.kind) {
    case 'read': {
      const statement = prepare(reading, request.statement);
      return request.params.flatMap((params) => statement.all(params) as Row[]);
    }
    case 'write':
      return prepare(writing, request.statement).all(request.params) as Row[];
    case 'bulk':
      insertAll(prepare(writing, request.statement), request.columns);
      return [];
    case 'close':
      close(connections);
      return [];
    default:
      writing.database.exec(data.scripts[request.kind]);
      return [];
  }
}

function describeFailure(error: unknown): ThreadFailure {
  const message = error instanceof Error ? error.message : String(error);
  const sqlite = error instanceof Error && 'errcode' in error ? Number(error.errcode) : null;
  return { message, sqlite };
}

function answer(connections: Open, request: Request): Answer {
  try {
    return { number: request.number, ok: true, rows: serve(connections, request) };
  } catch (error) {
    return { number: request.number, ok: false, failure: describeFailure(error) };
  }
}

function start(port: NonNullable<typeof parentPort>): void {
  try {
    const { opening, connections } = open();
    port.postMessage(opening);
    if (connections === null) return;
    port.on('message', (request: Request) => {
      port.postMessage(answer(connections, request));
      if (request.kind === 'close') port.close();
    });
  } catch (error) {
    const opening: Opening = { kind: 'unusable', reason: describeFailure(error).message };
    port.postMessage(opening);
  }
}

if (parentPort !== null) start(parentPort);
