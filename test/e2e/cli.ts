import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';

export type CliRun = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
};

const main = join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts');
const FLAGS = ['--disable-warning=ExperimentalWarning', '--disable-proto=delete'];

/** Starts the real command in a process of its own; `kill` ends it with SIGKILL, as a power cut would, some time after
 * it has said a thing on stderr: a moment in its work, however fast the machine is. */
export function redress(
  args: readonly string[],
  options: {
    readonly env?: Record<string, string>;
    readonly kill?: { readonly whenSaid: string; readonly afterMs: number };
  } = {},
): Promise<CliRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...FLAGS, main, ...args], {
      env: { ...process.env, NO_COLOR: '1', ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    let timer: NodeJS.Timeout | undefined;
    child.stderr.on('data', (chunk: Buffer) => {
      err.push(chunk);
      const { kill } = options;
      if (kill === undefined || timer !== undefined || !Buffer.concat(err).includes(kill.whenSaid)) return;
      timer = setTimeout(() => child.kill('SIGKILL'), kill.afterMs);
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({
        code,
        signal,
        stdout: Buffer.concat(out).toString('utf8'),
        stderr: Buffer.concat(err).toString('utf8'),
      });
    });
  });
}

/** The JSON that a command prints with --json; fails with its words when it does not end as expected. */
export async function redressJson<T>(
  args: readonly string[],
  expected: readonly number[] = [0],
  env: Record<string, string> = {},
): Promise<T> {
  const run = await redress(['--json', ...args], { env });
  if (run.code === null || !expected.includes(run.code))
    throw new Error(`redress ${args.join(' ')} ended with ${run.code}: ${run.stderr}${run.stdout.slice(0, 2000)}`);
  return JSON.parse(run.stdout) as T;
}

/** A temporary folder that is removed when the test file ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'redress-test-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
