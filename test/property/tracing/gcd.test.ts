import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { gcd } from '../../../src/tracing/gcd.ts';

function euclid(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

const long = fc.bigInt({ min: 0n, max: 2n ** 700n });

describe('The greatest common divisor', () => {
  it('is that of Euclid for integers of any length', () => {
    fc.assert(
      fc.property(long, long, fc.bigInt({ min: 1n, max: 2n ** 300n }), (a, b, common) => {
        assert.equal(gcd(a * common, b * common), euclid(a * common, b * common));
      }),
      { numRuns: 1000 },
    );
  });

  it('is told from 1 only when it is not below the floor', () => {
    fc.assert(
      fc.property(long, long, fc.bigInt({ min: 1n, max: 2n ** 300n }), (a, b, floor) => {
        const divisor = euclid(a, b);
        const found = gcd(a, b, floor);
        assert.ok(found === divisor || (found === 1n && divisor < floor));
      }),
      { numRuns: 500 },
    );
  });
});
