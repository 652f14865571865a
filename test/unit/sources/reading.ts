import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asSha256, type Failure, RedressError, sha256Hex } from '../../../src/core/index.ts';
import type { Fact, FactKind, FactOf, FormatId, QuarantineRow, SourceRecord } from '../../../src/facts/index.ts';
import {
  type OpenBytes,
  type PlaceLookup,
  type ReadCounts,
  readSource,
  resolveSourceClass,
  type TableMap,
} from '../../../src/sources/index.ts';

export type ReadResult = {
  readonly records: SourceRecord[];
  readonly facts: Fact[];
  readonly quarantine: QuarantineRow[];
  readonly counts: ReadCounts;
  readonly blocks: number;
};

/** Chicago is in its zone; no other place is known. */
export const places: PlaceLookup = (text) => ({
  text,
  state: text === 'Chicago, IL' ? 'IL' : null,
  city: text === 'Chicago, IL' ? 'Chicago' : null,
  countyFips: text === 'Chicago, IL' ? '17031' : null,
  zone: text === 'Chicago, IL' ? 'America/Chicago' : null,
  lat: null,
  lon: null,
});

export function inChunks(bytes: Uint8Array, size: number): OpenBytes {
  return async function* chunks() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  };
}

type Options = { readonly chunk?: number; readonly map?: TableMap; readonly open?: OpenBytes };

/** Reads content as a file of that format and joins its blocks. */
export async function readAll(
  format: FormatId,
  content: string | Uint8Array,
  options: Options = {},
): Promise<ReadResult> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const wanted = format === 'table' ? 'PROCESS_OBTAINED' : null;
  const sourceClass = resolveSourceClass(format, wanted);
  if (!sourceClass.ok) throw new RedressError(sourceClass.error);
  const blocks = readSource({
    open: options.open ?? inChunks(bytes, options.chunk ?? 64 * 1024),
    byteLength: bytes.length,
    fileName: 'test-file',
    sha256: asSha256(sha256Hex(bytes)),
    format,
    sourceClass: sourceClass.value,
    compartment: 'local',
    places,
    ...(options.map === undefined ? {} : { map: options.map }),
  });
  const result = { records: [] as SourceRecord[], facts: [] as Fact[], quarantine: [] as QuarantineRow[] };
  let counts: ReadCounts = { rowsRead: 0, records: 0, quarantined: 0 };
  let count = 0;
  for await (const block of blocks) {
    result.records.push(...block.records);
    result.facts.push(...block.facts);
    result.quarantine.push(...block.quarantine);
    counts = block.counts;
    count++;
  }
  return { ...result, counts, blocks: count };
}

export function factsOf<K extends FactKind>(result: Pick<ReadResult, 'facts'>, kind: K): FactOf<K>[] {
  return result.facts.filter((fact): fact is FactOf<K> => fact.kind === kind);
}

/** The failure with which a whole file is rejected. */
export async function rejection(reading: Promise<unknown>): Promise<Failure> {
  try {
    await reading;
  } catch (error) {
    if (error instanceof RedressError) return error.failure;
    throw error;
  }
  throw new Error('the file was not rejected');
}

export function fixture(format: string, name: string): Buffer {
  return readFileSync(join(import.meta.dirname, '..', '..', '..', 'fixtures', 'formats', format, name));
}
