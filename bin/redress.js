#!/usr/bin/env node
// The command. Answers --version at once; everything else runs under the pinned Node, whatever the machine has.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const args = process.argv.slice(2);
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  console.log(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version);
} else {
  const { ensureInstalled, pinnedNode } = await import('./install.js');
  const { run } = await import('./run.js');
  const { NODE_FLAGS } = await import('./flags.js');
  ensureInstalled();
  const built = join(root, 'dist', 'src', 'cli', 'main.js');
  const main = existsSync(built) ? built : join(root, 'src', 'cli', 'main.ts');
  process.exitCode = await run(pinnedNode, [...NODE_FLAGS, main, ...args]);
}
