import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sniffFormat } from '../../../src/sources/index.ts';
import { factsOf, fixture, readAll, rejection } from './reading.ts';

const HEADER = 'victim,category,from,to,hours,rate,amount,currency,source_note';
const V = 'V-4k7q2m9x';
const rows = (...lines: string[]) => readAll('redress-victim-facts', `${HEADER}\n${lines.join('\n')}\n`);
const codes = async (...lines: string[]) => (await rows(...lines)).quarantine.map(({ code }) => code);

describe('a row of victim facts', () => {
  it('is a loss or a stretch of labour under a pseudonym, supplied by the victim', async () => {
    const result = await readAll('redress-victim-facts', fixture('redress-victim-facts', 'valid.csv'));
    assert.deepEqual(
      factsOf(result, 'victim-fact').map(({ id: _, record: __, ...fact }) => fact),
      [
        {
          kind: 'victim-fact',
          victim: V,
          category: 'LABOUR',
          from: '2012-03-04',
          to: '2012-03-10',
          hours: '100',
          rate: null,
          amount: null,
          currency: null,
          note: 'interview 2024-05-02, page 12',
        },
        {
          kind: 'victim-fact',
          victim: V,
          category: 'A',
          from: '2012-03-04',
          to: '2013-05-01',
          hours: null,
          rate: null,
          amount: '12400.00',
          currency: 'USD',
          note: 'clinic bills',
        },
      ],
    );
    assert.deepEqual(
      result.records.map(({ sourceClass, date }) => [sourceClass, date]),
      [
        ['VICTIM_SUPPLIED', null],
        ['VICTIM_SUPPLIED', null],
      ],
    );
  });

  it('says the same twice as two facts, for two receipts may be alike', async () => {
    const row = `${V},PAID,2012-03-10,,,,150,USD,`;
    const facts = factsOf(await rows(row, row), 'victim-fact');
    assert.equal(new Set(facts.map(({ id }) => id)).size, 2);
    assert.equal(facts[0]?.amount, '150.00');
  });

  for (const [row, code] of [
    [`,PAID,,,,,1,USD,`, 'MISSING_VALUE'],
    [`V-1,PAID,,,,,1,USD,`, 'BAD_IDENTIFIER'],
    [`V-4K7Q2M9X,PAID,,,,,1,USD,`, 'BAD_IDENTIFIER'],
    [`V-marybeth,PAID,,,,,1,USD,`, 'BAD_IDENTIFIER'],
    [`V-4k7q2m9i,PAID,,,,,1,USD,`, 'BAD_IDENTIFIER'],
    [`${V},G,,,,,1,USD,`, 'BAD_CODE'],
    [`${V},A,2012-02-30,,,,1,USD,`, 'BAD_DATE'],
    [`${V},A,2012-02-02,2012-02-01,,,1,USD,`, 'BAD_DATE'],
    [`${V},A,2012-02,,,,1,USD,`, 'BAD_DATE'],
    [`${V},A,,,,,,USD,`, 'MISSING_VALUE'],
    [`${V},GROSS,,,10,20,,USD,`, 'MISSING_VALUE'],
    [`${V},A,,,,,1,,`, 'MISSING_VALUE'],
    [`${V},A,,,,,1,dollars,`, 'BAD_CODE'],
    [`${V},A,,,,,-1,USD,`, 'BAD_AMOUNT'],
    [`${V},A,,,,,1e5,USD,`, 'BAD_AMOUNT'],
    [`${V},LABOUR,2012-03-04,,,,,,`, 'MISSING_VALUE'],
    [`${V},LABOUR,,,,7.25,,USD,`, 'MISSING_VALUE'],
    [`${V},LABOUR,,,40,7.25,,,`, 'MISSING_VALUE'],
    [`${V},LABOUR,2012-03-04,2012-03-04,24.01,,,,`, 'BAD_AMOUNT'],
    [`${V},LABOUR,,,7:30,,,,`, 'BAD_AMOUNT'],
    [`${V},A,,,,,1,USD`, 'BAD_ROW'],
    [`${V},A,,,,,1,USD,${'long '.repeat(101)}`, 'BAD_ROW'],
    [`${V},A,,,,,1,USD,write to ann@example.org`, 'IDENTITY_IN_TEXT'],
  ] as const) {
    it(`is quarantined with ${code}: ${row.slice(0, 60)}`, async () => assert.deepEqual(await codes(row), [code]));
  }

  it('measures labour by its hours, or by its span alone', async () => {
    const labour = [`${V},LABOUR,,,112,,,,`, `${V},labour,2012-03-04,2012-03-10,168,7.255,,USD,`];
    assert.deepEqual(
      factsOf(await rows(...labour, `${V},LABOUR,2012-03-04,2012-03-04,,,,,`), 'victim-fact').map((fact) => [
        fact.hours,
        fact.from,
        fact.rate,
      ]),
      [
        ['112', null, null],
        ['168', '2012-03-04', '7.255'],
        [null, '2012-03-04', null],
      ],
    );
  });
});

describe('R18: a row that is refused', () => {
  const NAME = 'Maria Canary';

  it('is never shown and never quoted, whatever column the name slipped into', async () => {
    const good = [V, 'LABOUR', '2012-03-04', '2012-03-10', '100', '7.25', '10', 'USD'];
    const slipped = good.map((_, column) => good.map((cell, i) => (i === column ? NAME : cell)).join(','));
    const result = await rows(...slipped.map((row) => `${row},`), `${good.join(',')},${NAME},${NAME}`, NAME);
    assert.equal(result.quarantine.length, good.length + 2);
    for (const { raw, message } of result.quarantine) {
      assert.equal(raw, '[withheld: the row may name a person]');
      assert.ok(!message.includes('Canary'), message);
    }
  });

  it('does not give its name away as the header of a file that has none', async () => {
    const bytes = `${NAME},PAID,,,,,150,USD,\n`;
    const failed = await rejection(readAll('redress-victim-facts', bytes));
    assert.equal(failed.code, 'WRONG_HEADER');
    assert.ok(!failed.message.includes('Canary'), failed.message);
    const slip = sniffFormat(Buffer.from(`${HEADER.replace('victim', NAME)}\n`), 'x.csv');
    assert.equal(slip.ok ? '' : slip.error.code, 'WRONG_HEADER');
    assert.ok(!JSON.stringify(slip).includes('Canary'));
  });
});
