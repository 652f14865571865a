import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Readable } from 'node:stream';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { type Environment, provideServices, withoutServices } from './service-environment.ts';

/**
 * Runs the tests in two lanes at once, names the files that took longest and ends with the plain line `N passed,
 * N failed, N skipped`. Files `*.services.test.ts` share one Neo4j and one Redis, which are started for them, and so run
 * one after another; all others run beside them. Folders or files limit it; `--long` adds the fault and volume lanes at
 * their full number. With REQUIRE_SERVICES=1 a service that cannot be had is a failure.
 */
const root = join(import.meta.dirname, '..');
const args = process.argv.slice(2);
const folders = args.filter((item) => !item.startsWith('--'));
const long = args.includes('--long');
const INTERRUPTED = 130;
const SLOWEST = 10;
/** Compiled code of ours, kept from one process to the next: half of what a small test or command costs. */
const COMPILED = join(root, '.cache', 'compiled');

const counts = { passed: 0, failed: 0, skipped: 0 };
const notRun: string[] = [];
const seconds = new Map<string, number>();
const interrupted = new AbortController();

function testFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => relative(root, join(folder, name)))
    .sort();
}

/** Runs one lane, counts its tests, and gives what its reporter prints. */
function lane(files: readonly string[], concurrency: number, environment: Environment): Readable {
  const stream = run({
    files: files.map((file) => join(root, file)),
    concurrency,
    signal: interrupted.signal,
    timeout: long ? 7_200_000 : 600_000,
    // The product runs without `__proto__`, and libraries behave differently then: so do the tests.
    execArgv: ['--disable-warning=ExperimentalWarning', '--disable-proto=delete'],
    env: { ...environment, TZ: 'UTC', NODE_COMPILE_CACHE: COMPILED, ...(long ? { REDRESS_LONG: '1' } : {}) },
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
  // The process of a file ends as a test that bears the path of the file as its name.
  stream.on('test:complete', ({ name, file, details }) => {
    if (file !== undefined && name === file) seconds.set(relative(root, file), details.duration_ms / 1000);
  });
  return stream.compose(new spec());
}

async function print(report: Readable): Promise<void> {
  report.pipe(process.stdout, { end: false });
  await once(report, 'end');
}

/** The lane that needs services: brings them, runs, puts them away. Its report is held back, not mixed into the other. */
async function serviceLane(files: readonly string[]): Promise<string> {
  if (files.length === 0) return '';
  const services = await provideServices(process.env, (line) => console.error(`services: ${line}`));
  for (const line of services.notRun) console.log(`\nNOT RUN: ${line}\n`);
  notRun.push(...services.notRun);
  if (process.env.REQUIRE_SERVICES === '1') counts.failed += services.notRun.length;
  try {
    return (await lane(files, 1, services.environment).toArray()).join('');
  } finally {
    await services.stop();
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupted.abort());

const wanted = folders.length === 0 ? ['test'] : folders;
const files = wanted.flatMap((item) => (item.endsWith('.ts') ? [item] : testFiles(join(root, item))));
const needsServices = (file: string) => file.endsWith('.services.test.ts');
const held = serviceLane(files.filter(needsServices));
const others = files.filter((file) => !needsServices(file));
if (others.length > 0) await print(lane(others, 2, withoutServices(process.env)));
process.stdout.write(await held);

const slowest = [...seconds].sort((a, b) => b[1] - a[1]).slice(0, SLOWEST);
console.log(`the ${slowest.length} slowest of ${seconds.size} files, in seconds:`);
for (const [file, time] of slowest) console.log(`${time.toFixed(1).padStart(7)}  ${file}`);
for (const line of notRun) console.log(`NOT RUN: ${line}`);
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
if (interrupted.signal.aborted) process.exitCode = INTERRUPTED;
else process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
