import { join } from 'node:path';
import { loadReference } from '../../reference/load.ts';
import { placeLookup } from '../../src/app/place-lookup.ts';
import { unwrap } from '../../src/core/index.ts';
import type { Source } from '../../src/facts/index.ts';
import { type Block, openRegularFile, readSource } from '../../src/sources/index.ts';
import { writeTransfersCsv } from '../ingest/transfers-csv.ts';

/** The rows of a generated transfers CSV as the reader gives them, and the Source that they are of. */
export async function readTransfers(
  folder: string,
  rows: number,
  seed: string,
): Promise<{ readonly source: Source; readonly blocks: readonly Block[] }> {
  const path = join(folder, `${seed}.csv`);
  await writeTransfersCsv(path, rows, seed);
  const { sha256, byteLength, fileName, open } = unwrap(await openRegularFile(path));
  const named = { format: 'redress-transfers', sourceClass: 'PROCESS_OBTAINED', compartment: 'bench' } as const;
  const places = placeLookup(loadReference());
  const blocks: Block[] = [];
  for await (const block of readSource({ open, byteLength, fileName, sha256, places, ...named })) blocks.push(block);
  const source: Source = {
    sha256,
    fileName,
    byteLength,
    ...named,
    custodian: null,
    receivedAt: null,
    status: 'receiving',
    rowsRead: 0,
    recordsStored: 0,
    quarantined: 0,
    reason: null,
  };
  return { source, blocks };
}
