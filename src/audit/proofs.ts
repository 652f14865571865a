import { EMPTY_ROOT, equalHashes, type Hash, nodeHash, rootOf, splitOf } from './merkle.ts';

/** PATH(m, D[n]) of RFC 9162 section 2.1.3.1: what leads from leaf `index` to the root. */
export function inclusionProof(leaves: readonly Hash[], index: number): Hash[] {
  if (!Number.isSafeInteger(index) || index < 0 || index >= leaves.length)
    throw new RangeError(`leaf ${index} is not in a tree of ${leaves.length}`);
  if (leaves.length === 1) return [];
  const k = splitOf(leaves.length);
  return index < k
    ? [...inclusionProof(leaves.slice(0, k), index), rootOf(leaves.slice(k))]
    : [...inclusionProof(leaves.slice(k), index - k), rootOf(leaves.slice(0, k))];
}

/** PROOF(m, D[n]) of RFC 9162 section 2.1.4.1: that the tree of the first `size` leaves grew into this one. */
export function consistencyProof(leaves: readonly Hash[], size: number): Hash[] {
  if (!Number.isSafeInteger(size) || size < 1 || size > leaves.length)
    throw new RangeError(`a tree of ${leaves.length} never had ${size} leaves`);
  return subproof(leaves, size, 'whole');
}

/** SUBPROOF of the RFC; `whole` while the old tree is still a subtree whose root the verifier knows. */
function subproof(leaves: readonly Hash[], size: number, old: 'whole' | 'part'): Hash[] {
  if (size === leaves.length) return old === 'whole' ? [] : [rootOf(leaves)];
  const k = splitOf(leaves.length);
  return size <= k
    ? [...subproof(leaves.slice(0, k), size, old), rootOf(leaves.slice(k))]
    : [...subproof(leaves.slice(k), size - k, 'part'), rootOf(leaves.slice(0, k))];
}

export type InclusionClaim = {
  readonly leaf: Hash;
  readonly index: number;
  readonly size: number;
  readonly proof: readonly Hash[];
  readonly root: Hash;
};

/** Checks an inclusion proof as RFC 9162 section 2.1.3.2 does, without the log. */
export function verifyInclusion({ leaf, index, size, proof, root }: InclusionClaim): boolean {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
  let [fn, sn, hash] = [index, size - 1, leaf];
  for (const step of proof) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(step, hash);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
    } else {
      hash = nodeHash(hash, step);
    }
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 && equalHashes(hash, root);
}

export type ConsistencyClaim = {
  readonly first: { readonly size: number; readonly root: Hash };
  readonly second: { readonly size: number; readonly root: Hash };
  readonly proof: readonly Hash[];
};

/** Checks a consistency proof as RFC 9162 section 2.1.4.2 does. An empty first tree is consistent with every other. */
export function verifyConsistency({ first, second, proof }: ConsistencyClaim): boolean {
  if (first.size === 0) return proof.length === 0 && equalHashes(first.root, EMPTY_ROOT);
  if (first.size === second.size) return proof.length === 0 && equalHashes(first.root, second.root);
  if (first.size > second.size || !Number.isSafeInteger(first.size) || !Number.isSafeInteger(second.size)) return false;
  const isPowerOfTwo = Number.isInteger(Math.log2(first.size));
  const [start, ...rest] = isPowerOfTwo ? [first.root, ...proof] : proof;
  if (start === undefined || proof.length === 0) return false;
  let [fn, sn] = [first.size - 1, second.size - 1];
  while (fn % 2 === 1) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  let [older, newer] = [start, start];
  for (const step of rest) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      [older, newer] = [nodeHash(step, older), nodeHash(step, newer)];
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
    } else {
      newer = nodeHash(newer, step);
    }
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 && equalHashes(older, first.root) && equalHashes(newer, second.root);
}
