import { createHash, createPublicKey, verify } from 'node:crypto';
import { err, failure, ok, type Result } from '../core/index.ts';
import type { Hash } from './merkle.ts';

/** How many events the log had, and the root of their tree. */
export type TreeHead = { readonly size: number; readonly root: Hash };
export type Checkpoint = TreeHead & { readonly origin: string };

/** A key that signs notes: its name in the note, its 32-byte Ed25519 public key, and the act of signing (64 bytes). */
export type NoteSigner = {
  readonly name: string;
  readonly publicKey: Uint8Array;
  readonly sign: (message: Uint8Array) => Uint8Array;
};
export type NoteVerifier = Pick<NoteSigner, 'name' | 'publicKey'>;

const ED25519 = 0x01;
const KEY_NAME = /^[^\s+]+$/;

/** Key id of C2SP signed-note: the first 4 bytes of SHA-256(name, newline, algorithm, public key). */
function keyIdOf({ name, publicKey }: NoteVerifier): Uint8Array {
  return createHash('sha256')
    .update(`${name}\n`)
    .update(Uint8Array.of(ED25519))
    .update(publicKey)
    .digest()
    .subarray(0, 4);
}

function noteText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`;
}

/**
 * A checkpoint as a C2SP tlog-checkpoint note: origin, size, base64 root, an empty line, and the signature line
 * (em dash, key name, base64 of key id and signature).
 */
export function signCheckpoint(checkpoint: Checkpoint, signer: NoteSigner): string {
  if (!KEY_NAME.test(signer.name)) throw new TypeError(`"${signer.name}" cannot be the name of a note key`);
  if (checkpoint.origin === '' || checkpoint.origin.includes('\n')) throw new TypeError('an origin is one line');
  const text = noteText(checkpoint);
  const signature = Buffer.concat([keyIdOf(signer), signer.sign(Buffer.from(text))]);
  return `${text}\n— ${signer.name} ${signature.toString('base64')}\n`;
}

function verifySignature(text: string, signature: Uint8Array, publicKey: Uint8Array): boolean {
  const x = Buffer.from(publicKey).toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return verify(null, Buffer.from(text), key, signature);
}

const NOTE = /^([^\n]+\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n)\n((?:— \S+ [A-Za-z0-9+/=]+\n)+)$/;

/** Reads a checkpoint and checks that the key signed it. Error: VERIFY_FAILED. */
export function openCheckpoint(note: string, verifier: NoteVerifier): Result<Checkpoint> {
  const [, text = '', size = '', root = '', lines = ''] = NOTE.exec(note) ?? [];
  if (text === '') return err(failure('VERIFY_FAILED', 'the text is not a checkpoint note'));
  const keyId = Buffer.from(keyIdOf(verifier));
  const signed = lines.split('\n').some((line) => {
    const [, name, encoded = ''] = line.split(' ');
    const bytes = Buffer.from(encoded, 'base64');
    const isOurs = name === verifier.name && bytes.length === 68 && keyId.equals(bytes.subarray(0, 4));
    return isOurs && verifySignature(text, bytes.subarray(4), verifier.publicKey);
  });
  if (!signed) return err(failure('VERIFY_FAILED', `the checkpoint is not signed by ${verifier.name}`));
  const origin = text.slice(0, text.indexOf('\n'));
  return ok({ origin, size: Number(size), root: Buffer.from(root, 'base64') });
}
