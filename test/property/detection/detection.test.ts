import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { moneyText, parseMoney, unwrap } from '../../../src/core/index.ts';
import { amountText, ticksOf } from '../../../src/detection/amounts.ts';
import { sameName } from '../../../src/detection/name-likeness.ts';
import { hypergeometricTail } from '../../../src/detection/roles/hypergeometric.ts';

const decimal = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.integer({ min: 0, max: 13 }))
  .map(([units, places]) => {
    const digits = units.toString().padStart(places + 1, '0');
    return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  });

describe('Amounts in ticks', () => {
  it('lose nothing: text, ticks and text again are one amount', () => {
    fc.assert(
      fc.property(decimal, (text) => {
        const ticks = ticksOf(unwrap(parseMoney(text, 'USD')));
        const again = unwrap(parseMoney(amountText(ticks, 'USD'), 'USD'));
        assert.equal(ticksOf(again), ticks);
        assert.ok(moneyText(again).split('.')[1]?.length !== 1);
      }),
    );
  });
});

describe('Names', () => {
  it('are like themselves in any order and case of their words', () => {
    const word = fc.stringMatching(/^[A-Z][a-z]{3,9}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
        assert.ok(sameName(words.join(' '), [...words].reverse().join(' ').toUpperCase()));
      }),
    );
  });
});

describe('The hypergeometric tail', () => {
  it('falls with the number of hits and starts at one', () => {
    const sizes = fc
      .integer({ min: 1, max: 400 })
      .chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 0, max: n }), fc.integer({ min: 0, max: n })));
    fc.assert(
      fc.property(sizes, ([population, marked, draws]) => {
        assert.ok(Math.abs(hypergeometricTail(population, marked, draws, 0) - 1) < 1e-9);
        let last = 1 + 1e-9;
        for (let hits = 0; hits <= Math.min(marked, draws); hits++) {
          const tail = hypergeometricTail(population, marked, draws, hits);
          assert.ok(tail <= last + 1e-9 && tail >= 0);
          last = tail;
        }
      }),
    );
  });
});
