import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';
import { sha256Hex } from '../../../src/core/index.ts';
import { generateSigningKey, signerFromPem } from '../../../src/evidence/index.ts';
import { testSigner } from './keys.ts';

describe('an Ed25519 signer', () => {
  it('reproduces test 1 of RFC 8032, 7.1', () => {
    assert.equal(testSigner.publicKey, 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
    assert.equal(
      testSigner.sign(new Uint8Array()),
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    );
  });

  it('reproduces the signed manifest of the integrity vectors', () => {
    const canonical =
      '{"amountUsd":"942.50","createdAt":"2026-01-02T03:04:05Z","files":[{"bytes":15,"path":"data/a.txt","sha256":"fe482b5e524c67728f4f2b4f430cd10d9a25659641f995ae537b282ccd181e0b"}],"packageId":"LP-TEST-0001","prevEventHash":null,"schema":"evidence-manifest/1"}';
    assert.equal(
      testSigner.sign(new TextEncoder().encode(canonical)),
      'f0675023f1e00bc9668430418163681ae8c3eee542dcd923f87cf75424aed3d9f99d7729e72d7ae090acb28329a697748ca9ddcc11bc750f0ddde68e9da9350f',
    );
  });

  it('has the SHA-256 of the raw public key as its fingerprint', () => {
    assert.equal(testSigner.keyId, sha256Hex(Buffer.from(testSigner.publicKey, 'hex')));
  });

  it('comes back from its PEM, and each new key is another', () => {
    const pem = generateSigningKey();
    assert.equal(signerFromPem(pem).keyId, signerFromPem(pem).keyId);
    assert.notEqual(signerFromPem(pem).keyId, signerFromPem(generateSigningKey()).keyId);
  });

  it('is never made from another kind of key', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
    assert.throws(() => signerFromPem(pem), /not an Ed25519 key/);
  });
});
