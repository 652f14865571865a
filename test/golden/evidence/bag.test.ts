import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { sha256Hex } from '../../../src/core/index.ts';
import { bagZip, buildBag } from '../../../src/evidence/index.ts';
import { testSigner } from '../../unit/evidence/keys.ts';

describe('the bag of one small payload and the key of RFC 8032 test 1', () => {
  const bag = buildBag({
    files: new Map([['data/a.txt', Buffer.from('hello evidence\n')]]),
    bagInfo: [['External-Identifier', 'scope_1']],
    signer: testSigner,
  });

  it('is these files and this ZIP, on every machine', async () => {
    const lines = bag.map(({ path, bytes }) => `${sha256Hex(bytes)}  ${path}\n`).join('');
    const zip = `${sha256Hex(await bagZip(bag))}  bag.zip\n`;
    assert.equal(lines + zip, readFileSync(join(import.meta.dirname, 'small-bag.sha256'), 'utf8'));
  });
});
