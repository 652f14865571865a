import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type ReadResult, readAll } from '../../unit/sources/reading.ts';
import { readInParts } from '../../unit/sources/splitting.ts';

const RUNS = process.env.REDRESS_LONG === '1' ? 2_000 : 100;
const NAME = 'Maria Canary';

const cell = fc.oneof(
  fc.constantFrom('', 'V-4k7q2m9x', 'A', 'LABOUR', 'PAID', '2024-01-02', '2024-01-31', '40', '7.25', '12.00', 'USD'),
  fc.constantFrom(NAME, `"${NAME}\nand ""others"""`, 'canary@example.org'),
);
const facts = fc.array(fc.array(cell, { minLength: 8, maxLength: 10 }), { maxLength: 8 }).map((rows) => {
  const header = 'victim,category,from,to,hours,rate,amount,currency,source_note';
  return {
    format: 'redress-victim-facts',
    bytes: Buffer.from([header, ...rows.map((row) => row.join())].join('\n')),
  } as const;
});

const value = fc.constantFrom(
  'V-4k7q2m9x',
  `led_${'1'.repeat(32)}`,
  `ast_${'2'.repeat(32)}`,
  '1.00',
  '2024-01-02',
  NAME,
  7,
  null,
);
const line = fc.record(
  {
    id: fc.constantFrom('o1', 'o2', NAME),
    type: fc.constantFrom('payment', 'restraint', 'declined', NAME),
    lead: value,
    asset: value,
    victim: value,
    amount: value,
    at: value,
    name: fc.constant(NAME),
  },
  { requiredKeys: ['id', 'type', 'at'], noNullPrototype: true },
);
const outcomes = fc.array(line, { minLength: 1, maxLength: 8 }).map((lines) => {
  const bytes = Buffer.from(lines.map((item) => JSON.stringify(item)).join('\n'));
  return { format: 'redress-outcomes', bytes } as const;
});

const content = fc.oneof(facts, outcomes);
const said = ({ blocks: _, ...rest }: ReadResult) => rest;

describe('files of victims and outcomes', () => {
  it('R18: show nothing of a row that is refused, whatever stands in whichever field', async () => {
    let refused = 0;
    const property = fc.asyncProperty(content, async ({ format, bytes }) => {
      const { quarantine, counts } = await readAll(format, bytes);
      assert.equal(counts.rowsRead, counts.records + counts.quarantined);
      refused += quarantine.length;
      assert.ok(!/canary/i.test(JSON.stringify(quarantine)));
    });
    await fc.assert(property, { numRuns: RUNS });
    assert.ok(refused > RUNS, `${refused} rows were refused`);
  });

  it('say the same in parts of any size as whole', async () => {
    const property = fc.asyncProperty(content, fc.integer({ min: 1, max: 400 }), async (given, size) => {
      assert.deepEqual(said(await readInParts(given, size)), said(await readAll(given.format, given.bytes)));
    });
    await fc.assert(property, { numRuns: RUNS });
  });
});
