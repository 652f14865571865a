import { setImmediate as nextTurn } from 'node:timers/promises';
import { canonicalJson, failure, type Json, RedressError, sha256Hex } from '../../core/index.ts';
import type { Decision, Judgement, Source } from '../../facts/index.ts';
import {
  type Batch,
  checkBatch,
  checkClasses,
  checkCounts,
  checkId,
  checkRun,
  classesOfRun,
  hashOfRun,
  indexKey,
  MAX_BLOCK,
  type RunRows,
  readSourceJson,
  type StoreWriter,
  statedIn,
  storedJson,
} from '../port/index.ts';
import { factColumns, quarantineColumns, recordColumns } from './batch-columns.ts';
import type { Transaction } from './database.ts';

type StoredSource = { readonly no: number; readonly source: Source };

async function findSource(transaction: Transaction, sha: string): Promise<StoredSource | null> {
  const [row] = await transaction.run('source-by-sha', { sha });
  return row === undefined ? null : { no: row.no, source: readSourceJson(row.json) };
}

async function knownSource(transaction: Transaction, sha: string): Promise<StoredSource> {
  const found = await findSource(transaction, sha);
  if (found === null) throw new RedressError(failure('NOT_FOUND', `source ${sha} was never received`));
  return found;
}

async function setSource(transaction: Transaction, no: number, source: Source): Promise<void> {
  const json = storedJson(source, `source ${source.sha256}`);
  const { sourceClass, compartment, status } = source;
  await transaction.run('source-set', { no, class: sourceClass, compartment, status, json });
}

async function receive(transaction: Transaction, source: Source): Promise<Source> {
  const receiving: Source = { ...source, status: 'receiving', reason: null };
  const found = await findSource(transaction, source.sha256);
  if (found === null) {
    const json = storedJson(receiving, `source ${source.sha256}`);
    const { sha256: sha, sourceClass, compartment } = receiving;
    await transaction.run('source-add', { sha, class: sourceClass, compartment, json });
    return receiving;
  }
  if (found.source.status !== 'rejected') return found.source;
  await setSource(transaction, found.no, receiving);
  return receiving;
}

function* blocksOf<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < items.length; from += MAX_BLOCK) yield items.slice(from, from + MAX_BLOCK);
}

/**
 * Sends one insert after another without waiting, so that the next block is encoded here while the thread inserts the
 * last: half the time of taking turns. After each block others have a turn, as a Run has many. All answers are in when
 * it ends, also when encoding refuses a value midway.
 */
async function sendAll(inserts: Iterable<Promise<void>>): Promise<void> {
  const sent: Promise<void>[] = [];
  try {
    for (const insert of inserts) {
      // Its failure is met below; until then it must not be unhandled.
      insert.catch(() => undefined);
      sent.push(insert);
      await nextTurn();
    }
  } finally {
    await Promise.allSettled(sent);
  }
  await Promise.all(sent);
}

function* batchInserts(transaction: Transaction, batch: Batch, source: number): Generator<Promise<void>> {
  const stated = statedIn(batch);
  for (const records of blocksOf(batch.records))
    yield transaction.bulk('record-add', recordColumns(records, stated, source));
  for (const facts of blocksOf(batch.facts)) yield transaction.bulk('fact-add', factColumns(facts, source));
  for (const rows of blocksOf(batch.quarantine))
    yield transaction.bulk('quarantine-add', quarantineColumns(rows, source));
}

function* runInserts(transaction: Transaction, { rows, keys }: RunRows, run: number): Generator<Promise<void>> {
  for (const block of blocksOf(rows))
    yield transaction.bulk('result-add', [
      block.map(() => run),
      block.map((row) => row.kind),
      block.map((row) => row.rank),
      block.map((row) => row.id),
      block.map((row) => canonicalJson(row.classes)),
      block.map((row) => storedJson(JSON.parse(row.json) as Json, `result ${row.id}`)),
    ]);
  for (const block of blocksOf(keys))
    yield transaction.bulk('key-add', [
      block.map(() => run),
      block.map((row) => indexKey(row.key)),
      block.map((row) => row.id),
      block.map((row) => row.kind),
    ]);
}

async function seal(transaction: Transaction, source: Source): Promise<void> {
  const { no, source: stored } = await knownSource(transaction, source.sha256);
  if (stored.status === 'sealed') return;
  const [counts] = await transaction.run('source-counts', { source: no });
  checkCounts(source, counts ?? { records: 0, quarantined: 0 });
  const { rowsRead, recordsStored, quarantined } = source;
  await setSource(transaction, no, { ...stored, rowsRead, recordsStored, quarantined, status: 'sealed', reason: null });
}

/** Removes the rows of a receiving Source and keeps why; a sealed one is never discarded. */
export async function discardSource(transaction: Transaction, sha: string, reason: string): Promise<void> {
  const { no, source } = await knownSource(transaction, sha);
  if (source.status === 'sealed')
    throw new RedressError(failure('CONFLICT', `source ${sha} is sealed and cannot be discarded`));
  for (const statement of ['fact-drop', 'record-drop', 'quarantine-drop'] as const)
    await transaction.run(statement, { source: no });
  const empty = { rowsRead: 0, recordsStored: 0, quarantined: 0 };
  await setSource(transaction, no, { ...source, ...empty, status: 'rejected', reason });
}

async function judge(transaction: Transaction, judgement: Judgement): Promise<void> {
  checkClasses(judgement.classes, `judgement ${judgement.id}`);
  for (const id of [judgement.id, judgement.left, judgement.right]) checkId(id, 'id of a judgement');
  const json = storedJson(judgement, `judgement ${judgement.id}`);
  await transaction.run('judgement-add', {
    hash: sha256Hex(json),
    left_party: judgement.left,
    right_party: judgement.right,
    classes: canonicalJson(judgement.classes),
    json,
  });
}

async function decide(transaction: Transaction, decision: Decision): Promise<void> {
  const party = decision.kind === 'person-state' ? decision.party : null;
  const object = party ?? (decision.kind === 'lead-transition' ? decision.lead : '');
  checkId(object, 'object of a decision');
  checkClasses(decision.classes, `decision about ${object}`);
  const json = storedJson(decision, `decision about ${object}`);
  await transaction.run('decision-add', {
    hash: sha256Hex(json),
    party,
    classes: canonicalJson(decision.classes),
    json,
  });
}

async function saveRun(transaction: Transaction, run: RunRows): Promise<void> {
  checkRun(run);
  const hash = await hashOfRun(run);
  const [found] = await transaction.run('run-by-id', { id: run.run });
  if (found !== undefined) {
    if (found.hash !== hash)
      throw new RedressError(failure('CONFLICT', `run ${run.run} is stored with other results`, { run: run.run }));
    await transaction.run('run-renew', { no: found.no });
    return;
  }
  const [added] = await transaction.run('run-add', {
    id: run.run,
    hash,
    classes: canonicalJson(classesOfRun(run)),
    json: storedJson(run.head, `head of run ${run.run}`),
  });
  if (added === undefined) throw new Error('run-add answered no row');
  await sendAll(runInserts(transaction, run, added.no));
}

/** The writes of the port on one open transaction. */
export function writerOn(transaction: Transaction): StoreWriter {
  return {
    receive: (source) => receive(transaction, source),
    writeBatch: async (batch) => {
      const { no, source } = await knownSource(transaction, batch.source);
      checkBatch(batch, source);
      await sendAll(batchInserts(transaction, batch, no));
    },
    seal: (source) => seal(transaction, source),
    discard: (sha, reason) => discardSource(transaction, sha, reason),
    judge: (judgement) => judge(transaction, judgement),
    saveRun: (run) => saveRun(transaction, run),
    decide: (decision) => decide(transaction, decision),
  };
}
