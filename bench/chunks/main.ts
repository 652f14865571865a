import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NODE_FLAGS } from '../../bin/flags.js';
import { startRedis } from '../../services/start.ts';
import { writeTransfersCsv } from '../ingest/transfers-csv.ts';
import { inOwnProcess, report, type Sample, sample, sampleText } from '../measure.ts';

/**
 * (f) A transfers CSV to a sealed Source as chunk jobs, through the embedded queue and through BullMQ, against the same
 * pipeline in process. Same store, same file, same process flags; the sides take turns.
 */
type Side = { readonly seconds: number; readonly rows: number };

const ROWS = Number(process.argv[2] ?? 60_000);
const RUNS = 5;
const FLOOR = 0.7;
const folder = mkdtempSync(join(tmpdir(), 'redress-bench-'));

function rate(csv: string, how: string, redis: string | null): number {
  const home = join(folder, `home-${how}`);
  const where = ['--home', home, '--csv', csv, ...(redis === null ? [] : ['--redis', redis])];
  const side = inOwnProcess<Side>(join(import.meta.dirname, 'side.ts'), [...where, '--how', how], NODE_FLAGS);
  rmSync(home, { recursive: true });
  if (side.rows !== ROWS) throw new Error(`${side.rows} of ${ROWS} rows were stored`);
  return ROWS / side.seconds;
}

function reportAgainst(here: Sample, name: string, jobs: Sample): void {
  report(`(f) ${ROWS} rows as chunk jobs, ${name}`, {
    lines: [sampleText(name, jobs, 'rows/s'), sampleText('in process', here, 'rows/s')],
    ratio: jobs.median / here.median,
    bar: FLOOR,
    better: 'higher',
  });
}

const given = process.env.TEST_REDIS_URL ?? process.env.REDIS_URL;
const started = given === undefined ? await startRedis() : null;
const redis = given ?? (started?.ok ? started.value.url : null);
try {
  const csv = join(folder, 'transfers.csv');
  await writeTransfersCsv(csv, ROWS, 'chunks');
  const [here, embedded, bullmq]: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < RUNS; i++) {
    here.push(rate(csv, 'here', null));
    embedded.push(rate(csv, 'embedded', null));
    if (redis !== null) bullmq.push(rate(csv, 'bullmq', redis));
  }
  reportAgainst(sample(here), 'embedded queue', sample(embedded));
  if (redis === null) console.log('NOT RUN: (f) through BullMQ: no Redis could be started');
  else reportAgainst(sample(here), 'BullMQ', sample(bullmq));
} finally {
  if (started?.ok) await started.value.stop();
  rmSync(folder, { recursive: true, force: true });
}
