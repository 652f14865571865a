import { readFileSync, writeFileSync } from 'node:fs';

/**
 * One measured run in a process of its own: `engine.ts NAME FOLDER`. Reads FOLDER/edges.bin, writes FOLDER/NAME.bin (the
 * label of each node) and prints {build, detect, peak} in milliseconds and KiB. Engines are loaded on demand, so that
 * the peak of one does not hold the code of the other; `empty` loads the edges and nothing else.
 */
type Edges = { nodeCount: number; source: Int32Array; target: Int32Array };
type Measured = { build: number; detect: number; labels: Int32Array };

function readEdges(path: string): Edges {
  const bytes = readFileSync(path);
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  const edgeCount = (words.length - 1) / 2;
  return {
    nodeCount: words[0] as number,
    source: words.subarray(1, 1 + edgeCount),
    target: words.subarray(1 + edgeCount),
  };
}

async function runOurs(edges: Edges): Promise<Measured> {
  const { buildGraph, modularityCommunities } = await import('../../src/graph/index.ts');
  const start = performance.now();
  const graph = buildGraph(edges);
  const built = performance.now();
  const { labels } = modularityCommunities(graph, 'bench');
  return { build: built - start, detect: performance.now() - built, labels };
}

async function runGraphology({ nodeCount, source, target }: Edges): Promise<Measured> {
  const { UndirectedGraph } = await import('graphology');
  const { louvain } = await import('./louvain.ts');
  const { createRng } = await import('../../src/core/index.ts');
  const start = performance.now();
  const graph = new UndirectedGraph();
  for (let v = 0; v < nodeCount; v++) graph.addNode(v);
  for (let i = 0; i < source.length; i++) graph.addEdge(source[i], target[i]);
  const built = performance.now();
  const communities = louvain(graph, { rng: createRng('bench').next });
  const detect = performance.now() - built;
  const labels = Int32Array.from({ length: nodeCount }, (_, v) => communities[v] as number);
  return { build: built - start, detect, labels };
}

const ENGINES: Readonly<Record<string, (edges: Edges) => Promise<Measured>>> = {
  ours: runOurs,
  graphology: runGraphology,
  empty: async ({ nodeCount }) => ({ build: 0, detect: 0, labels: new Int32Array(nodeCount) }),
};

const [name = '', folder = ''] = process.argv.slice(2);
const engine = ENGINES[name];
if (engine === undefined) throw new Error(`engine ${name} is unknown; use ${Object.keys(ENGINES).join(', ')}`);
const { build, detect, labels } = await engine(readEdges(`${folder}/edges.bin`));
const peak = process.resourceUsage().maxRSS;
writeFileSync(`${folder}/${name}.bin`, labels);
process.stdout.write(JSON.stringify({ build, detect, peak }));
