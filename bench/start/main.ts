import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { report, sample, sampleText } from '../measure.ts';

/** (e) `redress --version` against a bare Node start, in turn. */
const RUNS = 15;
const bin = join(import.meta.dirname, '..', '..', 'bin', 'redress.js');

function seconds(args: readonly string[]): number {
  const start = performance.now();
  const run = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return (performance.now() - start) / 1000;
}

const [ours, bare]: [number[], number[]] = [[], []];
for (let i = 0; i <= RUNS; i++) {
  const pair = [seconds([bin, '--version']), seconds(['-e', '0'])] as const;
  if (i === 0) continue;
  ours.push(pair[0]);
  bare.push(pair[1]);
}
const [a, b] = [sample(ours), sample(bare)];
report('(e) redress --version against a bare Node start', {
  lines: [sampleText('redress --version', a, 's'), sampleText('node -e 0', b, 's')],
  ratio: a.median / b.median,
  bar: 10,
  better: 'lower',
});
