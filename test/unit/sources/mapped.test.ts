import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { moneyText, unwrap } from '../../../src/core/index.ts';
import { parseTableMap } from '../../../src/sources/index.ts';
import { factsOf, fixture, readAll, rejection } from './reading.ts';

const BASE = {
  target: 'transfers',
  columns: { transfer_id: 0, posted_at: 'when', from_account: 2, to_account: 4, amount: 'sum' },
  constants: { currency: 'USD', from_institution: '010', to_institution: '011' },
};
const mapOf = (extra: object) => unwrap(parseTableMap(JSON.stringify({ ...BASE, ...extra })));
const HEADER = 'id,when,Account,sum,Account';

async function amountOf(text: string, extra: object): Promise<string> {
  const result = await readAll('table', `${HEADER}\n1,2024-01-01,A,"${text}",B\n`, { map: mapOf(extra) });
  const [transfer] = factsOf(result, 'transfer');
  return transfer === undefined ? (result.quarantine[0]?.code ?? '') : moneyText(transfer.amount);
}

describe('a mapped table', () => {
  it('reads the shipped example: tab, decimal comma, day first', async () => {
    const map = unwrap(parseTableMap(fixture('table', 'map.json').toString()));
    const [transfer] = factsOf(await readAll('table', fixture('table', 'valid.tsv'), { map }), 'transfer');
    assert.deepEqual(
      [transfer?.at.date, transfer?.amount],
      ['2024-02-03', { units: 125075n, scale: 2, currency: 'EUR' }],
    );
  });

  it('reads two columns of one name by their position and keeps both in the content', async () => {
    const result = await readAll('table', `${HEADER}\n1,2024-01-01,A,5,B\n`, { map: mapOf({}) });
    assert.deepEqual(
      factsOf(result, 'account').map(({ institution, number }) => [institution, number]),
      [
        ['010', 'A'],
        ['011', 'B'],
      ],
    );
    assert.deepEqual(result.records[0]?.content, ['1', '2024-01-01', 'A', '5', 'B']);
  });

  it('moves the point of an exponent in the text when the map allows it, and refuses it otherwise', async () => {
    assert.equal(await amountOf('5.689852347E7', { allowExponent: true }), '56898523.47');
    assert.equal(await amountOf('1.2E-3', { allowExponent: true }), '0.0012');
    assert.equal(await amountOf('5E3', { allowExponent: true }), '5000.00');
    assert.equal(await amountOf('5E3', {}), 'BAD_AMOUNT');
    assert.equal(await amountOf('1E99', { allowExponent: true }), 'BAD_AMOUNT');
  });

  it('drops group marks only where they part thousands', async () => {
    assert.equal(await amountOf('1,234,567.50', { groupMark: ',' }), '1234567.50');
    assert.equal(await amountOf('12,34.50', { groupMark: ',' }), 'BAD_AMOUNT');
    assert.equal(await amountOf('1.234,50', { groupMark: '.', decimalMark: ',' }), '1234.50');
    assert.equal(await amountOf('1234.50', { decimalMark: ',' }), 'BAD_AMOUNT');
  });

  it('tries its date patterns in turn', async () => {
    const dateOf = async (text: string) => {
      const map = mapOf({ datePatterns: ['MMM d, yyyy', 'yyyy/MM/dd HH:mm'] });
      const result = await readAll('table', `${HEADER}\n1,"${text}",A,5,B\n`, { map });
      return factsOf(result, 'transfer')[0]?.at.text ?? result.quarantine[0]?.code;
    };
    assert.equal(await dateOf('Sept 7, 2015'), '2015-09-07');
    assert.equal(await dateOf('2022/09/01 00:20'), '2022-09-01T00:20:00');
    assert.equal(await dateOf('Feb 30, 2015'), 'BAD_DATE');
    assert.equal(await dateOf('Foo 3, 2015'), 'BAD_DATE');
  });

  it('reads NDJSON by key, with every digit of a number', async () => {
    const map = unwrap(
      parseTableMap(
        JSON.stringify({
          target: 'transfers',
          container: 'ndjson',
          columns: { transfer_id: 'id', posted_at: 'at', to_account: 'to', amount: 'sum' },
          constants: { currency: 'USD', to_institution: '010' },
        }),
      ),
    );
    const text =
      '{"id":7,"at":"2024-01-01","to":"X1","sum":12345678901234.10}\n{"id":8,"at":"2024-01-01","to":["X"],"sum":1}\n{"id":9,"at":"2024-01-01","to":"\\ud800","sum":1}\n';
    const result = await readAll('table', text, { map });
    assert.equal(factsOf(result, 'transfer')[0]?.amount.units, 1234567890123410n);
    assert.deepEqual(result.records[0]?.locator, { kind: 'line', line: 1 });
    assert.deepEqual(
      result.quarantine.map(({ code, locator }) => [code, locator]),
      [
        ['BAD_ROW', 'line 2'],
        ['BAD_TEXT', 'line 3'],
      ],
    );
  });

  it('is rejected when its header lacks a column or has it twice', async () => {
    const codeOf = async (header: string, extra: object) =>
      (await rejection(readAll('table', `${header}\n`, { map: mapOf(extra) }))).code;
    assert.equal(await codeOf('id,date,Account,sum,Account', {}), 'WRONG_HEADER');
    assert.equal(await codeOf('id,when,Account,sum,sum', {}), 'MAP_INVALID');
    assert.equal(await codeOf(HEADER, { header: ['id', 'when'] }), 'WRONG_HEADER');
  });

  it('is rejected without a map', async () => {
    assert.equal((await rejection(readAll('table', 'a,b\n'))).code, 'MAP_INVALID');
  });
});

describe('a map file', () => {
  const messageOf = (map: object | string): string => {
    const parsed = parseTableMap(typeof map === 'string' ? map : JSON.stringify(map));
    return parsed.ok ? 'valid' : `${parsed.error.code} ${parsed.error.message}`;
  };

  it('names its first wrong field', () => {
    assert.match(messageOf({ ...BASE, target: 'people' }), /^MAP_INVALID map field target/);
    assert.match(messageOf({ ...BASE, columns: { ...BASE.columns, colour: 'c' } }), /transfers has no field "colour"/);
    assert.match(messageOf({ ...BASE, constants: {} }), /field "currency" has no column and no constant/);
    assert.match(
      messageOf({ ...BASE, datePatterns: ['yyyy-MM'] }),
      /map field datePatterns.0: holds no year, month and day/,
    );
    assert.match(messageOf({ ...BASE, hasHeader: false }), /"posted_at" needs a position: no header/);
    assert.match(messageOf({ ...BASE, groupMark: '.' }), /map field groupMark: is the decimal mark/);
    assert.match(messageOf({ ...BASE, extra: 1 }), /MAP_INVALID/);
    assert.match(messageOf('{"target":'), /^MAP_INVALID the map is not JSON/);
  });
});
