import type { OperationContext } from '../context.ts';
import { attemptFile, discardFile, ROUNDS, sealFile } from './close-file.ts';
import type { IngestedFile, IngestOptions } from './ingested-file.ts';
import { chunksOf } from './reading.ts';
import { receiveFile } from './receive-file.ts';
import { storeRows } from './store-rows.ts';

/**
 * Takes in one file here and now: hash, keep the bytes, store its parts under a receiving Source one after another,
 * seal. A failure of the whole file removes its rows and keeps its reason. jobs/ingest-job.ts is the same way over many
 * workers.
 */
export async function ingestFile(
  context: OperationContext,
  path: string,
  options: IngestOptions,
): Promise<IngestedFile> {
  for (let round = 1; ; round++) {
    const received = await receiveFile(context, path, options);
    if (received.kind === 'answered') return received.file;
    const { reading } = received;
    const stored = await attemptFile(async () => {
      const counts = await storeRows(context, reading, chunksOf(context, reading));
      return sealFile(context, path, reading, counts);
    });
    if (stored.ok) return stored.value;
    if (stored.error.code !== 'CONFLICT' || round === ROUNDS) {
      return discardFile(context, path, reading, stored.error);
    }
  }
}
