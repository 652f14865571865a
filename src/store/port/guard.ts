import { canonicalJson, type ErrorCode, failure, type Json, RedressError, sha256Hex } from '../../core/index.ts';
import { encodeFact, type Fact, type Source, type SourceClass } from '../../facts/index.ts';
import type { AuditEvent, SequencedEvent } from './audit-event.ts';
import type { Batch, Page, RunRows } from './rows.ts';

/**
 * The rules that make every store give the same bytes (architecture 5). Each adapter passes what it is given through
 * here before it writes, so no store keeps what another could not.
 */
const ID = /^[\x21-\x7e]{1,80}$/;
const MAX_KEY_BYTES = 2_000;
export const MAX_BLOCK = 1_000;

function refuse(code: ErrorCode, what: string): never {
  throw new RedressError(failure(code, what));
}

/** Ids are 1 to 80 bytes of printable ASCII, so that every store sorts them alike. */
export function checkId(id: string, what: string): void {
  if (!ID.test(id)) refuse('BAD_INPUT', `${what} "${id.slice(0, 90)}" is not 1 to 80 bytes of ASCII without blanks`);
}

/** Integers stay within 2^53 - 1, which every store and JSON keep exactly. */
export function checkInteger(value: number, what: string): void {
  if (!Number.isSafeInteger(value)) refuse('BAD_INPUT', `${what} ${value} is not an integer within 2^53 - 1`);
}

function checkText(text: string, what: string): void {
  if (!text.isWellFormed()) refuse('BAD_TEXT', `${what} holds a lone surrogate`);
  if (text.includes('\u0000')) refuse('BAD_TEXT', `${what} holds U+0000`);
}

function checkValue(value: unknown, what: string): void {
  if (typeof value === 'string') checkText(value, what);
  else if (typeof value === 'number' && !Number.isFinite(value)) refuse('BAD_INPUT', `${what} holds ${value}`);
  else if (typeof value === 'number' && Number.isInteger(value)) checkInteger(value, what);
  else if (Array.isArray(value)) for (const item of value) checkValue(item, what);
  else if (typeof value === 'object' && value !== null)
    for (const [key, item] of Object.entries(value)) {
      checkText(key, what);
      checkValue(item, what);
    }
}

/** What in a canonical text may hide U+0000 or an integer past 2^53 - 1; only then is the value itself looked through. */
const SUSPECT = /\\u0000|[[:,]-?\d{16}|\de\+/;

function storedText(value: unknown, encode: () => string, what: string): string {
  let text: string;
  try {
    text = encode();
  } catch (error) {
    checkValue(value, what);
    throw error;
  }
  if (SUSPECT.test(text)) checkValue(value, what);
  return text;
}

/** The canonical text under which a value is stored. Errors: BAD_TEXT, BAD_INPUT. */
export function storedJson(value: Json | object, what: string): string {
  return storedText(value, () => canonicalJson(value as Json), what);
}

/** The canonical text of a fact. Errors: BAD_TEXT, BAD_INPUT. */
export function storedFact(fact: Fact): string {
  return storedText(fact, () => encodeFact(fact), `${fact.kind} ${fact.id}`);
}

/** A search key as it is indexed: itself, or its SHA-256 when it is longer than an index takes. */
export function indexKey(key: string): string {
  checkText(key, 'a search key');
  return Buffer.byteLength(key) > MAX_KEY_BYTES ? sha256Hex(key) : key;
}

/** A batch is whole: its records are of its Source, and its facts and refused rows belong to it. */
export function checkBatch(batch: Batch, source: Source): void {
  if (source.status !== 'receiving')
    refuse('CONFLICT', `source ${source.sha256} is ${source.status} and takes no more rows`);
  const records = new Set<string>();
  for (const record of batch.records) {
    checkId(record.id, 'record id');
    checkInteger(record.ordinal, `ordinal of ${record.id}`);
    const isOfSource =
      record.source === source.sha256 &&
      record.sourceClass === source.sourceClass &&
      record.compartment === source.compartment;
    if (!isOfSource) refuse('BAD_INPUT', `record ${record.id} differs from its source in sha, class or compartment`);
    records.add(record.id);
  }
  for (const fact of batch.facts) {
    checkId(fact.id, `${fact.kind} id`);
    if (!records.has(fact.record)) refuse('BAD_INPUT', `${fact.kind} ${fact.id} comes without its record`);
  }
  for (const row of batch.quarantine) {
    checkInteger(row.ordinal, 'ordinal of a refused row');
    if (row.source !== source.sha256) refuse('BAD_INPUT', `refused row ${row.ordinal} is of another source`);
  }
}

/** A Source is sealed only when every row read is stored or refused, and as many are there as it says. */
export function checkCounts(source: Source, stored: { readonly records: number; readonly quarantined: number }): void {
  const { rowsRead, recordsStored, quarantined } = source;
  const agrees =
    rowsRead === recordsStored + quarantined && recordsStored === stored.records && quarantined === stored.quarantined;
  if (!agrees)
    refuse(
      'CONFLICT',
      `source ${source.sha256} states ${rowsRead} rows, ${recordsStored} stored, ${quarantined} refused; ` +
        `${stored.records} and ${stored.quarantined} are there`,
    );
}

/** A decision rests on what its author could see: on nothing at all it cannot rest. */
export function checkClasses(classes: readonly SourceClass[], what: string): void {
  if (classes.every((item) => item === 'DERIVED')) refuse('BAD_INPUT', `${what} states no class that it rests on`);
}

export function checkRun(run: RunRows): void {
  checkId(run.run, 'run id');
  for (const row of run.rows) {
    checkId(row.kind, 'result kind');
    checkId(row.id, 'result id');
    checkInteger(row.rank, `rank of ${row.id}`);
  }
  for (const { id } of run.keys) checkId(id, 'id of a search key');
}

export function checkEvent(event: AuditEvent): void {
  checkId(event.id, 'audit event id');
  checkInteger(event.atMicros, 'time of an audit event');
}

/** The chain must give each waiting event the next place, and leave the events as they are. */
export function checkChain(
  head: SequencedEvent | null,
  waiting: readonly AuditEvent[],
  placed: readonly SequencedEvent[],
): void {
  const first = head === null ? 0 : head.seq + 1;
  const inOrder =
    placed.length === waiting.length &&
    placed.every(({ seq, event }, index) => seq === first + index && event.id === waiting[index]?.id);
  if (!inOrder) throw new Error('the audit chain does not follow the waiting events');
  for (const { seq, leafHash, previousHash } of placed) {
    checkInteger(seq, 'place of an audit event');
    for (const hash of [leafHash, previousHash]) checkId(hash, 'hash of an audit event');
  }
}

/** `after` is an id; a page holds at least one item. */
export function checkPage(page: Page): void {
  if (!Number.isSafeInteger(page.limit) || page.limit < 1)
    refuse('BAD_INPUT', `a page of ${page.limit} items is not possible`);
}

/** Neighbours of one id come in one block. */
export function checkNeighbourLimit(limit: number): void {
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > MAX_BLOCK)
    refuse('BAD_INPUT', `the limit of neighbours is 1 to ${MAX_BLOCK}, not ${limit}`);
}
