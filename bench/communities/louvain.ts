import { createRequire } from 'node:module';
import type { UndirectedGraph } from 'graphology';

type Louvain = (graph: UndirectedGraph, options: { rng: () => number }) => Record<string, number>;
/** The library is CommonJS whose types speak of an ES default export; asked for as CommonJS it is the function itself. */
export const louvain: Louvain = createRequire(import.meta.url)('graphology-communities-louvain');
