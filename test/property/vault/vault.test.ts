import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isPseudonym } from '../../../src/facts/index.ts';
import { identityIn } from '../../../src/sources/index.ts';
import { CONSENT, opened } from '../../unit/vault/places.ts';

const cases = fc.constantFrom('c1', 'c2');
const identity = fc.record(
  {
    name: fc.constantFrom('Ann Doe', 'ann  doe', 'Bob Ray', 'Łucja Żak'),
    dob: fc.constantFrom(null, '1990', '1990-06-30'),
    contact: fc.constantFrom(null, 'a@example.org'),
  },
  { noNullPrototype: true },
);

describe('a vault under any sequence of additions', () => {
  it('gives equal people of one case one pseudonym, and no two others the same', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(cases, identity), { maxLength: 12 }), (people) => {
        const vault = opened();
        const known = new Map<string, string>();
        for (const [caseId, who] of people) {
          const key = JSON.stringify([caseId, who.name.toLowerCase().replace('  ', ' '), who.dob ?? who.contact]);
          const pseudonym = vault.add(caseId, who, CONSENT);
          assert.ok(isPseudonym(pseudonym));
          assert.equal(known.get(key) ?? pseudonym, pseudonym);
          known.set(key, pseudonym);
          const found = vault.find(caseId, pseudonym)?.identity;
          assert.deepEqual(found, { ...who, contact: who.contact ?? found?.contact });
        }
        assert.equal(new Set(known.values()).size, known.size);
      }),
      { numRuns: process.env.REDRESS_LONG === '1' ? 400 : 20 },
    );
  });
});

describe('the screen of free text', () => {
  it('finds every Social Security number, telephone number and e-mail address in any surroundings', () => {
    const digits = (length: number) =>
      fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });
    const mark = fc.constantFrom('-', ' ', '.');
    const number = fc.oneof(
      fc.tuple(digits(3), mark, digits(2), mark, digits(4)).map((parts) => parts.join('')),
      fc.tuple(digits(3), mark, digits(3), mark, digits(4)).map((parts) => parts.join('')),
      digits(9),
      fc.emailAddress(),
    );
    const words = fc.string({ unit: fc.constantFrom('a', 'é', ' ', ',', '\n', '(', '€'), maxLength: 8 });
    fc.assert(
      fc.property(words, number, words, (before, found, after) => {
        assert.notEqual(identityIn(`${before}${found}${after}`), null);
      }),
    );
  });
});
