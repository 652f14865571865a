#!/usr/bin/env node
// What `npm run …` calls: makes sure that the pinned packages are there, then goes on under the pinned Node.
import { spawnSync } from 'node:child_process';
import { ensureInstalled, pinnedNode, root } from './install.js';

const [task = '', ...rest] = process.argv.slice(2);
const node = (...args) => [pinnedNode, '--disable-warning=ExperimentalWarning', ...args];
const tool = (path, ...args) => [pinnedNode, `node_modules/${path}`, ...args];

/** Each task is a list of commands; the first that fails ends it. */
const TASKS = {
  demo: [node('src/cli/main.ts', 'demo', ...rest)],
  start: [node('src/cli/main.ts', 'serve', ...rest)],
  test: [node('test/run.ts', ...rest)],
  'test-long': [node('test/run.ts', '--long', ...rest)],
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
  const run = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (run.status !== 0) process.exit(run.status ?? 1);
}
