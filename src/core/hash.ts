import { createHash, hash } from 'node:crypto';

/** SHA-256 as 64 lower-case hex digits. Text is hashed as UTF-8. */
export function sha256Hex(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex');
}

/** A hash that is fed piece by piece, for content that is never held whole. */
export function sha256Stream(): { update(chunk: string | Uint8Array): void; hex(): string } {
  const stream = createHash('sha256');
  return {
    update: (chunk) => void stream.update(chunk),
    hex: () => stream.digest('hex'),
  };
}
