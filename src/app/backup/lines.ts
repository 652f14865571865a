import { canonicalJson, failure, groupBy, type Json, type RecordId, RedressError } from '../../core/index.ts';
import { decodeFact, encodeFact, type Fact, type SourceRecord } from '../../facts/index.ts';
import type { KeyRow, ResultRow } from '../../store/port/index.ts';

/** One line of a backup, read. Whatever cannot be read was signed and is still no line of ours: VERIFY_FAILED (thrown). */
export function fromLine<T>(file: string, line: string, read: (line: string) => T): T {
  try {
    return read(line);
  } catch (cause) {
    throw new RedressError(failure('VERIFY_FAILED', 'a line is not what a backup writes', { file }, cause));
  }
}

/** A line of records/SHA.ndjson: a record with the facts that the store shows for it. */
export function recordLine(record: SourceRecord, facts: readonly Fact[]): string {
  return `{"facts":[${facts.map(encodeFact).join(',')}],"record":${canonicalJson(record as Json)}}`;
}

export function readRecordLine(line: string): { readonly record: SourceRecord; readonly facts: Fact[] } {
  const { record, facts } = JSON.parse(line) as { record: SourceRecord; facts: Json[] };
  return {
    record,
    facts: statedBy(
      record.id,
      facts.map((fact) => decodeFact(JSON.stringify(fact))),
    ),
  };
}

/**
 * The facts as the record stated them, so that a store that takes them in shows again what the first one showed. An
 * account or asset of several records is kept under the smallest of them, and shown for a record once for every time that
 * the record states it and every distinct statement there is; written under a later record it changes nothing.
 */
export function statedBy(record: RecordId, shown: readonly Fact[]): Fact[] {
  return [...groupBy(shown, (fact) => `${fact.kind} ${fact.id}`).values()].flatMap((group) => {
    const statements = [...groupBy(group, encodeFact).values()].flatMap(([first]) => first ?? []);
    const own = statements.filter((fact) => fact.record === record);
    const [repeated] = [...statements.filter((fact) => fact.record < record), ...own];
    if (repeated === undefined) throw new Error(`record ${record} shows ${group[0]?.id}, which only later ones state`);
    const times = group.length / statements.length;
    const again: Fact = { ...repeated, record };
    return [...own, ...Array.from({ length: Math.max(0, times - own.length) }, () => again)];
  });
}

/** Lines of runs/RUN.ndjson after the first, which is the head of the Run: a result, or a key that leads to one. */
export function resultLine({ kind, id, rank, classes, json }: ResultRow): string {
  const [statedKind, statedId, stated] = [kind, id, classes].map((value) => canonicalJson(value));
  return `{"classes":${stated},"id":${statedId},"json":${json},"kind":${statedKind},"rank":${rank}}`;
}

export function keyLine({ key, kind, id }: KeyRow): string {
  return canonicalJson({ key, kind, id });
}

export function readRunLine(line: string): ResultRow | KeyRow {
  const row = JSON.parse(line) as KeyRow | (Omit<ResultRow, 'json'> & { json: Json });
  return 'key' in row ? row : { ...row, json: canonicalJson(row.json) };
}
