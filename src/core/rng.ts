import { randomBytes } from 'node:crypto';
import { sha256Hex } from './hash.ts';

/** A seeded stream of numbers. The same seed gives the same stream on every machine. */
export type Rng = {
  /** Uniform in [0, 1), 32 bits. */
  readonly next: () => number;
  /** Uniform whole number in [0, bound). */
  readonly int: (bound: number) => number;
};

/**
 * sfc32 (Chris Doty-Humphrey, PractRand), seeded by the SHA-256 of a text so that close seeds give unrelated streams.
 */
export function createRng(seed: string): Rng {
  const hex = sha256Hex(seed);
  const word = (i: number) => Number.parseInt(hex.slice(i * 8, i * 8 + 8), 16) | 0;
  let a = word(0);
  let b = word(1);
  let c = word(2);
  let counter = 1;
  const next32 = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    c |= 0;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i++) next32();
  return {
    next: () => next32() / 4294967296,
    int: (bound) => Math.floor((next32() / 4294967296) * bound),
  };
}

/** Unpredictable bytes as hex, for keys and tokens only: never for anything that reaches a result. */
export function secretHex(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}
