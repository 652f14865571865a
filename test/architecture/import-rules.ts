import { posix } from 'node:path';
import { type Tree, within } from './tree.ts';

/**
 * Who may import whom (architecture 3). A room may import what stands in its row, and only through index.ts.
 * `reference` holds data with a loader and imports nothing.
 */
const LADDER = ['core', 'facts', 'access', 'store/port', 'queue/port', 'sources', 'resolution', 'ownership'];
const DOMAIN = [...LADDER, 'graph'];

/** Adapters stand behind their ports: in app, one file alone knows them. */
const ADAPTERS = ['store/embedded', 'store/neo4j', 'queue/embedded', 'queue/bullmq'];

export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  facts: ['core'],
  access: ['core', 'facts'],
  'store/port': ['core', 'facts', 'access'],
  'queue/port': ['core', 'facts', 'access', 'store/port'],
  graph: ['core'],
  sources: ['core', 'facts', 'access', 'store/port', 'queue/port'],
  resolution: ['core', 'facts', 'access', 'store/port', 'sources', 'graph'],
  ownership: ['core', 'facts', 'access', 'store/port', 'sources', 'resolution', 'graph'],
  detection: DOMAIN,
  tracing: DOMAIN,
  restitution: [...DOMAIN, 'detection', 'tracing'],
  leads: [...DOMAIN, 'detection', 'tracing', 'restitution'],
  evidence: [...DOMAIN, 'detection', 'tracing', 'restitution', 'leads'],
  reports: ['core', 'facts', 'resolution', 'leads', 'restitution'],
  audit: ['core', 'facts', 'access', 'store/port'],
  deconfliction: ['core', 'facts'],
  vault: ['core', 'facts', 'store/port'],
  'store/embedded': ['core', 'facts', 'access', 'store/port', 'queue/port', 'queue/embedded'],
  'store/neo4j': ['core', 'facts', 'access', 'store/port'],
  'queue/embedded': ['core', 'facts', 'access', 'queue/port', 'store/embedded'],
  'queue/bullmq': ['core', 'facts', 'access', 'queue/port'],
  app: [
    ...DOMAIN,
    'detection',
    'tracing',
    'restitution',
    'leads',
    'evidence',
    'reports',
    'audit',
    'deconfliction',
    'vault',
    ...ADAPTERS,
  ],
  workers: ['core', 'app'],
  api: ['core', 'facts', 'access', 'queue/port', 'app'],
  // The demo runs on the generated world, which is why the command line knows the generator.
  cli: ['core', 'facts', 'access', 'evidence', 'app', 'api', 'workers', 'fixtures'],
};

const ADAPTER_USER = 'src/app/compose.ts';

/** Which folders may use a package. What is not listed may be used nowhere but in tests and benchmarks. */
export const PACKAGE_FENCES: Readonly<Record<string, readonly string[]>> = {
  'neo4j-driver': ['src/store/neo4j'],
  bullmq: ['src/queue/bullmq'],
  ioredis: ['src/queue/bullmq'],
  express: ['src/api'],
  helmet: ['src/api'],
  busboy: ['src/api'],
  '@asteasolutions/zod-to-openapi': ['src/api'],
  graphology: ['test', 'bench', 'src/ui'],
  'graphology-communities-louvain': ['test', 'bench', 'src/ui'],
  zod: ['src/facts', 'src/sources', 'src/api', 'src/app', 'src/store', 'reference'],
  commander: ['src/cli'],
  'cli-table3': ['src/cli'],
  saxes: ['src/sources', 'test', 'bench'],
  'csv-parse': ['src/sources', 'reference', 'test', 'bench'],
  'csv-parse/sync': ['src/sources', 'reference', 'test', 'bench'],
  luxon: ['src/sources'],
  'csv-stringify': ['src/evidence'],
  'csv-stringify/sync': ['src/evidence'],
  pdfkit: ['src/evidence'],
  'svg-to-pdfkit': ['src/evidence'],
  yazl: ['src/evidence', 'test'],
  yauzl: ['src/evidence', 'test'],
  'node:sqlite': ['src/store/embedded', 'bench', 'test'],
  'node:worker_threads': ['src/store/embedded', 'src/app', 'src/graph', 'test', 'bench'],
};

export type Import = { readonly from: string; readonly specifier: string; readonly target: string | null };

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^;'"]*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)\s*import\s+['"]([^'"]+)['"]/g;

export function importsOf(path: string, text: string): Import[] {
  return [...text.matchAll(IMPORT)].map((match) => {
    const specifier = match[1] ?? match[2] ?? match[3] ?? '';
    const target = specifier.startsWith('.') ? posix.normalize(posix.join(posix.dirname(path), specifier)) : null;
    return { from: path, specifier, target };
  });
}

/** The room of a file: `src/<room>/…`, with ports and adapters as rooms of their own. */
export function roomOf(path: string): string | null {
  if (path.startsWith('workers/')) return 'workers';
  if (path.startsWith('reference/')) return 'reference';
  if (path.startsWith('fixtures/')) return 'fixtures';
  const match = /^src\/((?:store|queue)\/[^/]+|[^/]+)\//.exec(path);
  return match?.[1] ?? null;
}

/** Faces of the rooms that stand beside src. */
const FACES: Readonly<Record<string, string>> = { workers: 'workers/main.ts', fixtures: 'fixtures/generate.ts' };

function violation({ from, target }: Import): string | null {
  if (target === null) return null;
  const [room, other] = [roomOf(from), roomOf(target)];
  if (room === null || other === room || other === 'reference') return null;
  if (other === null) return `${from} imports ${target}, which is in no room`;
  if (MAY_IMPORT[room] === undefined) return `${from} is in a room that the table does not know`;
  if (!MAY_IMPORT[room].includes(other)) return `${from} imports ${other}; ${room} may not`;
  if (ADAPTERS.includes(other) && !ADAPTERS.includes(room) && from !== ADAPTER_USER)
    return `${from} imports the adapter ${other}; ${ADAPTER_USER} alone may`;
  const face = FACES[other] ?? `src/${other}/index.ts`;
  return target === face ? null : `${from} imports ${target}, past the public face ${face}`;
}

export function roomViolations(tree: Tree): string[] {
  return within(tree, 'src', 'workers').flatMap(([path, text]) =>
    importsOf(path, text)
      .map(violation)
      .filter((item) => item !== null),
  );
}

export function packageViolations(tree: Tree): string[] {
  const found: string[] = [];
  for (const [path, text] of within(tree, 'src', 'workers', 'reference', 'fixtures')) {
    for (const { specifier, target } of importsOf(path, text)) {
      if (target !== null || (specifier.startsWith('node:') && PACKAGE_FENCES[specifier] === undefined)) continue;
      const allowed = PACKAGE_FENCES[specifier];
      if (allowed === undefined) found.push(`${path} imports ${specifier}, which no fence names`);
      else if (!allowed.some((folder) => path.startsWith(`${folder}/`)))
        found.push(`${path} imports ${specifier}; only ${allowed.join(', ')} may`);
    }
  }
  return found;
}

/** The generator of fixtures shares no code with what it tests. */
export function fixtureViolations(tree: Tree): string[] {
  return within(tree, 'fixtures').flatMap(([path, text]) =>
    importsOf(path, text)
      .filter(({ target }) => target?.startsWith('src/') === true)
      .map(({ target }) => `${path} imports ${target}`),
  );
}

/** Import cycles inside src, as the file lists that close them. */
export function importCycles(tree: Tree): string[] {
  const edges = new Map(
    within(tree, 'src', 'workers').map(([path, text]) => [
      path,
      importsOf(path, text.replaceAll(/import type[^;]*;/g, '')).map(({ target }) => target ?? ''),
    ]),
  );
  const state = new Map<string, 'open' | 'done'>();
  const cycles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === 'done' || !edges.has(path)) return;
    if (state.get(path) === 'open') {
      cycles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
      return;
    }
    state.set(path, 'open');
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
    state.set(path, 'done');
  };
  for (const path of edges.keys()) visit(path, []);
  return cycles;
}
