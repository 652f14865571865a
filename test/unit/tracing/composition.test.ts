import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tooManyParts } from '../../../src/tracing/bounds.ts';
import { splitProRata } from '../../../src/tracing/composition.ts';

/** What is left when one unit is paid out of `units`, of which `claim` are a claim and the rest own money. */
const lessOne = (units: bigint, claim: bigint) =>
  splitProRata({ units, denominator: 1n, labels: ['V1', 'own'], parts: [claim, units - claim] }, 1n);

describe('the bound of exact compositions (interface 5)', () => {
  it('lets a denominator of 4,096 bits stand', () => {
    const units = 2n ** 4096n - 1n;
    const { roundings, left } = lessOne(units, 1n);
    assert.deepEqual([roundings, left.denominator === units], [0, true]);
  });

  it('rounds one of 4,097 bits to 10^-12 of a minor unit, and the parts still add exactly', () => {
    const units = 2n ** 4096n + 1n;
    const { roundings, left } = lessOne(units, units / 3n);
    assert.deepEqual([roundings, left.denominator], [1, 10n ** 12n]);
    assert.ok(left.parts.reduce((total, part) => total + part, 0n) === (units - 1n) * 10n ** 12n);
  });
});

describe('the bound of what a trace prints', () => {
  it('is two million parts: movements times tags', () => {
    assert.equal(tooManyParts(1_000_000, 2), null);
    assert.equal(tooManyParts(666_667, 3)?.code, 'LIMIT');
  });
});
