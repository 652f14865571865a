import { WHOLE_HOME } from '../../src/access/index.ts';
import { stopwatch, systemClock, unwrap } from '../../src/core/index.ts';
import { buildGraph } from '../../src/graph/index.ts';
import { openNeo4j } from '../../src/store/neo4j/index.ts';
import type { Store } from '../../src/store/port/index.ts';

/** Run as a process of its own: `reader.ts URI USER PASSWORD HOME_ID EDGES`. Prints what it took, as JSON. */
const [uri = '', user = '', password = '', homeId = '', edges = '0'] = process.argv.slice(2);
const count = Number(edges);
const FIRST_PAGES = 20;

/** The ends of every transfer as node numbers, in the order of the view; an account is numbered when it is first met. */
async function columnsOf(store: Store) {
  const numbers = new Map<string, number>();
  const numberOf = (id: string): number => {
    const known = numbers.get(id);
    if (known !== undefined) return known;
    numbers.set(id, numbers.size);
    return numbers.size - 1;
  };
  const [source, target] = [new Int32Array(count), new Int32Array(count)];
  let read = 0;
  for await (const block of store.read.factsOf('transfer', WHOLE_HOME))
    for (const { from, to } of block) {
      source[read] = numberOf(from.account ?? '');
      target[read] = numberOf(to.account ?? '');
      read++;
    }
  if (read !== count) throw new Error(`${read} of ${count} transfers were read`);
  return { nodeCount: numbers.size, source, target };
}

let peak = process.memoryUsage.rss();
const timer = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 5);
const options = { uri, user, password, database: 'neo4j', homeId, clock: systemClock, owner: 'process' } as const;
const store = unwrap(await openNeo4j(options));
// The first pages bring in the code, the connection and the young generation: what comes after them grows with the edges.
let pages = 0;
for await (const _ of store.read.factsOf('transfer', WHOLE_HOME)) if (++pages === FIRST_PAGES) break;
const before = process.memoryUsage.rss();
const watch = stopwatch();
const columns = await columnsOf(store);
const streamed = watch.elapsedSeconds();
const graph = buildGraph(columns);
const seconds = watch.elapsedSeconds();
peak = Math.max(peak, process.memoryUsage.rss());
clearInterval(timer);
await store.close();
console.log(JSON.stringify({ bytes: peak - before, streamed, seconds, nodes: graph.nodeCount }));
