import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { identityIn } from '../../../src/sources/index.ts';

describe('the screen of free text about victims', () => {
  for (const text of [
    'ann@example.org',
    'SSN 123-45-6789',
    'SSN 123 45 6789',
    '123456789',
    'A-number A012345678',
    'call (617) 555-0142',
    'call 617-555-0142',
    'call 617.555.0142',
    'call 617 555 0142',
    'call 555-0142',
    'call +44 20 7946 0958',
    'call +1 (617) 555-0142',
    '１２３４５６７８９',
    'tel ٠١٢٣٤٥٦٧٨٩',
    '617‑555‑0142',
    'x123-45-6789y',
  ])
    it(`stops ${text}`, () => assert.notEqual(identityIn(text), null));

  for (const text of [
    'interview 2024-05-02, page 12',
    'exhibit 12-34, bills 1 to 9',
    'order of 03/04/2012',
    'paid 12400.00 USD, then $1,234,567.89',
    'ledger of 2012-2013, line 100234',
    'from 2012-03-04 to 2013-05-01',
    'room 101; 15 h a day, 7 days',
    '',
  ])
    it(`lets pass ${text}`, () => assert.equal(identityIn(text), null));

  it('is quick on a text made to be slow', () => {
    for (const piece of ['(123', '+1 ', '123-', '1 2 3', ' ']) {
      const start = performance.now();
      identityIn(piece.repeat(200_000));
      assert.ok(performance.now() - start < 1_000, piece);
    }
  });
});
