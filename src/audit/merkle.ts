import { createHash } from 'node:crypto';

/**
 * The Merkle tree of RFC 9162 section 2.1: SHA-256, a leaf prefixed 0x00 and a node 0x01, so that neither can be taken
 * for the other. Hashes are 32-byte arrays.
 */
export type Hash = Uint8Array;

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);
/** The root of the empty tree: the hash of nothing. */
export const EMPTY_ROOT: Hash = createHash('sha256').digest();

export function leafHash(entry: Uint8Array | string): Hash {
  return createHash('sha256').update(LEAF).update(entry).digest();
}

export function nodeHash(left: Hash, right: Hash): Hash {
  return createHash('sha256').update(NODE).update(left).update(right).digest();
}

export function equalHashes(a: Hash, b: Hash): boolean {
  return Buffer.compare(a, b) === 0;
}

/** The largest power of two below n, where the RFC splits a tree of n > 1 leaves. */
export function splitOf(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** The root over leaf hashes. */
export function rootOf(leaves: readonly Hash[]): Hash {
  const [only] = leaves;
  if (only === undefined) return EMPTY_ROOT;
  if (leaves.length === 1) return only;
  const k = splitOf(leaves.length);
  return nodeHash(rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)));
}

/** A tree that grows leaf by leaf in memory of log2(n) hashes: what reads a long log keeps of it. */
export function growingTree(): {
  readonly add: (leaf: Hash) => void;
  readonly root: () => Hash;
  readonly size: () => number;
} {
  const peaks: { hash: Hash; leaves: number }[] = [];
  let size = 0;
  return {
    add: (leaf) => {
      let peak = { hash: leaf, leaves: 1 };
      for (let last = peaks.at(-1); last !== undefined && last.leaves === peak.leaves; last = peaks.at(-1)) {
        peaks.pop();
        peak = { hash: nodeHash(last.hash, peak.hash), leaves: peak.leaves * 2 };
      }
      peaks.push(peak);
      size++;
    },
    root: () => {
      const hashes = peaks.map((peak) => peak.hash);
      return hashes.length === 0 ? EMPTY_ROOT : hashes.reduceRight((right, left) => nodeHash(left, right));
    },
    size: () => size,
  };
}
