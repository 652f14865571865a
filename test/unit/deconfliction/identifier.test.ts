import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { canonicalIdentifier, type ExclusiveIdentifier } from '../../../src/deconfliction/index.ts';
import { keyedDigest } from '../../../src/deconfliction/keys.ts';

const text = (identifier: ExclusiveIdentifier) => {
  const made = canonicalIdentifier(identifier);
  return made.ok ? made.value : made.error.code;
};

describe('an exclusive identifier', () => {
  it('has one text, however it is written', () => {
    assert.equal(text({ type: 'ein', value: '12-3456789' }), '["ein","123456789"]');
    assert.equal(text({ type: 'ein', value: '123456789' }), text({ type: 'ein', value: ' 12 3456789' }));
    assert.equal(
      text({ type: 'account', institution: '0210-00021', number: '12 34.5' }),
      '["account","021000021","12345"]',
    );
    assert.equal(text({ type: 'passport', country: 'mx', value: 'g 1234567' }), '["passport","MX","G1234567"]');
    assert.equal(text({ type: 'vin', value: '1hgcm82633a004352' }), '["vin","1HGCM82633A004352"]');
  });

  it('keeps the case of a base58 wallet, and not that of a hexadecimal one', () => {
    const base58 = '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa';
    assert.equal(text({ type: 'wallet', value: base58 }), `["wallet","${base58}"]`);
    const hex = '0x52908400098527886E0F7030069857D2E4169EE7';
    assert.equal(text({ type: 'wallet', value: hex }), text({ type: 'wallet', value: hex.toLowerCase() }));
  });

  it('is refused when it is none: a name, a number too short, a vehicle number with an O, an EIN that cannot be', () => {
    for (const identifier of [
      { type: 'ein', value: 'Paul Stone' },
      { type: 'ein', value: '001234567' },
      { type: 'vin', value: '1HGCM82633AO04352' },
      { type: 'passport', country: 'Mexico', value: 'G1234567' },
      { type: 'account', institution: '', number: '123' },
      { type: 'wallet', value: 'abc' },
    ] satisfies ExclusiveIdentifier[])
      assert.equal(text(identifier), 'BAD_IDENTIFIER', JSON.stringify(identifier));
  });

  it('is hashed by HMAC-SHA-256 (RFC 4231, test case 2)', () => {
    assert.equal(
      keyedDigest(Buffer.from('Jefe').toString('hex'), 'what do ya want for nothing?'),
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });
});
