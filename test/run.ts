import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

/**
 * Runs the tests and ends with the plain line `N passed, N failed, N skipped`.
 * `--only FOLDER…` limits it; `--long` adds the fault and volume lanes at their full number.
 */
const root = join(import.meta.dirname, '..');
const args = process.argv.slice(2);
const folders = args.filter((item) => !item.startsWith('--'));
const long = args.includes('--long');

function testFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => relative(root, join(folder, name)))
    .sort();
}

const wanted = folders.length === 0 ? ['test'] : folders;
const files = wanted.flatMap((item) => (item.endsWith('.ts') ? [item] : testFiles(join(root, item))));
const counts = { passed: 0, failed: 0, skipped: 0 };
const notRun: string[] = [];

const stream = run({
  files: files.map((file) => join(root, file)),
  concurrency: 2,
  timeout: long ? 7_200_000 : 600_000,
  execArgv: ['--disable-warning=ExperimentalWarning'],
  env: { ...process.env, TZ: 'UTC', ...(long ? { REDRESS_LONG: '1' } : {}) },
});
stream.on('test:pass', (event) => {
  if (event.details.type === 'suite') return;
  if (event.skip === undefined) counts.passed++;
  else {
    counts.skipped++;
    notRun.push(`${event.name}: ${String(event.skip)}`);
  }
});
stream.on('test:fail', (event) => {
  if (event.details.type !== 'suite') counts.failed++;
});
stream.compose(new spec()).pipe(process.stdout);
stream.on('end', () => {
  setImmediate(() => {
    for (const line of notRun) console.log(`NOT RUN: ${line}`);
    console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
    process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
  });
});
