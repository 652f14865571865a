import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The two secrets drawn from the one key of the vault (RFC 5869), so that neither use tells anything of the other. */
export type Seals = {
  /** AES-256-GCM (NIST SP 800-38D) under a fresh nonce; `place` is bound in, so that one file never passes for another. */
  readonly seal: (place: string, text: string) => Uint8Array;
  /** The text, or null when the bytes are not what this key sealed for this place. */
  readonly open: (place: string, bytes: Uint8Array) => string | null;
  /** HMAC-SHA-256 in hex: equal texts are found again, and without the key nothing can be tried out. */
  readonly tag: (text: string) => string;
};

function derived(key: Uint8Array, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `redress vault ${use}`, 32));
}

/** The seals of a key of 32 bytes. A sealed file is nonce, authentication tag, ciphertext. */
export function sealsOf(key: Uint8Array): Seals {
  const [sealing, tagging] = [derived(key, 'seal'), derived(key, 'tag')];
  return {
    seal: (place, text) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(place));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open: (place, bytes) => {
      if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
      const nonce = bytes.subarray(0, NONCE_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', sealing, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      try {
        const body = bytes.subarray(NONCE_BYTES + TAG_BYTES);
        return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
      } catch {
        // node:crypto tells a wrong key, place or byte by throwing, and says no more of it.
        return null;
      }
    },
    tag: (text) => createHmac('sha256', tagging).update(text).digest('hex'),
  };
}
