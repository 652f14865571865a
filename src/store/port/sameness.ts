import { setImmediate as nextTurn } from 'node:timers/promises';
import { canonicalJson, compareText, groupBy, sha256Hex, sha256Stream, sortedUnique } from '../../core/index.ts';
import type { Fact, SourceClass } from '../../facts/index.ts';
import type { Batch, RunRows } from './rows.ts';

/** Hex digits of a hash that fit a safe integer. */
const VARIANT_DIGITS = 13;

/**
 * Accounts and assets have ids of their own, which several records of a Source may state. Each distinct statement is
 * kept: the variant is a hash of it without its record. Every other id is made from its record, so it has one.
 */
export function variantOf(fact: Fact, json: string): number {
  if (fact.kind !== 'account' && fact.kind !== 'asset') return 0;
  return Number.parseInt(sha256Hex(json.replace(`"record":"${fact.record}"`, '')).slice(0, VARIANT_DIGITS), 16);
}

/** What each record of a batch states, as [kind, id] pairs. */
export type Stated = ReadonlyMap<string, readonly (readonly [string, string])[]>;

export function statedIn(batch: Batch): Stated {
  const stated = new Map<string, [string, string][]>(batch.records.map((record) => [record.id, []]));
  for (const fact of batch.facts) stated.get(fact.record)?.push([fact.kind, fact.id]);
  return stated;
}

/** The classes of a Run: those that its head states, and those of its results. */
export function classesOfRun({ head, rows }: RunRows): SourceClass[] {
  const stated = typeof head === 'object' && head !== null && 'classes' in head ? head.classes : [];
  const ofHead = Array.isArray(stated) ? (stated as SourceClass[]) : [];
  return sortedUnique([...ofHead, ...rows.flatMap((row) => row.classes)]);
}

/** Rows that are hashed or written in one go: some few milliseconds, after which others in this process have a turn. */
const ROWS_A_TURN = 1_000;

/** The results of a Run in blocks; order: kind, id, whatever the order in which they are given. */
export function* blocksOfRun(rows: RunRows['rows']): Generator<RunRows['rows']> {
  const byKind = groupBy(rows, (row) => row.kind);
  for (const kind of sortedUnique(byKind.keys())) {
    const ordered = (byKind.get(kind) ?? []).toSorted((a, b) => compareText(a.id, b.id));
    for (let at = 0; at < ordered.length; at += ROWS_A_TURN) yield ordered.slice(at, at + ROWS_A_TURN);
  }
}

/**
 * What a Run holds, as one hash: the same Run made again must come out the same, in whatever order its rows are given. Its
 * keys follow from what it read and are not part of it. It is the SHA-256 of `[head, rows]` in canonical JSON, taken a
 * block at a time, because a Run may hold a hundred thousand rows and the thread also answers requests.
 */
export async function hashOfRun({ head, rows }: Pick<RunRows, 'head' | 'rows'>): Promise<string> {
  const hash = sha256Stream();
  hash.update(`[${canonicalJson(head)},[`);
  let comma = '';
  for (const block of blocksOfRun(rows)) {
    for (const { kind, id, rank, json } of block) {
      hash.update(comma + canonicalJson([kind, id, rank, json]));
      comma = ',';
    }
    await nextTurn();
  }
  hash.update(']]');
  return hash.hex();
}
