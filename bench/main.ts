import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { machineLine } from './measure.ts';

/** Runs every benchmark in turn, or those named: `npm run bench -- xml start`. Any missed bar makes the exit status 1. */
const ALL = ['tracing', 'ingest', 'xml', 'communities', 'memory', 'start', 'chunks', 'neo4j', 'stream', 'evidence'];
const named = process.argv.slice(2).filter((item) => ALL.includes(item));

console.log(machineLine());
for (const name of named.length === 0 ? ALL : named) {
  const file = join(import.meta.dirname, name, 'main.ts');
  const run = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', '--expose-gc', file], {
    stdio: 'inherit',
  });
  if (run.status !== 0) process.exitCode = 1;
}
