import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inOwnProcess, report, sample, sampleText } from '../measure.ts';
import { writeSarBatch } from './sar-batch.ts';

/**
 * Bench (b): the SAR XML reader (decoding, guards, names, whole Activities) against bare saxes over the same bytes. All
 * sides count elements and add up the suspicious amounts, and the sums must be equal. The third line shows, without a
 * bar, what making Records and Facts of the Activities adds.
 */
const BYTES = 60 * 1024 ** 2;
const ROUNDS = 5;
const BAR = 0.5;

type Answer = { readonly elements: number; readonly dollars: string; readonly seconds: number };

function run(side: 'bare' | 'redress' | 'whole', path: string): Answer {
  return inOwnProcess<Answer>(join(import.meta.dirname, 'side.ts'), [side, path]);
}

const folder = await mkdtemp(join(tmpdir(), 'redress-bench-xml-'));
try {
  const path = join(folder, 'sar.xml');
  const activities = await writeSarBatch(path, BYTES, 'bench-xml');
  const rounds = Array.from({ length: ROUNDS }, () => ({
    bare: run('bare', path),
    redress: run('redress', path),
    whole: run('whole', path),
  }));
  for (const round of rounds) {
    const sums = Object.values(round).map(({ elements, dollars }) => `${elements} elements, ${dollars} dollars`);
    if (new Set(sums).size !== 1) throw new Error(`the sides differ: ${sums.join('; ')}`);
  }
  const bare = sample(rounds.map((round) => round.bare.seconds));
  const redress = sample(rounds.map((round) => round.redress.seconds));
  const whole = sample(rounds.map((round) => round.whole.seconds));
  const sums = `all sides ${rounds[0]?.bare.elements} elements, ${rounds[0]?.bare.dollars} dollars`;
  report(`(b) SAR XML reader: ${activities} Activities in ${BYTES / 1024 ** 2} MiB; ${sums}`, {
    lines: [
      sampleText('bare saxes', bare, 's CPU'),
      sampleText('redress reader', redress, 's CPU'),
      sampleText('with Records and Facts', whole, 's CPU'),
    ],
    ratio: bare.median / redress.median,
    bar: BAR,
    better: 'higher',
  });
} finally {
  await rm(folder, { recursive: true, force: true });
}
