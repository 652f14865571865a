import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compareText } from '../../../src/core/index.ts';
import { keysUnder, orderedInteger, orderedKey, searchPart } from '../../../src/store/neo4j/order-keys.ts';

const id = fc.stringMatching(/^[\x21-\x7e]{1,80}$/);
const integer = fc.maxSafeInteger();

describe('a key that carries an order', () => {
  it('sorts integers as numbers, negative ones too, to the ends of what is kept', () => {
    fc.assert(
      fc.property(integer, integer, (a, b) => {
        assert.equal(compareText(orderedInteger(a), orderedInteger(b)), Math.sign(a - b));
      }),
    );
    assert.equal(orderedInteger(Number.MIN_SAFE_INTEGER), '00000000000000001');
    assert.equal(orderedInteger(0), '09007199254740992');
    assert.equal(orderedInteger(Number.MAX_SAFE_INTEGER), '18014398509481983');
  });

  it('sorts by its parts in turn, whatever the ids are', () => {
    fc.assert(
      fc.property(id, id, integer, integer, (a, b, m, n) => {
        const expected = compareText(a, b) || Math.sign(m - n);
        assert.equal(compareText(orderedKey(a, orderedInteger(m)), orderedKey(b, orderedInteger(n))), expected);
      }),
    );
  });

  it('stands between the bounds of its first part and of no other', () => {
    fc.assert(
      fc.property(id, id, id, (of, other, rest) => {
        const { after, before } = keysUnder(of);
        const isUnder = (key: string) => after < key && key < before;
        assert.equal(isUnder(orderedKey(of, rest)), true);
        if (other !== of) assert.equal(isUnder(orderedKey(other, rest)), false);
      }),
    );
  });

  it('stands for a search key by its hash, so that blanks and lengths do no harm', () => {
    // SHA-256 of the two bytes "ab" (FIPS 180-4, any implementation).
    assert.equal(searchPart('ab'), 'fb8e20fc2e4c3f248c60c39bd652f3c1347298bb977b8b4d5903b85055620603');
    assert.match(searchPart('a '.repeat(2_000)), /^[0-9a-f]{64}$/);
    assert.notEqual(searchPart('a'), searchPart('a '));
  });
});
