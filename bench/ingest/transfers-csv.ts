import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { createRng } from '../../src/core/index.ts';

const HEADER =
  'transfer_id,posted_at,from_institution,from_account,from_name,to_institution,to_account,to_name,amount,currency,method,place,conductor,memo';
const BANKS = ['021000021', '011401533', '091000019', '121000358', '026009593'];
const METHODS = ['wire', 'ach', 'check', 'p2p', 'internal'];
const ROWS_AT_ONCE = 1000;

/** Writes a redress-transfers CSV of `rows` rows, the same for the same seed. */
export async function writeTransfersCsv(path: string, rows: number, seed: string): Promise<void> {
  const rng = createRng(seed);
  const pad = (n: number, width: number) => String(n).padStart(width, '0');
  const file = createWriteStream(path);
  file.write(`${HEADER}\n`);
  for (let start = 0; start < rows; start += ROWS_AT_ONCE) {
    const lines: string[] = [];
    for (let i = start; i < Math.min(rows, start + ROWS_AT_ONCE); i++) {
      const [from, to] = [rng.int(50_000), rng.int(50_000)];
      const date = `2024-${pad(1 + rng.int(12), 2)}-${pad(1 + rng.int(28), 2)}`;
      const amount = `${rng.int(9000) + 1}.${pad(rng.int(100), 2)}`;
      lines.push(
        `T${i},${date},${BANKS[from % 5]},${pad(from, 10)},Holder ${from},${BANKS[to % 5]},${pad(to, 10)},Holder ${to},${amount},USD,${METHODS[rng.int(5)]},,,invoice ${rng.int(1000)}`,
      );
    }
    if (!file.write(`${lines.join('\n')}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}
