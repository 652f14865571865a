import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { unwrap } from '../../../src/core/index.ts';
import { parseTableMap, REGISTRY } from '../../../src/sources/index.ts';
import { fixture, readAll } from './reading.ts';
import { partsOf, readPart } from './splitting.ts';

const HEADER = 'institution,account,as_of,balance,currency,kind';
const rows = (count: number) => Array.from({ length: count }, (_, i) => `021000021,${i},2024-01-01,5,USD,ledger`);
const balances = (text: string) => ({ format: 'redress-balances', bytes: Buffer.from(text) }) as const;

describe('where a file is cut', () => {
  it('is after a record: offsets, the line and the ordinal of the first row, and the end of the header', async () => {
    const text = `${HEADER}\n${rows(4).join('\n')}\n`;
    const [header, row] = [HEADER.length + 1, (rows(1)[0]?.length ?? 0) + 1];
    assert.deepEqual(await partsOf(balances(text), 2 * row), [
      { index: 0, start: 0, end: header + row, firstLine: 1, firstRow: 0, headerEnd: 0 },
      { index: 1, start: header + row, end: header + 3 * row, firstLine: 3, firstRow: 1, headerEnd: header },
      { index: 2, start: header + 3 * row, end: text.length, firstLine: 5, firstRow: 3, headerEnd: header },
    ]);
  });

  it('is never before the header has ended, nor within a quoted cell, nor at the end of the file', async () => {
    const text = `\n\n${HEADER}\n"021000021\n\n\n",1,2024-01-01,5,USD,ledger\n`;
    assert.deepEqual(
      (await partsOf(balances(text), 1)).map(({ start, firstLine }) => [start, firstLine]),
      [
        [0, 1],
        [HEADER.length + 3, 4],
      ],
    );
  });

  it('is nowhere in a small file, in XML, in a JSON array and in BODS, whose references go across the file', async () => {
    assert.equal((await partsOf(balances(`${HEADER}\n${rows(3).join('\n')}\n`), 1024)).length, 1);
    for (const [format, name] of [
      ['fincen-sar', 'valid.xml'],
      ['fincen-ctr', 'valid.xml'],
      ['bods', 'valid.json'],
    ] as const) {
      const bytes = fixture(format, name);
      assert.deepEqual(await partsOf({ format, bytes }, 1), [
        { index: 0, start: 0, end: bytes.length, firstLine: 1, firstRow: 0, headerEnd: 0 },
      ]);
    }
    const columns = { institution: 'i', account: 'n', as_of: 'd', balance: 'b', currency: 'c', kind: 'k' };
    const map = unwrap(parseTableMap(JSON.stringify({ target: 'balances', container: 'ndjson', columns })));
    const objects = ['{"i":"021000021"}', '{"n":"1"}', '{"d":"2024-01-01"}'];
    const parts = async (text: string) =>
      (await partsOf({ format: 'table', bytes: Buffer.from(text), map }, 1)).map(({ firstLine }) => firstLine);
    assert.deepEqual(await parts(`[${objects.join(',\n')}]`), [1]);
    assert.deepEqual(await parts(objects.join('\n')), [1, 2, 3]);
    assert.deepEqual(await parts(`${objects.join('\n')}\n]\n{}\n{}`), [1, 2, 3, 4]);
  });

  it('is stated by every format', () => {
    assert.deepEqual(Object.fromEntries(Object.values(REGISTRY).map(({ id, cutting }) => [id, cutting(null)])), {
      'fincen-sar': 'nowhere',
      'fincen-ctr': 'nowhere',
      'fincen-ack': 'nowhere',
      bods: 'nowhere',
      'ofac-sdn': 'after-csv-record',
      'redress-transfers': 'after-csv-header',
      'redress-accounts': 'after-csv-header',
      'redress-balances': 'after-csv-header',
      'redress-assets': 'after-csv-header',
      'redress-victim-facts': 'after-csv-header',
      'redress-outcomes': 'after-json-value',
      'icij-fincen-files': 'after-csv-header',
      table: 'nowhere',
    });
  });
});

describe('a part of a table', () => {
  it('of which every 1 MiB is cut holds blocks of at most 1,000 rows with the ordinals of the file', async () => {
    const text = `${HEADER}\n${rows(60_000).join('\n')}\n`;
    const content = balances(text);
    const parts = await partsOf(content, 1024 ** 2);
    assert.equal(parts.length, 3);
    let ordinal = 0;
    for (const chunk of parts) {
      assert.equal(chunk.firstRow, ordinal);
      for (const block of await readPart(content, chunk)) {
        assert.ok(block.records.length <= 1_000);
        for (const record of block.records) assert.equal(record.ordinal, ordinal++);
      }
    }
    assert.equal(ordinal, 60_000);
  });

  it('says why the file is rejected without a word of what the cell holds', async () => {
    const text = `${HEADER}\n"021000021\r\n",1,2024-01-01,5,USD,ledger\r\nsecret"name,,,,,\r\n`;
    await assert.rejects(readAll('redress-balances', text), (error: Error) => {
      assert.match(error.message, /CSV: the record has a quote where none may stand \(test-file, line 4\)/);
      assert.doesNotMatch(error.message, /secret/);
      return true;
    });
  });
});
