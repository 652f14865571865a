import { asSha256, sha256Hex, unwrap } from '../../../src/core/index.ts';
import type { Account, Fact, FormatId, QuarantineRow, SourceRecord } from '../../../src/facts/index.ts';
import { type Chunk, readChunk, resolveSourceClass, splitSource, type TableMap } from '../../../src/sources/index.ts';
import { inChunks, places, type ReadResult } from './reading.ts';

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

type Content = { readonly format: FormatId; readonly bytes: Uint8Array; readonly map?: TableMap };

/** The parts of some content; bytes arrive `arriving` at a time. */
export async function partsOf(content: Content, chunkBytes: number, arriving = 64 * 1024): Promise<Chunk[]> {
  const { format, bytes, map } = content;
  const open = inChunks(bytes, arriving);
  const given = map === undefined ? {} : { map };
  return collect(splitSource({ open, byteLength: bytes.length, format, chunkBytes, ...given }));
}

/** Reads one part as a worker does, with nothing but the part and the bytes. */
export async function readPart({ format, bytes, map }: Content, chunk: Chunk, arriving = 64 * 1024) {
  const input = {
    byteLength: bytes.length,
    fileName: 'test-file',
    sha256: asSha256(sha256Hex(bytes)),
    format,
    sourceClass: unwrap(resolveSourceClass(format, format === 'table' ? 'PROCESS_OBTAINED' : null)),
    compartment: 'local',
    places,
    ...(map === undefined ? {} : { map }),
  };
  return collect(readChunk(input, chunk, (start, end) => inChunks(bytes.subarray(start, end), arriving)()));
}

/**
 * Reads all parts, the last first, and joins what they say in the order of the file. The first fault in that order is
 * thrown, whichever part was read first.
 */
export async function readInParts(content: Content, chunkBytes: number, arriving = 64 * 1024): Promise<ReadResult> {
  const chunks = await partsOf(content, chunkBytes, arriving);
  const outcomes = await Promise.allSettled(chunks.toReversed().map((chunk) => readPart(content, chunk, arriving)));
  const read = outcomes.toReversed().map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
  const blocks = read.flat();
  const counts = { rowsRead: 0, records: 0, quarantined: 0 };
  for (const part of read) {
    const last = part.at(-1)?.counts;
    counts.rowsRead += last?.rowsRead ?? 0;
    counts.records += last?.records ?? 0;
    counts.quarantined += last?.quarantined ?? 0;
  }
  const records: SourceRecord[] = blocks.flatMap((block) => block.records);
  const quarantine: QuarantineRow[] = blocks.flatMap((block) => block.quarantine);
  return { records, facts: blocks.flatMap((block) => block.facts), quarantine, counts, blocks: blocks.length };
}

const statement = ({ record, ...said }: Account): string => JSON.stringify(said);

/**
 * What a store keeps of facts: of equal statements about an account the one with the smallest record id (store/port,
 * factsOf), every other fact as it is.
 */
export function asStored(facts: readonly Fact[]): { readonly accounts: Account[]; readonly others: Fact[] } {
  const smallest = new Map<string, Account>();
  for (const fact of facts) {
    if (fact.kind !== 'account') continue;
    const before = smallest.get(statement(fact));
    if (before === undefined || fact.record < before.record) smallest.set(statement(fact), fact);
  }
  const accounts = [...smallest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, fact]) => fact);
  return { accounts, others: facts.filter((fact) => fact.kind !== 'account') };
}
