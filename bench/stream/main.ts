import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NODE_FLAGS } from '../../bin/flags.js';
import { startNeo4j } from '../../services/start.ts';
import type { Block } from '../../src/sources/index.ts';
import { inOwnProcess, report, sample, sampleText } from '../measure.ts';
import { readTransfers } from '../neo4j/blocks.ts';
import { newStore, sealSource, writeBlocks } from '../neo4j/store.ts';

/**
 * (i) All transfers out of Neo4j and into the typed-array graph: bytes of memory by which the process grows for each
 * transfer (peak of the resident set over what it was after the first 20,000), and how fast they come.
 * `node bench/stream/main.ts [EDGES]` (1,000,000).
 */
const EDGES = Number(process.argv[2] ?? 1_000_000);
const RUNS = 3;
const ROWS_A_FILE = 50_000;
const BAR_BYTES = 60;

/** Parties and statements about accounts are not read here, and would take most of the time to load. */
function onlyTransfers(block: Block): Block {
  return { ...block, facts: block.facts.filter((fact) => fact.kind === 'transfer') };
}

type Read = { readonly bytes: number; readonly streamed: number; readonly seconds: number; readonly nodes: number };

const folder = mkdtempSync(join(tmpdir(), 'redress-bench-'));
const started = await startNeo4j({ heapMb: 3_072, pageCacheMb: 1_024, say: (line) => console.error(line) });
if (!started.ok) {
  console.log(`NOT RUN: ${started.error.message}`);
  process.exit(process.env.REQUIRE_SERVICES === '1' ? 1 : 0);
}
const neo4j = started.value;
try {
  const store = await newStore(neo4j);
  for (let from = 0; from < EDGES; from += ROWS_A_FILE) {
    const rows = Math.min(ROWS_A_FILE, EDGES - from);
    const { source, blocks } = await readTransfers(folder, rows, `stream-${from}`);
    await writeBlocks(store, source, blocks.map(onlyTransfers));
    await sealSource(store, source, rows);
    console.error(`loaded ${from + rows} of ${EDGES} transfers`);
  }
  const { homeId } = await store.describe();
  await store.close();
  const args = [neo4j.uri, neo4j.user, neo4j.password, homeId, String(EDGES)];
  const reader = join(import.meta.dirname, 'reader.ts');
  const runs = Array.from({ length: RUNS }, () => inOwnProcess<Read>(reader, args, NODE_FLAGS));
  const bytes = sample(runs.map((run) => run.bytes / EDGES));
  report(`(i) ${EDGES} transfers streamed out of Neo4j into a graph of ${runs[0]?.nodes} accounts`, {
    lines: [
      sampleText('memory', bytes, 'bytes a transfer'),
      sampleText('streamed', sample(runs.map((run) => EDGES / run.streamed)), 'transfers/s'),
      sampleText('streamed and built', sample(runs.map((run) => EDGES / run.seconds)), 'transfers/s'),
    ],
    ratio: bytes.median,
    bar: BAR_BYTES,
    better: 'lower',
  });
} finally {
  await neo4j.stop();
  rmSync(folder, { recursive: true, force: true });
}
