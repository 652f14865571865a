#!/usr/bin/env node
import { NODE_FLAGS } from './flags.js';
// What `npm run …` calls: makes sure that the pinned packages are there, then goes on under the pinned Node.
import { ensureInstalled, pinnedNode, root } from './install.js';
import { run } from './run.js';

const [task = '', ...rest] = process.argv.slice(2);
const node = (...args) => [pinnedNode, '--disable-warning=ExperimentalWarning', ...args];
const product = (...args) => [pinnedNode, ...NODE_FLAGS, ...args];
const tool = (path, ...args) => [pinnedNode, `node_modules/${path}`, ...args];

/** Each task is a list of commands; the first that fails ends it. */
const TASKS = {
  demo: [product('src/cli/main.ts', 'demo', ...rest)],
  start: [product('src/cli/main.ts', 'serve', ...rest)],
  test: [node('test/run.ts', ...rest)],
  'test-long': [node('test/run.ts', '--long', ...rest)],
  services: [node('services/main.ts', ...rest)],
  check: [
    tool('typescript/bin/tsc', '-p', 'tsconfig.json'),
    tool('@biomejs/biome/bin/biome', 'check', '.'),
    tool('knip/bin/knip.js'),
    node('test/run.ts', '--only', 'test/architecture'),
  ],
  bench: [node('bench/main.ts', ...rest)],
  build: [tool('typescript/bin/tsc', '-p', 'tsconfig.build.json'), node('bin/copy-assets.js')],
};

const commands = TASKS[task];
if (commands === undefined) {
  console.error(`redress: unknown task "${task}"; one of ${Object.keys(TASKS).join(', ')}`);
  process.exit(2);
}
ensureInstalled();
for (const [command, ...args] of commands) {
  const code = await run(command, args, { cwd: root });
  if (code !== 0) process.exit(code);
}
