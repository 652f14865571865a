import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Bag } from '../../../src/evidence/index.ts';
import { buildBag } from '../../../src/evidence/index.ts';
import { makeScene } from '../leads/scene.ts';
import { temporaryFolder } from './folders.ts';
import { testSigner } from './keys.ts';
import { forged, forgedJson, packageOf } from './small-package.ts';
import { byPython, byRedress, byScript, python } from './verifiers.ts';

const made = await packageOf(await makeScene());
const inSchedule = (file: string, from: string | RegExp, to: string): [string, Bag] => [
  `data/schedules/${file}`,
  forged(made, `data/schedules/${file}`, (text) => text.replace(from, to)),
];

/** Packages that are signed and whole, and say something that does not follow from their own data. */
const FORGERIES: readonly (readonly [what: string, file: string, bag: Bag])[] = [
  ['a sum of an account', ...inSchedule('by-account.csv', '2860.00', '2860.01')],
  ['a count of movements', ...inSchedule('by-account.csv', 'A-2,3,', 'A-2,4,')],
  ['a movement left out of a month', ...inSchedule('by-month.csv', /A-4,2024-03,.*\r\n/, '')],
  ['a movement under another month', ...inSchedule('by-month.csv', 'A-2,2024-04', 'A-2,2024-05')],
  ['a movement under another counterparty', ...inSchedule('by-counterparty.csv', 'Bright Motors', 'Bright Motor')],
  ['a method of payment', ...inSchedule('payments-by-method.csv', 'A-2,check,1', 'A-2,wire,1')],
  ['an amount in the line of a party', ...inSchedule('benefit.csv', '1360.00', '1361.00')],
  ['a running balance', ...inSchedule('trace-lines.csv', ',1700.00,', ',1700.01,')],
  ['whose money a credit is', ...inSchedule('trace-lines.csv', ',own,3860.00', ',V-1,3860.00')],
  ['what a payment took under fifo', ...inSchedule('trace-lines.csv', '0.0000,500.0000,', '0.0000,499.9999,')],
  ['what a payment took pro rata', ...inSchedule('trace-lines.csv', '528.4974', '528.4975')],
  ['an amount beside its movement', ...inSchedule('trace-lines.csv', ',700.00,,V-1', ',800.00,,V-1')],
  ['what libr leaves', ...inSchedule('trace-results.csv', '2024-01-01,1360.00', '2024-01-01,1360.01')],
  [
    'an opening balance',
    'data/schedules/trace-lines.csv',
    forged(made, 'data/schedules/trace-results.csv', (text) => text.replace('USD,0.00,', 'USD,5.00,')),
  ],
  ['what a payment took, told twice', ...inSchedule('traced-payments.csv', '528.4974', '528.4973')],
  ['an original that is not listed', ...inSchedule('movements.csv', 'S1 line 2', 'S9 line 2')],
  [
    'a total of restitution',
    'data/restitution.json',
    forgedJson(made, 'data/restitution.json', ({ victims }) => {
      for (const victim of victims) victim.total = '700.01';
    }),
  ],
  [
    'who sent an original',
    'data/custody.json',
    forgedJson(made, 'data/custody.json', ({ events }) => {
      for (const event of events) event.from = 'someone else';
    }),
  ],
  [
    'an event of custody left out',
    'data/custody.json',
    forgedJson(made, 'data/custody.json', ({ events }) => {
      events.splice(1, 1);
    }),
  ],
  ['a paper that custody does not know', 'data/custody.json', forged(made, 'data/summary.html', (text) => `${text} `)],
];

describe('figures that do not follow from the data of a signed package', () => {
  for (const [what, file, bag] of FORGERIES)
    it(`are found and named by redress and by the script for Node: ${what}`, async () => {
      for (const found of [await byRedress(bag), byScript(bag)])
        assert.deepEqual([found.ok, found.firstBroken], [false, file], found.verdict);
    });

  it('are found and named by the script for Python', (t) => {
    if (python === null) return t.skip('NOT RUN: no python3 here');
    const found = byPython(
      FORGERIES.map(([, , bag]) => bag),
      temporaryFolder(),
    );
    for (const [i, [what, file]] of FORGERIES.entries())
      assert.deepEqual([found[i]?.ok, found[i]?.firstBroken], [false, file], `${what}: ${found[i]?.verdict}`);
    return undefined;
  });
});

describe('a package as it was made', () => {
  const bag = buildBag({ ...made, signer: testSigner });

  it('holds for all three verifiers, which make the same figures again', async () => {
    assert.equal((await byRedress(bag)).verdict, `intact, SIGNER NOT CHECKED: ${testSigner.keyId}`);
    assert.equal(byScript(bag).verdict, `intact, SIGNER NOT CHECKED: ${testSigner.keyId}`);
    if (python !== null) assert.equal(byPython([bag], temporaryFolder())[0]?.ok, true);
  });
});
