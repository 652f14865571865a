import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { unwrap } from '../../../src/core/index.ts';
import { buildPackage, type ExportInput } from '../../../src/evidence/index.ts';
import { recipientText } from '../../../src/evidence/recipient.ts';
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
  it('of an approved lead says in one sentence who asks whom for what by when', async () => {
    const words = await firstWords({
      kind: 'lead',
      status: 'APPROVED',
      approvedBy: 'bob',
      to: 'USAO SDNY|A. Attorney',
    });
    assert.match(
      words,
      /^What is asked, of whom, and by when bob asks A\. Attorney, USAO SDNY to decide by 2024-05-30 whether these 2 assets are to be held before they can be moved: 1 account, 1 parcel of real property, with stated values of 402,360\.00 USD together\./,
    );
    assert.match(
      words,
      /An answer is asked for by 2024-05-30\. The first date that the law fixes is 2025-02-02: one-year window/,
    );
  });

  it('names each asset with its value, the cited money in it, how it can be held, its date and its source', async () => {
    const words = await firstWords({ kind: 'lead' });
    const account =
      /account 200 at 021000021 \(A-2\) Paul Stone 2,360\.00 USD \(2024-04-30\) 1,360\.00 USD seizure warrant \(18 USC 981\(b\)\) 2025-02-02 S\d line \d; S\d line \d/;
    assert.match(words, account);
    assert.match(
      words,
      /real property \(no\. H1, parcel 12-345\) Harbor Works LLC 400,000\.00 USD \(2024-01-01\) lis pendens/,
    );
    assert.ok(words.indexOf('parcel 12-345') < words.indexOf('account 200 at'), 'the largest value stands first');
  });

  it('says in short why, about whom, what speaks against it, who may be a victim, where, and what is missing', async () => {
    const words = await firstWords({ kind: 'lead' });
    for (const part of [
      /Why: one private person receives them/,
      /Not asked for now: 1 vehicle, with a stated value of 21,000\.00 USD, can only stand in for what is gone, after a conviction/,
      /About whom: Paul Stone\. Every role is a hypothesis of rules/,
      /Against it: no contrary fact was found by the checks named in section 2/,
      /Possible victims: 1, named by number only; nothing of theirs is asked for\./,
      /Where: District of Massachusetts\./,
      /Missing: .*the location of tangible property; .*section 10 has each\./,
      /How to check a figure: .*S2 lines 3-17.* are lines of the file S2 .* the lowest intermediate balance rule \(LIBR\)/,
    ])
      assert.match(words, part);
  });

  it('of a draft says that nobody is asked yet', async () => {
    assert.match(await firstWords({ kind: 'lead' }), /This is a draft and asks nobody yet\. Once a second person/);
  });

  it('of an evidence summary says whom it is for and asks for no decision', async () => {
    assert.match(
      await firstWords({ to: 'USAO SDNY | A. Attorney' }),
      /Prepared for A\. Attorney, USAO SDNY: what 15 rows of 4 sources record about 4 accounts.*asks for no decision and sets no date/,
    );
  });
});

describe('a recipient', () => {
  it('is read as a person of an agency when both are typed, and else as typed', () => {
    const read = ['USAO SDNY|A. Attorney', ' HSI | B. Agent ', 'Agent Lee', 'HSI|', '|B. Agent', 'A|B|C'].map(
      recipientText,
    );
    assert.deepEqual(read, ['A. Attorney, USAO SDNY', 'B. Agent, HSI', 'Agent Lee', 'HSI|', '|B. Agent', 'A|B|C']);
  });
});
