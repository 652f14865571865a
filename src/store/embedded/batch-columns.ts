import type { Fact, QuarantineRow, SourceRecord } from '../../facts/index.ts';
import { edgeOf, type Stated, storedFact, storedJson, variantOf } from '../port/index.ts';
import type { Value } from './protocol.ts';

/** Rows laid out by column: a few long lists cross to the database thread faster than many small objects. */
export type Columns = readonly (readonly Value[])[];

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
