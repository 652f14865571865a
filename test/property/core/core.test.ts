import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import {
  addMoney,
  canonicalJson,
  compareMoney,
  dateOfDay,
  dayNumber,
  instantText,
  type Json,
  type Money,
  moneyText,
  parseInstant,
  parseMoney,
  subtractMoney,
  unwrap,
} from '../../../src/core/index.ts';

const money = fc
  .record({ units: fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), scale: fc.integer({ min: 2, max: 8 }) })
  .map(({ units, scale }): Money => ({ units, scale, currency: 'USD' }));

describe('money, for all amounts', () => {
  it('comes back from its text', () => {
    fc.assert(fc.property(money, (amount) => assert.deepEqual(unwrap(parseMoney(moneyText(amount), 'USD')), amount)));
  });

  it('adds in any order and takes back what was added', () => {
    fc.assert(
      fc.property(money, money, money, (a, b, c) => {
        assert.equal(compareMoney(addMoney(addMoney(a, b), c), addMoney(a, addMoney(b, c))), 0);
        assert.equal(compareMoney(subtractMoney(addMoney(a, b), b), a), 0);
      }),
    );
  });

  it('agrees with whole numbers of the smallest unit', () => {
    fc.assert(
      fc.property(money, money, (a, b) => {
        const at8 = (m: Money) => m.units * 10n ** BigInt(8 - m.scale);
        assert.equal(at8(addMoney(a, b)), at8(a) + at8(b));
      }),
    );
  });
});

describe('dates, for all days of ten millennia', () => {
  it('come back from their day number', () => {
    fc.assert(
      fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (day) => assert.equal(dayNumber(dateOfDay(day)), day)),
    );
  });

  it('agree with a second implementation', () => {
    fc.assert(
      fc.property(fc.integer({ min: -25_000, max: 100_000 }), (day) => {
        assert.equal(dateOfDay(day), new Intl.DateTimeFormat('sv-SE', { timeZone: 'UTC' }).format(day * 86_400_000));
      }),
    );
  });

  it('instants come back from their text', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000_000_000 }), (micros) =>
        assert.equal(unwrap(parseInstant(instantText(micros))), micros),
      ),
    );
  });
});

describe('canonical JSON, for all values', () => {
  it('is what another implementation of RFC 8785 writes', () => {
    const values = fc.jsonValue({ maxDepth: 4 });
    fc.assert(
      fc.property(values, (value) => assert.equal(canonicalJson(value as Json), canonicalize(value))),
      { numRuns: 2000 },
    );
  });

  it('refuses a lone surrogate, which no two programs write alike', () => {
    assert.throws(() => canonicalJson('\ud800'), /lone surrogate/);
  });
});
