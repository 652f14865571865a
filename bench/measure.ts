import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';

/** Numbers of one side of a benchmark, in seconds or in another unit named by the caller. */
export type Sample = { readonly n: number; readonly median: number; readonly min: number; readonly max: number };

export function sample(values: readonly number[]): Sample {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  const median = sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
  return { n: sorted.length, median, min: sorted[0] ?? Number.NaN, max: sorted.at(-1) ?? Number.NaN };
}

export function sampleText(label: string, { n, median, min, max }: Sample, unit: string): string {
  const show = (value: number) => value.toFixed(value < 10 ? 3 : 0);
  return `  ${label.padEnd(34)} n ${n}  median ${show(median)}  min ${show(min)}  max ${show(max)} ${unit}`;
}

/** Prints both sides and the ratio of medians against the bar, and remembers a bar that was missed. */
export function report(
  title: string,
  parts: {
    readonly lines: readonly string[];
    readonly ratio: number;
    readonly bar: number;
    readonly better: 'higher' | 'lower';
  },
): void {
  const { lines, ratio, bar, better } = parts;
  const met = better === 'higher' ? ratio >= bar : ratio <= bar;
  console.log(
    `${title}\n${lines.join('\n')}\n  ratio ${ratio.toFixed(2)} (bar ${better === 'higher' ? '>=' : '<='} ${bar}): ${met ? 'met' : 'MISSED'}`,
  );
  if (!met) process.exitCode = 1;
}

export function machineLine(): string {
  return `node ${process.version}, ${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown processor'}`;
}

/** Runs one side in a process of its own and gives what it printed as its last line, as JSON. */
export function inOwnProcess<T>(
  file: string,
  args: readonly string[],
  flags: readonly string[] = ['--disable-warning=ExperimentalWarning'],
): T {
  const run = spawnSync(process.execPath, [...flags, file, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (run.status !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${run.status}: ${run.stderr}`);
  return JSON.parse(run.stdout.trim().split('\n').at(-1) ?? '') as T;
}
