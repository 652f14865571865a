import type { Chunk } from '../../sources/index.ts';
import type { OperationContext } from '../context.ts';
import { addCounts, countFacts, NO_ROWS, type RowCounts } from './ingested-file.ts';
import { blocksOf, type SourceReading } from './reading.ts';

/**
 * Reads parts of a receiving Source and stores their rows, a block at a time. Rows stored before are not stored twice,
 * so a part whose worker died is simply done again. Throws RedressError when the file is to be rejected, and CONFLICT
 * when the Source is no longer receiving.
 */
export async function storeRows(
  context: OperationContext,
  reading: SourceReading,
  chunks: AsyncIterable<Chunk> | Iterable<Chunk>,
): Promise<RowCounts> {
  const { sha256, fileName } = reading.source;
  let counts = NO_ROWS;
  // One write is in flight while the next block is read: the store inserts while this one parses.
  let writing: Promise<void> = Promise.resolve();
  for await (const { from, block } of blocksOf(context, reading, chunks)) {
    await writing;
    const { records, facts, quarantine } = block;
    writing = context.write(sha256, { act: 'batch', from }, (writer) =>
      writer.writeBatch({ source: sha256, records, facts, quarantine }),
    );
    // A write that fails while the next block is read is met at the next await; until then it must not be unhandled.
    writing.catch(() => undefined);
    const [recordsStored, quarantined] = [records.length, quarantine.length];
    counts = addCounts(counts, { recordsStored, quarantined, facts: countFacts(facts) });
    context.progress({ stage: `reading ${fileName}`, done: from + recordsStored + quarantined, total: null });
  }
  await writing;
  return counts;
}
