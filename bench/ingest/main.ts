import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NODE_FLAGS } from '../../bin/flags.js';
import { inOwnProcess, report, sample, sampleText } from '../measure.ts';
import { writeTransfersCsv } from './transfers-csv.ts';

/**
 * (a) A transfers CSV to stored, validated, deduplicated rows, against a bare loop that inserts the same rows into the
 * same tables and indexes with the same batches and pragmas. Both sides end with the same tables (checksum).
 */
type Ours = { readonly seconds: number; readonly rows: number };
type Bare = { readonly seconds: number; readonly checksum: string; readonly expected: string };

const ROWS = Number(process.argv[2] ?? 100_000);
const RUNS = 3;
const folder = mkdtempSync(join(tmpdir(), 'redress-bench-'));
try {
  const csv = join(folder, 'transfers.csv');
  await writeTransfersCsv(csv, ROWS, 'ingest');
  const [ours, bare]: [number[], number[]] = [[], []];
  for (let i = 0; i < RUNS; i++) {
    const home = join(folder, `home-${i}`);
    const a = inOwnProcess<Ours>(join(import.meta.dirname, 'ours.ts'), [home, csv], NODE_FLAGS);
    if (a.rows !== ROWS) throw new Error(`${a.rows} of ${ROWS} rows were stored`);
    const b = inOwnProcess<Bare>(join(import.meta.dirname, 'bare.ts'), [
      join(home, 'redress.db'),
      join(folder, `bare-${i}.db`),
    ]);
    if (b.checksum !== b.expected) throw new Error('the two sides do not hold the same rows');
    ours.push(ROWS / a.seconds);
    bare.push(ROWS / b.seconds);
    rmSync(home, { recursive: true });
  }
  const [a, b] = [sample(ours), sample(bare)];
  report(`(a) transfers CSV to stored rows, ${ROWS} rows`, {
    lines: [sampleText('redress ingest', a, 'rows/s'), sampleText('bare insert loop', b, 'rows/s')],
    ratio: a.median / b.median,
    bar: 0.5,
    better: 'higher',
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
