import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  addMoney,
  compareMoney,
  hasExcessDecimals,
  moneyRatio,
  moneyText,
  parseMoney,
  sumMoney,
  unwrap,
} from '../../../src/core/index.ts';

const usd = (text: string) => unwrap(parseMoney(text, 'USD'));

describe('money', () => {
  it('reads a plain decimal to the minor units of its currency', () => {
    assert.deepEqual(usd('1234.5'), { units: 123450n, scale: 2, currency: 'USD' });
    assert.deepEqual(unwrap(parseMoney('1234', 'JPY')), { units: 1234n, scale: 0, currency: 'JPY' });
    assert.deepEqual(unwrap(parseMoney('1.5', 'KWD')), { units: 1500n, scale: 3, currency: 'KWD' });
  });

  it('refuses exponents, group marks, blanks, a bare point and a plus sign', () => {
    for (const text of ['1e5', '1,000.00', ' 1', '1 ', '.5', '5.', '+5', '', '--5', '１']) {
      const read = parseMoney(text, 'USD');
      assert.equal(read.ok ? 'read' : read.error.code, 'BAD_AMOUNT', text);
    }
  });

  it('keeps more decimals than the currency has, and says so', () => {
    const camt = usd('10.12345');
    assert.equal(moneyText(camt), '10.12345');
    assert.equal(hasExcessDecimals(camt), true);
    assert.equal(hasExcessDecimals(usd('10.12')), false);
  });

  it('refuses a fourteenth decimal and a thirty-first digit', () => {
    assert.equal(parseMoney(`1.${'1'.repeat(13)}`, 'USD').ok, true);
    assert.equal(parseMoney(`1.${'1'.repeat(14)}`, 'USD').ok, false);
    assert.equal(parseMoney(`${'9'.repeat(28)}.00`, 'USD').ok, true);
    assert.equal(parseMoney(`${'9'.repeat(29)}.00`, 'USD').ok, false);
  });

  it('adds amounts of unequal scale exactly', () => {
    assert.equal(moneyText(addMoney(usd('0.10'), usd('0.200'))), '0.300');
    assert.equal(moneyText(sumMoney([usd('0.10'), usd('0.20')], 'USD')), '0.30');
    assert.equal(moneyText(sumMoney([], 'USD')), '0.00');
  });

  it('never adds or compares two currencies', () => {
    const eur = unwrap(parseMoney('1.00', 'EUR'));
    assert.throws(() => addMoney(usd('1.00'), eur), /two currencies: USD and EUR/);
    assert.throws(() => compareMoney(usd('1.00'), eur), TypeError);
  });

  it('prints negative amounts below one with their sign', () => {
    assert.equal(moneyText(usd('-0.07')), '-0.07');
  });

  it('gives no ratio to a whole of zero, because unknown is not zero', () => {
    assert.equal(moneyRatio(usd('1.00'), usd('0.00')), null);
    assert.equal(moneyRatio(usd('1.00'), usd('4.00')), 0.25);
  });
});
