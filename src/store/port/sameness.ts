import { canonicalJson, compareText, type Json, sha256Hex, sortedUnique } from '../../core/index.ts';
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

/**
 * What a Run holds, as one hash: the same Run made again must come out the same, in whatever order its rows are given. Its
 * keys follow from what it read and are not part of it.
 */
export function hashOfRun({ head, rows }: Pick<RunRows, 'head' | 'rows'>): string {
  const ordered = rows.map(({ kind, id, rank, json }) => [kind, id, rank, json] as const);
  ordered.sort((a, b) => compareText(a[0], b[0]) || compareText(a[1], b[1]));
  const parts: Json = [head, ordered];
  return sha256Hex(canonicalJson(parts));
}
