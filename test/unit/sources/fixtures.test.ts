import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { unwrap } from '../../../src/core/index.ts';
import { FORMAT_IDS } from '../../../src/facts/index.ts';
import { parseTableMap, REGISTRY, sniffFormat } from '../../../src/sources/index.ts';
import { fixture, readAll } from './reading.ts';

const CASES = [
  { format: 'fincen-sar', file: 'xml', rows: 1, code: 'BAD_DATE', locator: 'Activity 1 SeqNum 2' },
  { format: 'fincen-ctr', file: 'xml', rows: 1, code: 'BAD_AMOUNT', locator: 'Activity 1 SeqNum 2' },
  { format: 'fincen-ack', file: 'xml', rows: 2, code: 'BAD_IDENTIFIER', locator: 'Activity 1 SeqNum 3' },
  { format: 'bods', file: 'json', rows: 3, code: 'DANGLING_REFERENCE', locator: '/0' },
  { format: 'ofac-sdn', file: 'csv', rows: 2, code: 'BAD_IDENTIFIER', locator: 'line 1' },
  { format: 'redress-transfers', file: 'csv', rows: 2, code: 'BAD_DATE', locator: 'line 2' },
  { format: 'redress-accounts', file: 'csv', rows: 1, code: 'BAD_IDENTIFIER', locator: 'line 2' },
  { format: 'redress-balances', file: 'csv', rows: 1, code: 'BAD_AMOUNT', locator: 'line 2' },
  { format: 'redress-assets', file: 'csv', rows: 1, code: 'BAD_CODE', locator: 'line 2' },
  { format: 'redress-victim-facts', file: 'csv', rows: 2, code: 'BAD_IDENTIFIER', locator: 'line 2' },
  { format: 'redress-outcomes', file: 'ndjson', rows: 2, code: 'BAD_ROW', locator: 'line 1' },
  { format: 'icij-fincen-files', file: 'csv', rows: 1, code: 'BAD_DATE', locator: 'line 2' },
  { format: 'table', file: 'tsv', rows: 1, code: 'BAD_AMOUNT', locator: 'line 2' },
] as const;

describe('the smallest file of each format', () => {
  it('exists for every format of the registry', () => {
    assert.deepEqual(
      CASES.map(({ format }) => format),
      [...FORMAT_IDS],
    );
    assert.deepEqual(Object.keys(REGISTRY), [...FORMAT_IDS]);
  });

  for (const { format, file, rows, code, locator } of CASES) {
    const map = format === 'table' ? { map: unwrap(parseTableMap(fixture('table', 'map.json').toString())) } : {};

    it(`${format}: the valid file is known by its content and kept whole`, async () => {
      const bytes = fixture(format, `valid.${file}`);
      if (format !== 'table') assert.deepEqual(sniffFormat(bytes, 'x'), { ok: true, value: format });
      const result = await readAll(format, bytes, map);
      assert.deepEqual(result.quarantine, []);
      assert.deepEqual(result.counts, { rowsRead: rows, records: rows, quarantined: 0 });
    });

    it(`${format}: the invalid file gives one quarantined row with ${code}`, async () => {
      const result = await readAll(format, fixture(format, `invalid.${file}`), map);
      assert.deepEqual(
        result.quarantine.map((row) => [row.code, row.locator, row.ordinal]),
        [[code, locator, 0]],
      );
      assert.deepEqual(result.counts, { rowsRead: 1, records: 0, quarantined: 1 });
      assert.deepEqual(result.facts, []);
    });
  }
});
