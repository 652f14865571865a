import { canonicalJson, type Json, ok, type Result } from '../../core/index.ts';
import { fingerprintOf, isSignedBy } from '../signer.ts';
import { broken } from './guard.ts';
import { SIGNATURE, TAG_FILES, TAG_MANIFEST } from './layout.ts';
import { checkManifest, type Files, textOf } from './manifest.ts';

type Signature = {
  readonly alg: string;
  readonly keyId: string;
  readonly publicKey: string;
  readonly signature: string;
};

function parseSignature(text: string): Signature | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    const { alg, keyId, publicKey, signature } = value as Record<string, unknown>;
    const hex = (item: unknown, digits: number): item is string =>
      typeof item === 'string' && new RegExp(`^[0-9a-f]{${digits}}$`).test(item);
    if (alg !== 'Ed25519' || !hex(keyId, 64) || !hex(publicKey, 64) || !hex(signature, 128)) return null;
    return { alg, keyId, publicKey, signature };
  } catch {
    return null;
  }
}

/** Form and key of signature.json: canonical JSON of exactly its four members, keyId the fingerprint of publicKey. */
function readSignature(files: Files): Result<Signature> {
  const parsed = parseSignature(textOf(files, SIGNATURE));
  const canonical = parsed === null ? '' : canonicalJson(parsed satisfies Json);
  if (parsed === null || Buffer.compare(Buffer.from(canonical), files.get(SIGNATURE) ?? new Uint8Array()) !== 0)
    return broken(SIGNATURE, 'it is not the canonical JSON of a signature');
  if (fingerprintOf(parsed.publicKey) !== parsed.keyId)
    return broken(SIGNATURE, 'keyId is not the fingerprint of publicKey');
  return ok(parsed);
}

function isSigned({ publicKey, signature }: Signature, bytes: Uint8Array): boolean {
  try {
    return isSignedBy(publicKey, bytes, signature);
  } catch {
    // Node throws for bytes that are no point of the curve: the key is then not a key, and nothing is signed by it.
    return false;
  }
}

export type SigningKey = Pick<Signature, 'keyId' | 'publicKey'>;

/**
 * Signature over the tag manifest; the value is the key that signed. When it does not hold, the tag manifest
 * itself tells which of the two was changed: if every digest in it still fits, the signature was; else the manifest was.
 */
export function checkSignature(files: Files): Result<SigningKey> {
  const signature = readSignature(files);
  if (!signature.ok) return signature;
  if (isSigned(signature.value, files.get(TAG_MANIFEST) ?? new Uint8Array())) return ok(signature.value);
  return checkManifest(files, TAG_MANIFEST, TAG_FILES).ok
    ? broken(SIGNATURE, `the signature does not fit ${TAG_MANIFEST}`)
    : broken(TAG_MANIFEST, 'it is not what was signed');
}
