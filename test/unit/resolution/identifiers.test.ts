import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { IdentifierType } from '../../../src/facts/index.ts';
import { addressKeys, emailKey, phoneKey } from '../../../src/resolution/contacts.ts';
import { identifierKey, isNearIdentifier } from '../../../src/resolution/identifiers.ts';

const keyOf = (type: IdentifierType, value: string, issuer: string | null = null) =>
  identifierKey({ type, value, issuer }, 'file')?.key ?? null;

describe('identifiers', () => {
  it('never lets a filler identify anybody', () => {
    for (const value of ['000000000', '123456789', '999999999', '111-11-1111', '987654321', 'UNKNOWN', ''])
      assert.equal(keyOf('ssn', value), null, value);
    assert.equal(keyOf('ein', '00-1234567'), null, 'no campus has the prefix 00');
    assert.equal(keyOf('ssn', '666-12-3456'), null, 'area 666 is never issued');
    assert.equal(keyOf('ssn', '219-00-9999'), null, 'group 00 is never issued');
    assert.equal(keyOf('ssn', '12345678'), null, 'eight digits are no SSN');
  });

  it('reads a number in any writing and meets the type that a filing leaves open', () => {
    assert.equal(keyOf('ssn', '219-09-9998'), keyOf('tin', '219099998'));
    assert.equal(keyOf('passport', 'x 123-456', 'mex'), keyOf('passport', 'X123456', 'MEX'));
    assert.notEqual(keyOf('passport', 'X123456', 'MEX'), keyOf('passport', 'X123456', 'USA'));
  });

  it('knows one wrong, swapped or missing digit', () => {
    assert.equal(isNearIdentifier('219099998', '219099989'), true);
    assert.equal(isNearIdentifier('219099998', '219099997'), true);
    assert.equal(isNearIdentifier('219099998', '219099998'), false);
    assert.equal(isNearIdentifier('219099998', '912099998'), false);
  });
});

describe('contacts', () => {
  const address = (text: string) => ({ text, street: null, city: null, state: null, zip: null, country: null });

  it('writes one building in one way', () => {
    const keys = addressKeys(address('123 North Main Street, Suite 4, Reno, NV 89501'));
    assert.ok(keys.includes('123 N MAIN ST | 89501'), keys.join());
    assert.deepEqual(addressKeys(address('123 N. Main St, Reno, NV 89501')), [
      '123 N MAIN ST | 89501',
      '123 N MAIN ST | RENO',
    ]);
  });

  it('takes nothing from an address without a building or a place', () => {
    assert.deepEqual(addressKeys(address('Reno, NV 89501')), []);
    assert.deepEqual(addressKeys(address('123 Main St')), []);
  });

  it('reads telephones and mailboxes and refuses fillers', () => {
    assert.equal(phoneKey('+1 (702) 919-1300'), '7029191300');
    assert.equal(phoneKey('000-000-0000'), null);
    assert.equal(emailKey(' A.Lin@Example.com '), 'a.lin@example.com');
    assert.equal(emailKey('none@none.com'), null);
  });
});
