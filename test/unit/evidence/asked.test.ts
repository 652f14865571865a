import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { unwrap } from '../../../src/core/index.ts';
import { buildPackage, type ExportInput } from '../../../src/evidence/index.ts';
import { makeScene } from '../leads/scene.ts';
import { exportInputOf } from './export-input.ts';

const scene = await makeScene();

/** The words of the first section of the page, without markup. */
async function firstWords(changes: Partial<ExportInput>): Promise<string> {
  const { files } = unwrap(await buildPackage(exportInputOf(scene, changes)));
  const html = Buffer.from(files.get('data/summary.html') ?? []).toString('utf8');
  const main = html.slice(html.indexOf('<main>'));
  return main
    .slice(0, main.indexOf('<h2>', main.indexOf('</h2>')))
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

describe('the first page', () => {
  it('of an approved lead says who asks whom for what by when, each figure with its source', async () => {
    const words = await firstWords({ kind: 'lead', status: 'APPROVED', approvedBy: 'bob' });
    assert.match(words, /^What is asked, of whom, and by when bob asks Agent Lee to decide on holding 3 assets before/);
    assert.match(
      words,
      /seizure warrant \(18 USC 981\(b\)\): A-2 021000021 \/ 200, 2,360\.00 USD on 2024-04-30, 1,360\.00 USD traced by libr, first fixed date 2025-02-02 \[S\d line \d; /,
    );
    assert.match(words, /An answer is asked for by 2024-05-30\. The first date that the law fixes is 2025-02-02;/);
  });

  it('of a draft says that nobody is asked yet', async () => {
    assert.match(await firstWords({ kind: 'lead' }), /This is a draft and asks nobody yet\. Once a second person/);
  });

  it('of an evidence summary says whom it is for and asks for no decision', async () => {
    assert.match(
      await firstWords({}),
      /Prepared for Agent Lee: what 15 rows of 4 sources record about 4 accounts.*asks for no decision and sets no date/,
    );
  });
});
