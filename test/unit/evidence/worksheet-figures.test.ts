import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildBag } from '../../../src/evidence/index.ts';
import { makeScene } from '../leads/scene.ts';
import { temporaryFolder } from './folders.ts';
import { testSigner } from './keys.ts';
import { forgedWhole, packageOf, textOf } from './small-package.ts';
import { byPython, byRedress, byScript, python } from './verifiers.ts';

/** Vectors W1 (100 hours in one week of 2012, unpaid) and W3 (the minimum wage changes on the Friday), as victims state them. */
const FACTS = `victim,category,from,to,hours,rate,amount,currency,source_note
V-a1b2c3d4,LABOUR,2009-07-19,2009-07-25,84,,,,
V-a1b2c3d4,LABOUR,2012-03-04,2012-03-10,100,,,,
V-a1b2c3d4,PAID,2012-03-04,2012-03-10,,,50.00,USD,
`;
const made = await packageOf(await makeScene({ 'victim-facts.csv': FACTS }));
const WORKSHEET = 'data/restitution.json';
const WEEKS = 'data/schedules/restitution-weeks.csv';

/** What a forger changes in one place, making every hash of the package fit again. */
const FORGERIES: readonly (readonly [what: string, file: string, from: string | RegExp, to: string])[] = [
  ['an hour of a week', WORKSHEET, '"hours":"100"', '"hours":"101"'],
  ['an hour of a week in which the rate changed', WORKSHEET, '"hours":"84"', '"hours":"94"'],
  [
    'the minimum wage of a week',
    WORKSHEET,
    /"rate":"7\.25"\}\],"regularRate":"7\.25"/,
    '"rate":"7.35"}],"regularRate":"7.25"',
  ],
  [
    'one more rate that did not hold',
    WORKSHEET,
    '{"from":"2012-03-04","rate":"7.25"}',
    '{"from":"2012-03-04","rate":"7.25"},{"from":"2012-03-05","rate":"7.25"}',
  ],
  ['the average rate', WORKSHEET, '"regularRate":"6.75"', '"regularRate":"6.76"'],
  ['straight time', WORKSHEET, '"straight":"725.00"', '"straight":"726.00"'],
  ['an exemption from overtime', WORKSHEET, '"overtimeExempt":false', '"overtimeExempt":true'],
  ['what was paid', WORKSHEET, '"paid":"50.00"', '"paid":"60.00"'],
  ['the equal amount of 216(b)', WORKSHEET, /"flsaLiquidated":"1608\.00"/, '"flsaLiquidated":"1609.00"'],
  ['an hour in the schedule of weeks', WEEKS, ',100,', ',101,'],
  ['what is due in the schedule of weeks', WEEKS, '942.50', '942.60'],
  ['a week left out of the schedule', WEEKS, /VF-1,2012-03-04,.*\r\n/, ''],
];

describe('A restitution worksheet with hours', () => {
  it('stands in the package as the vectors W1 and W3 have it', () => {
    const { victims } = JSON.parse(textOf(made, WORKSHEET));
    const stated = victims.find(({ id }: { id: string }) => id === 'VF-1');
    assert.deepEqual(
      stated.weeks.map(({ hours, regularRate, due, unpaid }: Record<string, string>) => [
        hours,
        regularRate,
        due,
        unpaid,
      ]),
      [
        ['84', '6.75', '715.50', '715.50'],
        ['100', '7.25', '942.50', '892.50'],
      ],
    );
  });

  it('is made again from its hours by all three verifiers', async () => {
    const bag = buildBag({ ...made, signer: testSigner });
    const found = [await byRedress(bag), byScript(bag), ...(python === null ? [] : byPython([bag], temporaryFolder()))];
    for (const { ok, verdict } of found) assert.ok(ok, verdict);
  });

  const forged = FORGERIES.map(([what, file, from, to]) => ({
    what,
    file,
    bag: forgedWhole(made, file, (text) => text.replace(from, to)),
  }));
  for (const { what, file, bag } of forged)
    it(`is found out by redress and the script for Node, all hashes remade: ${what}`, async () => {
      for (const { ok, firstBroken, verdict } of [await byRedress(bag), byScript(bag)])
        assert.deepEqual([ok, firstBroken], [false, file], verdict);
    });

  it('is found out by the script for Python, all hashes remade', (t) => {
    if (python === null) return t.skip('NOT RUN: no python3 here');
    const found = byPython(
      forged.map(({ bag }) => bag),
      temporaryFolder(),
    );
    for (const [i, { what, file }] of forged.entries())
      assert.deepEqual([found[i]?.ok, found[i]?.firstBroken], [false, file], `${what}: ${found[i]?.verdict}`);
    return undefined;
  });
});
