import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NODE_FLAGS } from '../../bin/flags.js';
import { writeTransfersCsv } from '../ingest/transfers-csv.ts';
import { inOwnProcess, report } from '../measure.ts';

/** (d) Memory does not grow with the file: peak resident memory of the ingest of 100,000 and of 1,000,000 rows. */
type Run = { readonly seconds: number; readonly rows: number; readonly peakRssMb: number };

const folder = mkdtempSync(join(tmpdir(), 'redress-bench-'));
try {
  const runs = [];
  for (const rows of [100_000, 1_000_000]) {
    const csv = join(folder, `${rows}.csv`);
    await writeTransfersCsv(csv, rows, 'memory');
    const run = inOwnProcess<Run>(
      join(import.meta.dirname, '..', 'ingest', 'ours.ts'),
      [join(folder, `home-${rows}`), csv],
      NODE_FLAGS,
    );
    if (run.rows !== rows) throw new Error(`${run.rows} of ${rows} rows were stored`);
    runs.push(run);
  }
  report('(d) peak memory of an ingest, 1,000,000 rows', {
    lines: runs.map((run) => `  ${run.rows} rows: peak ${run.peakRssMb} MB in ${run.seconds.toFixed(1)} s`),
    ratio: runs.at(-1)?.peakRssMb ?? Number.NaN,
    bar: 400,
    better: 'lower',
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
