import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { sha256Hex } from '../core/index.ts';

/** Signs with one Ed25519 key (RFC 8032). `keyId` is the fingerprint: the SHA-256 of the 32 raw public key bytes. */
export type Signer = {
  readonly keyId: string;
  /** The raw public key, 64 lower-case hex digits. */
  readonly publicKey: string;
  /** The signature, 128 lower-case hex digits. */
  readonly sign: (bytes: Uint8Array) => string;
};

/** RFC 8410: the fixed head of a SubjectPublicKeyInfo that holds an Ed25519 key. */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

/** A new private key as PKCS#8 PEM. The caller keeps it apart from the data it signs. */
export function generateSigningKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  return privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
}

function rawPublicKey(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' }).subarray(SPKI_HEAD.length);
}

export function fingerprintOf(publicKeyHex: string): string {
  return sha256Hex(Buffer.from(publicKeyHex, 'hex'));
}

/** A signer from a PKCS#8 PEM. Throws TypeError for another kind of key: a wrong key file is a set-up fault. */
export function signerFromPem(pem: string): Signer {
  const privateKey = createPrivateKey(pem);
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new TypeError('the signing key is not an Ed25519 key');
  const publicKey = rawPublicKey(createPublicKey(privateKey)).toString('hex');
  return {
    keyId: fingerprintOf(publicKey),
    publicKey,
    sign: (bytes) => sign(null, bytes, privateKey).toString('hex'),
  };
}

/** Whether `signature` over `bytes` was made with the private half of this raw public key. */
export function isSignedBy(publicKeyHex: string, bytes: Uint8Array, signatureHex: string): boolean {
  const der = Buffer.concat([SPKI_HEAD, Buffer.from(publicKeyHex, 'hex')]);
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  return verify(null, bytes, key, Buffer.from(signatureHex, 'hex'));
}
