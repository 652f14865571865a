import { failure, RedressError, sha256Hex } from '../../core/index.ts';
import type { Decision, Judgement, Source } from '../../facts/index.ts';
import {
  checkBatch,
  checkClasses,
  checkCounts,
  checkId,
  readSourceJson,
  type StoreWriter,
  storedJson,
} from '../port/index.ts';
import { addBatch, dropRows } from './batch-writer.ts';
import { drawNumber } from './commitment.ts';
import type { Transaction } from './database.ts';
import { type RunWriting, saveRun } from './run-writer.ts';

/** What a write needs to know: its transaction, and in which session the Sources are that it opens. */
type Writing = RunWriting & { readonly transaction: Transaction };

async function findSource(transaction: Transaction, sha: string): Promise<Source | null> {
  const [row] = await transaction.run('source-by-sha', { sha });
  return row === undefined ? null : readSourceJson(row.json);
}

async function knownSource(transaction: Transaction, sha: string): Promise<Source> {
  const found = await findSource(transaction, sha);
  if (found === null) throw new RedressError(failure('NOT_FOUND', `source ${sha} was never received`));
  return found;
}

async function setSource({ transaction, session }: Omit<Writing, 'database'>, source: Source): Promise<void> {
  const { sha256: sha, sourceClass, compartment, status } = source;
  await transaction.run('source-set', {
    sha,
    class: sourceClass,
    compartment,
    status,
    session: status === 'receiving' ? session : null,
    json: storedJson(source, `source ${sha}`),
  });
}

/** A Source that is being received already goes over to this session: whoever receives it last clears it away. */
async function receive(writing: Writing, source: Source): Promise<Source> {
  const { transaction, session } = writing;
  await drawNumber(transaction);
  const receiving: Source = { ...source, status: 'receiving', reason: null };
  const found = await findSource(transaction, source.sha256);
  if (found?.status === 'sealed') return found;
  if (found !== null) {
    const kept = found.status === 'receiving' ? found : receiving;
    await setSource(writing, kept);
    return kept;
  }
  const { sha256: sha, sourceClass, compartment, fileName, format } = receiving;
  const json = storedJson(receiving, `source ${sha}`);
  const state = { sha, class: sourceClass, compartment, file_name: fileName, format };
  await transaction.run('source-add', { ...state, session, json });
  return receiving;
}

async function seal(writing: Writing, source: Source): Promise<void> {
  const { transaction } = writing;
  await drawNumber(transaction);
  const stored = await knownSource(transaction, source.sha256);
  if (stored.status === 'sealed') return;
  const [counts] = await transaction.run('source-counts', { sha: source.sha256 });
  checkCounts(source, counts ?? { records: 0, quarantined: 0 });
  const { rowsRead, recordsStored, quarantined } = source;
  await setSource(writing, { ...stored, rowsRead, recordsStored, quarantined, status: 'sealed', reason: null });
}

/** Removes the rows of a receiving Source and keeps why; a sealed one is never discarded. */
export async function discardSource(transaction: Transaction, sha: string, reason: string): Promise<void> {
  await drawNumber(transaction);
  const source = await knownSource(transaction, sha);
  if (source.status === 'sealed')
    throw new RedressError(failure('CONFLICT', `source ${sha} is sealed and cannot be discarded`));
  await dropRows(transaction, sha);
  const empty = { rowsRead: 0, recordsStored: 0, quarantined: 0 };
  await setSource({ transaction, session: null }, { ...source, ...empty, status: 'rejected', reason });
}

async function judge(transaction: Transaction, judgement: Judgement): Promise<void> {
  const { id, left, right, verdict, classes } = judgement;
  checkClasses(classes, `judgement ${id}`);
  for (const item of [id, left, right]) checkId(item, 'id of a judgement');
  const json = storedJson(judgement, `judgement ${id}`);
  const no = await drawNumber(transaction);
  const shown = { left, right, verdict, classes: [...classes] };
  await transaction.run('judgement-add', { hash: sha256Hex(json), no, ...shown, json });
}

async function decide(transaction: Transaction, decision: Decision): Promise<void> {
  const party = decision.kind === 'person-state' ? decision.party : null;
  const object = party ?? (decision.kind === 'lead-transition' ? decision.lead : '');
  checkId(object, 'object of a decision');
  checkClasses(decision.classes, `decision about ${object}`);
  const json = storedJson(decision, `decision about ${object}`);
  const no = await drawNumber(transaction);
  await transaction.run('decision-add', { hash: sha256Hex(json), no, party, classes: [...decision.classes], json });
}

/**
 * Rows are written before the lock of commitment is taken, so that writers work side by side. `settle` looks again once
 * it is held: a Source that was sealed, or discarded and received anew, in the meantime takes none of them.
 */
export function openWriter(
  transaction: Transaction,
  within: RunWriting,
): { readonly writer: StoreWriter; readonly settle: () => Promise<void> } {
  const writing: Writing = { transaction, ...within };
  const written = new Map<string, Source>();
  const writer: StoreWriter = {
    receive: (source) => receive(writing, source),
    writeBatch: async (batch) => {
      const source = await knownSource(transaction, batch.source);
      checkBatch(batch, source);
      await addBatch(transaction, batch);
      written.set(batch.source, source);
    },
    seal: async (source) => {
      await seal(writing, source);
      written.delete(source.sha256);
    },
    discard: async (sha, reason) => {
      await discardSource(transaction, sha, reason);
      written.delete(sha);
    },
    judge: (judgement) => judge(transaction, judgement),
    saveRun: (run) => saveRun(transaction, within, run),
    decide: (decision) => decide(transaction, decision),
  };
  const settle = async () => {
    for (const [sha, source] of written) {
      const now = await knownSource(transaction, sha);
      if (storedJson(now, sha) !== storedJson(source, sha))
        throw new RedressError(failure('CONFLICT', `source ${sha} is ${now.status} and takes no more rows`));
    }
  };
  return { writer, settle };
}
