import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  buildGraph,
  canonicalPartition,
  disconnectedCount,
  modularity,
  normalisedMutualInformation,
  type Partition,
} from '../../src/graph/index.ts';
import { inOwnProcess, report, type Sample, sample, sampleText } from '../measure.ts';
import { writeBuiltCopy } from './built.ts';
import { type PlantedGraph, plantedGraph } from './planted-graph.ts';

/**
 * (c) Edges to communities: typed-array graph and Leiden against graphology's graph and Louvain, both by modularity,
 * on the same planted edges, in processes of their own that take turns. `--edges N` (1,000,000), `--runs N` (5).
 * Below a million edges the start of a process weighs more, and the bars are lower.
 */
type Run = { readonly build: number; readonly detect: number; readonly peak: number };
const ENGINES = ['empty', 'graphology', 'ours'] as const;
type Engine = (typeof ENGINES)[number];

const MODULARITY_SLACK = 0.0005;

const { values } = parseArgs({
  options: { edges: { type: 'string', default: '1000000' }, runs: { type: 'string', default: '5' } },
});
const bars = Number(values.edges) >= 1_000_000 ? { time: 6, memory: 1 / 5 } : { time: 3, memory: 3 / 5 };
const root = join(import.meta.dirname, '..', '..');
mkdirSync(join(root, '.cache'), { recursive: true });
const folder = mkdtempSync(join(root, '.cache', 'bench-communities-'));
try {
  const planted = plantedGraph(Number(values.edges), 'communities');
  writeEdges(planted, folder);
  writeBuiltCopy(root, folder);
  const engine = join(folder, 'bench', 'communities', 'engine.js');
  const runs: Record<Engine, Run[]> = { empty: [], graphology: [], ours: [] };
  for (let i = 0; i < Number(values.runs); i++) {
    for (const name of ENGINES) runs[name].push(inOwnProcess<Run>(engine, [name, folder]));
  }
  console.log(`communities: ${planted.source.length} edges, ${planted.nodeCount} nodes`);
  reportTime(runs);
  reportMemory(runs);
  reportQuality(planted);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function writeEdges({ nodeCount, source, target }: PlantedGraph, into: string): void {
  const words = new Int32Array(1 + 2 * source.length);
  words[0] = nodeCount;
  words.set(source, 1);
  words.set(target, 1 + source.length);
  writeFileSync(join(into, 'edges.bin'), words);
}

function reportTime(runs: Record<Engine, Run[]>): void {
  const part = (name: Engine, of: (run: Run) => number): Sample => sample(runs[name].map(of));
  const detect = (name: Engine) => part(name, (run) => run.detect);
  const total = (name: Engine) => part(name, (run) => run.build + run.detect);
  report('edges to communities, time', {
    lines: (['graphology', 'ours'] as const).flatMap((name) => [
      sampleText(`${name}, build and detect`, total(name), 'ms'),
      sampleText(`${name}, detect only`, detect(name), 'ms'),
    ]),
    ratio: total('graphology').median / total('ours').median,
    bar: bars.time,
    better: 'higher',
  });
  console.log(`  detect only: ${(detect('graphology').median / detect('ours').median).toFixed(2)} times faster`);
}

function reportMemory(runs: Record<Engine, Run[]>): void {
  const peak = (name: Engine): Sample => sample(runs[name].map((run) => run.peak / 1024));
  const over = (name: Engine): number => peak(name).median - peak('empty').median;
  report('edges to communities, peak memory of the whole process', {
    lines: ENGINES.map((name) => sampleText(name === 'empty' ? 'edges read, nothing done' : name, peak(name), 'MB')),
    ratio: peak('ours').median / peak('graphology').median,
    bar: bars.memory,
    better: 'lower',
  });
  console.log(`  over the empty process: 1/${(over('graphology') / over('ours')).toFixed(1)}`);
}

function reportQuality(planted: PlantedGraph): void {
  const graph = buildGraph(planted);
  const truth = canonicalPartition(planted.planted);
  const found = { graphology: readLabels('graphology'), ours: readLabels('ours') };
  for (const [name, partition] of Object.entries(found)) {
    const q = modularity(graph, partition).toFixed(5);
    const nmi = normalisedMutualInformation(partition, truth).toFixed(4);
    const disconnected = disconnectedCount(graph, partition);
    console.log(
      `  ${name}: Q ${q}, ${partition.count} communities, ${disconnected} disconnected, NMI with planted ${nmi}`,
    );
  }
  const difference = modularity(graph, found.ours) - modularity(graph, found.graphology);
  const sound = difference >= -MODULARITY_SLACK && disconnectedCount(graph, found.ours) === 0;
  console.log(
    `  Q at least graphology's - ${MODULARITY_SLACK}, every community connected: ${sound ? 'met' : 'MISSED'}`,
  );
  if (!sound) process.exitCode = 1;
}

function readLabels(engine: string): Partition {
  const bytes = readFileSync(join(folder, `${engine}.bin`));
  return canonicalPartition(new Int32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)));
}
