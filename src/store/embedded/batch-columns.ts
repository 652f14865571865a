import { sha256Hex } from '../../core/index.ts';
import type { Fact, QuarantineRow, SourceRecord } from '../../facts/index.ts';
import { type Batch, edgeOf, storedFact, storedJson } from '../port/index.ts';
import type { Value } from './protocol.ts';

/** Rows laid out by column: a few long lists cross to the database thread faster than many small objects. */
export type Columns = readonly (readonly Value[])[];

/** Hex digits of a hash that fit a safe integer. */
const VARIANT_DIGITS = 13;

/**
 * Accounts and assets have ids of their own, which several records of a Source may state. Each distinct statement is
 * kept: the variant is a hash of it without its record. Every other id is made from its record, so it has one.
 */
function variantOf(fact: Fact, json: string): number {
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

/** record-add: id, source, facts, json. */
export function recordColumns(records: readonly SourceRecord[], stated: Stated, source: number): Columns {
  return [
    records.map((record) => record.id),
    records.map(() => source),
    records.map((record) => JSON.stringify(stated.get(record.id) ?? [])),
    records.map((record) => storedJson(record, `record ${record.id}`)),
  ];
}

/** fact-add: kind, id, source, variant, record, edge_from, edge_to, json. */
export function factColumns(facts: readonly Fact[], source: number): Columns {
  const json = facts.map(storedFact);
  const edges = facts.map(edgeOf);
  return [
    facts.map((fact) => fact.kind),
    facts.map((fact) => fact.id),
    facts.map(() => source),
    facts.map((fact, index) => variantOf(fact, json[index] ?? '')),
    facts.map((fact) => fact.record),
    edges.map((edge) => edge?.from ?? null),
    edges.map((edge) => edge?.to ?? null),
    json,
  ];
}

/** quarantine-add: source, ordinal, json. */
export function quarantineColumns(rows: readonly QuarantineRow[], source: number): Columns {
  return [
    rows.map(() => source),
    rows.map((row) => row.ordinal),
    rows.map((row) => storedJson(row, `refused row ${row.ordinal}`)),
  ];
}
