import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startNeo4j } from '../../services/start.ts';
import { report, sample, sampleText } from '../measure.ts';
import { bareWrite } from './bare.ts';
import { readTransfers } from './blocks.ts';
import { newStore, writeBlocks } from './store.ts';

/**
 * (f) Our writer (checks, encoding, an audit event a batch, retries) against a bare driver loop that sends the same rows
 * by the same statements to the same server; (g) the same rows again, against their first load.
 */
const ROWS = Number(process.argv[2] ?? 50_000);
const RUNS = 3;

const folder = mkdtempSync(join(tmpdir(), 'redress-bench-'));
const started = await startNeo4j({ heapMb: 2_048, say: (line) => console.error(line) });
if (!started.ok) {
  console.log(`NOT RUN: ${started.error.message}`);
  process.exit(process.env.REQUIRE_SERVICES === '1' ? 1 : 0);
}
const neo4j = started.value;
try {
  const { source, blocks } = await readTransfers(folder, ROWS, 'neo4j');
  const [ours, again, bare]: [number[], number[], number[]] = [[], [], []];
  // The first round warms the server up, which is several times slower before, and is not counted.
  for (let round = 0; round <= RUNS; round++) {
    const first = await newStore(neo4j);
    const loaded = await writeBlocks(first, source, blocks);
    const replayed = await writeBlocks(first, source, blocks);
    await first.close();
    const other = await newStore(neo4j);
    const looped = await bareWrite(neo4j, source, blocks);
    await other.close();
    if (round === 0) continue;
    ours.push(ROWS / loaded);
    again.push(ROWS / replayed);
    bare.push(ROWS / looped);
  }
  const [a, b, c] = [sample(ours), sample(bare), sample(again)];
  report(`(f) rows into Neo4j, ${ROWS} transfers`, {
    lines: [sampleText('our writer', a, 'rows/s'), sampleText('bare UNWIND loop', b, 'rows/s')],
    ratio: a.median / b.median,
    bar: 0.6,
    better: 'higher',
  });
  report('(g) the same rows again', {
    lines: [sampleText('replay', c, 'rows/s'), sampleText('first load', a, 'rows/s')],
    ratio: c.median / a.median,
    bar: 2,
    better: 'higher',
  });
} finally {
  await neo4j.stop();
  rmSync(folder, { recursive: true, force: true });
}
