import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sniffFormat } from '../../../src/sources/index.ts';
import { factsOf, fixture, readAll, rejection } from './reading.ts';

const ASSET = `ast_${'1'.repeat(32)}`;
const LEAD = `led_${'2'.repeat(32)}`;
const V = 'V-4k7q2m9x';
const good = { id: 'o1', type: 'payment', victim: V, amount: '10.00', at: '2024-01-02' };
const read = (...rows: (object | string)[]) =>
  readAll('redress-outcomes', rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n'));

describe('a line of outcomes', () => {
  it('is one outcome about a lead, an asset or a victim', async () => {
    const result = await readAll('redress-outcomes', fixture('redress-outcomes', 'valid.ndjson'));
    assert.deepEqual(
      factsOf(result, 'outcome').map(({ id: _, record: __, kind: ___, ...fact }) => fact),
      [
        {
          reference: 'out-1',
          outcomeType: 'restraint',
          lead: null,
          asset: 'ast_00000000000000000000000000000001',
          victim: null,
          amount: null,
          at: '2024-03-01',
          authority: 'D. Md.',
          document: 'order of 1 March 2024',
        },
        {
          reference: 'out-2',
          outcomeType: 'payment',
          lead: null,
          asset: null,
          victim: V,
          amount: '1200.00',
          at: '2024-09-01T10:00:00Z',
          authority: null,
          document: null,
        },
      ],
    );
    assert.deepEqual(
      result.records.map(({ locator, sourceClass, date }) => [locator, sourceClass, date]),
      [1, 2].map((line) => [{ kind: 'line', line }, 'PROCESS_OBTAINED', null]),
    );
  });

  it('may stand in an array', async () => {
    const result = await read(JSON.stringify([good, { ...good, id: 'o2', type: 'order' }]));
    assert.deepEqual(
      result.records.map(({ locator }) => locator),
      [0, 1].map((index) => ({ kind: 'pointer', pointer: `/${index}` })),
    );
  });

  for (const [change, code] of [
    [{ id: undefined }, 'MISSING_VALUE'],
    [{ id: '' }, 'MISSING_VALUE'],
    [{ id: 7 }, 'BAD_ROW'],
    [{ id: 'x'.repeat(81) }, 'BAD_ROW'],
    [{ type: 'seized' }, 'BAD_CODE'],
    [{ type: undefined }, 'MISSING_VALUE'],
    [{ lead: 'led_1' }, 'BAD_IDENTIFIER'],
    [{ lead: `net_${'1'.repeat(32)}` }, 'BAD_IDENTIFIER'],
    [{ asset: 'parcel 12' }, 'BAD_IDENTIFIER'],
    [{ victim: 'Maria Canary' }, 'BAD_IDENTIFIER'],
    [{ victim: null }, 'MISSING_VALUE'],
    [{ type: 'seizure' }, 'MISSING_VALUE'],
    [{ amount: undefined }, 'MISSING_VALUE'],
    [{ amount: 10 }, 'BAD_ROW'],
    [{ amount: '-10.00' }, 'BAD_AMOUNT'],
    [{ amount: '0.00' }, 'BAD_AMOUNT'],
    [{ amount: '1,000.00' }, 'BAD_AMOUNT'],
    [{ at: '2024-02-30' }, 'BAD_DATE'],
    [{ at: '2024-01-02T10:00' }, 'BAD_DATE'],
    [{ at: undefined }, 'MISSING_VALUE'],
    [{ victimName: 'Maria Canary' }, 'BAD_ROW'],
    [{ document: 'a\u0000b' }, 'BAD_TEXT'],
  ] as const) {
    it(`is quarantined with ${code}: ${JSON.stringify(change)}`, async () => {
      const result = await read({ ...good, ...change }, good);
      assert.deepEqual(result.counts, { rowsRead: 2, records: 1, quarantined: 1 });
      const [row] = result.quarantine;
      assert.deepEqual([row?.code, row?.locator, row?.raw], [code, 'line 1', '[withheld: the row may name a person]']);
      assert.ok(!row?.message.includes('Canary'), 'R18: no message repeats what the row says');
    });
  }

  it('needs an amount where money is meant, and an asset or a lead where property is', async () => {
    const rows = ['tro', 'restraint', 'seizure', 'forfeiture', 'recall', 'declined'].map((type) => {
      return { id: type, type, asset: ASSET, at: '2024-01-02' };
    });
    assert.deepEqual((await read(...rows, { ...good, type: 'transfer_1594f', lead: LEAD })).quarantine, []);
    const refused = await read({ id: 'a', type: 'order', lead: LEAD, at: '2024-01-02' });
    assert.deepEqual(
      refused.quarantine.map(({ code }) => code),
      ['MISSING_VALUE'],
    );
  });

  it('rejects the whole file when it is not JSON', async () => {
    assert.equal((await rejection(read(good, '{"id":}'))).code, 'MALFORMED_JSON');
    assert.equal((await rejection(read(good, '{"id":"o2"'))).code, 'TRUNCATED');
  });

  it('is known by its id, its type and its date', () => {
    const sniffed = (text: string) => {
      const answer = sniffFormat(Buffer.from(text), 'x.ndjson');
      return answer.ok ? answer.value : answer.error.code;
    };
    assert.equal(sniffed(JSON.stringify(good)), 'redress-outcomes');
    assert.equal(sniffed(`\ufeff[\n ${JSON.stringify(good)}]`), 'redress-outcomes');
    assert.equal(sniffed(JSON.stringify({ ...good, type: 'sold' })), 'UNKNOWN_FORMAT');
    assert.equal(sniffed('{"type":"payment"}'), 'UNKNOWN_FORMAT');
  });
});
