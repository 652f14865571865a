import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inOwnProcess, report, sample, sampleText } from '../measure.ts';
import { writeSarBatch } from './sar-batch.ts';

/**
 * Bench (b): the SAR reader (guards, Records with hash, Facts with ids) against bare saxes over the same bytes. Both
 * sides count elements and add up the suspicious amounts, and the sums must be equal.
 */
const BYTES = 60 * 1024 ** 2;
const ROUNDS = 5;
const BAR = 0.5;

type Answer = { readonly elements: number; readonly dollars: string; readonly seconds: number };

function run(side: 'bare' | 'redress', path: string): Answer {
  return inOwnProcess<Answer>(join(import.meta.dirname, 'side.ts'), [side, path]);
}

const folder = await mkdtemp(join(tmpdir(), 'redress-bench-xml-'));
try {
  const path = join(folder, 'sar.xml');
  const activities = await writeSarBatch(path, BYTES, 'bench-xml');
  const rounds = Array.from({ length: ROUNDS }, () => ({ bare: run('bare', path), redress: run('redress', path) }));
  for (const { bare, redress } of rounds) {
    if (bare.elements !== redress.elements || bare.dollars !== redress.dollars) {
      throw new Error(`the sides differ: ${JSON.stringify(bare)} and ${JSON.stringify(redress)}`);
    }
  }
  const [bare, redress] = [sample(rounds.map((r) => r.bare.seconds)), sample(rounds.map((r) => r.redress.seconds))];
  const sums = `both sides ${rounds[0]?.bare.elements} elements, ${rounds[0]?.bare.dollars} dollars`;
  report(`(b) SAR XML reader: ${activities} Activities in ${BYTES / 1024 ** 2} MiB; ${sums}`, {
    lines: [sampleText('bare saxes', bare, 's'), sampleText('redress reader', redress, 's')],
    ratio: bare.median / redress.median,
    bar: BAR,
    better: 'higher',
  });
} finally {
  await rm(folder, { recursive: true, force: true });
}
