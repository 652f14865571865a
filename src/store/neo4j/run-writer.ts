import { setImmediate as nextTurn } from 'node:timers/promises';
import { failure, type Json, RedressError } from '../../core/index.ts';
import { blocksOfRun, checkRun, classesOfRun, hashOfRun, indexKey, type RunRows, storedJson } from '../port/index.ts';
import { blocksOf } from './batch-writer.ts';
import { drawNumber } from './commitment.ts';
import type { Database, Transaction } from './database.ts';
import { keysUnder, orderedInteger, orderedKey, searchPart } from './order-keys.ts';
import type { Rows } from './statements.ts';

/** The hash of a Run whose rows are being removed: no Run has it. */
const CLEARING = '';
const DROPPED_AT_ONCE = 5_000;

type Head = Rows<'run-by-id'>[number];
type Stale = Pick<Head, 'hash' | 'session'>;

/** A stretch of a Run, by how much of the Run is written before and after it. */
type Part = {
  readonly from: number;
  readonly to: number;
  readonly add: (transaction: Transaction, done: number) => Promise<void>;
};

const conflict = (id: string, what: string) => new RedressError(failure('CONFLICT', `run ${id} ${what}`, { run: id }));

async function addRows(transaction: Transaction, run: string, rows: RunRows['rows']): Promise<void> {
  await transaction.run('result-add', {
    run,
    rows: rows.map(({ kind, id, rank, classes, json }) => ({
      key: orderedKey(run, kind, orderedInteger(rank), id),
      kind,
      id,
      rank,
      classes: [...classes],
      json: storedJson(JSON.parse(json) as Json, `result ${id}`),
    })),
  });
}

async function addKeys(transaction: Transaction, run: string, keys: RunRows['keys']): Promise<void> {
  await transaction.run('key-add', {
    rows: keys.map(({ key, kind, id }) => {
      return { place: orderedKey(run, searchPart(key), id, kind), key: indexKey(key), id, kind };
    }),
  });
}

/** A Run is whole when its rows are written, and then its keys, which all count as one more. */
const wholeAt = ({ rows }: RunRows) => rows.length + 1;

/** Keys have no order of their own to go on from: they are all given again, and one that is there stays. */
function* partsOf(run: RunRows): Generator<Part> {
  const { run: id, keys } = run;
  let from = 0;
  for (const rows of blocksOfRun(run.rows)) {
    yield { from, to: from + rows.length, add: (transaction, done) => addRows(transaction, id, rows.slice(done)) };
    from += rows.length;
  }
  for (const block of blocksOf(keys)) yield { from, to: from, add: (transaction) => addKeys(transaction, id, block) };
  yield { from, to: wholeAt(run), add: async () => undefined };
}

const isThere = ({ from, to }: Part, written: number) => written >= to && written !== from;

/**
 * Removes what is there of a Run that was never finished, some at a time. It ends where somebody else has finished the
 * Run or begun it anew.
 */
export async function clearRun(database: Database, id: string, stale: Stale): Promise<void> {
  const some = { ...keysUnder(id), limit: DROPPED_AT_ONCE };
  const isStale = ({ hash, saved, session }: Head) =>
    saved === null && (hash === CLEARING || (hash === stale.hash && session === stale.session));
  const clearSome = async (transaction: Transaction) => {
    const [head] = await transaction.run('run-lock', { id });
    if (head === undefined || !isStale(head)) return false;
    await transaction.run('run-progress', { id, hash: CLEARING, written: 0, session: stale.session });
    const [results] = await transaction.run('result-drop', some);
    const [keys] = await transaction.run('key-drop', some);
    if ((results?.dropped ?? 0) + (keys?.dropped ?? 0) > 0) return true;
    await transaction.run('run-drop', { id });
    return false;
  };
  while (await database.transaction(clearSome));
}

/** Who writes a Run outside the transaction that shows it. */
export type RunWriting = { readonly database: Database; readonly session: string | null };

/** Writes what is not there yet of a Run that no view shows, whoever wrote the rest. */
async function layDown({ database, session }: RunWriting, run: RunRows, hash: string): Promise<void> {
  const { run: id, head } = run;
  const opened = { id, hash, classes: classesOfRun(run), json: storedJson(head, `head of run ${id}`), session };
  const [found] = await database.read('run-by-id', { id });
  if (found?.saved === null && found.hash !== hash) await clearRun(database, id, found);
  const write = (part: Part) =>
    database.transaction(async (transaction) => {
      const [now] = await transaction.run('run-claim', opened);
      if (now === undefined || now.hash !== hash) throw conflict(id, 'is being stored with other results');
      const written = now.written ?? 0;
      if (now.saved !== null || isThere(part, written)) return;
      if (written < part.from) throw conflict(id, 'was begun anew by another process');
      await part.add(transaction, written - part.from);
      await transaction.run('run-progress', { id, hash, written: Math.max(written, part.to), session });
    });
  const before = found?.hash === hash ? (found.written ?? 0) : 0;
  for (const part of partsOf(run)) {
    if (isThere(part, before)) continue;
    await write(part);
    await nextTurn();
  }
}

/**
 * Keeps a Run as the newest. A Run may hold more than a server has memory for in one transaction, so it is written in
 * parts, each a transaction of its own, under a head that no view shows; `transaction` then shows it with its event
 * (ADR 12). A part that is there is passed over, so work that was cut short goes on where it was.
 */
export async function saveRun(transaction: Transaction, writing: RunWriting, run: RunRows): Promise<void> {
  checkRun(run);
  const { run: id } = run;
  const hash = await hashOfRun(run);
  const [found] = await transaction.run('run-by-id', { id });
  const isNew = found === undefined || found.saved === null;
  if (isNew) await layDown(writing, run, hash);
  await drawNumber(transaction);
  const [newest] = await transaction.run('run-newest', {});
  await transaction.run('run-renew', { id, saved: (newest?.saved ?? 0) + 1 });
  const [kept] = await transaction.run('run-by-id', { id });
  if (kept?.hash !== hash) throw conflict(id, 'is stored with other results');
  if (isNew && kept.written !== wholeAt(run)) throw conflict(id, 'was begun anew by another process');
}
