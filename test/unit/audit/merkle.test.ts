import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  consistencyProof,
  EMPTY_ROOT,
  growingTree,
  type Hash,
  inclusionProof,
  leafHash,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from '../../../src/audit/index.ts';
import { ENTRIES, INCLUSION, ROOTS } from './reference-tree.ts';

const hex = (hash: Hash) => Buffer.from(hash).toString('hex');

const CONSISTENCY = [
  {
    first: 1,
    second: 8,
    proof: [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  },
  {
    first: 6,
    second: 8,
    proof: [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  },
  {
    first: 2,
    second: 5,
    proof: [
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  },
];

const leaves = ENTRIES.map((entry) => leafHash(entry));

describe('the tree of RFC 9162', () => {
  it('hashes the empty tree to the SHA-256 of nothing', () => {
    assert.equal(hex(EMPTY_ROOT), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    assert.equal(hex(rootOf([])), hex(EMPTY_ROOT));
    assert.equal(hex(growingTree().root()), hex(EMPTY_ROOT));
  });

  it('has the published root at each size, computed whole and leaf by leaf', () => {
    const tree = growingTree();
    const grown = leaves.map((leaf) => {
      tree.add(leaf);
      return hex(tree.root());
    });
    assert.deepEqual(grown, ROOTS);
    assert.deepEqual(
      ROOTS.map((_, index) => hex(rootOf(leaves.slice(0, index + 1)))),
      ROOTS,
    );
  });

  for (const { index, size, proof } of INCLUSION)
    it(`gives the published proof that entry ${index} is in the tree of ${size}`, () => {
      assert.deepEqual(inclusionProof(leaves.slice(0, size), index).map(hex), proof);
    });

  for (const { first, second, proof } of CONSISTENCY)
    it(`gives the published proof that the tree of ${first} grew into that of ${second}`, () => {
      assert.deepEqual(consistencyProof(leaves.slice(0, second), first).map(hex), proof);
    });

  it('refuses a proof for another place, another size, another root, or with a step too many or too few', () => {
    const claim = {
      leaf: leafHash(ENTRIES[5] ?? ''),
      index: 5,
      size: 8,
      proof: inclusionProof(leaves, 5),
      root: rootOf(leaves),
    };
    assert.equal(verifyInclusion(claim), true);
    for (const index of [-1, 0, 1, 2, 3, 4, 6, 7, 8, 0.5]) assert.equal(verifyInclusion({ ...claim, index }), false);
    for (const size of [5, 6, 16]) assert.equal(verifyInclusion({ ...claim, size }), false);
    assert.equal(verifyInclusion({ ...claim, root: rootOf(leaves.slice(0, 7)) }), false);
    assert.equal(verifyInclusion({ ...claim, proof: claim.proof.slice(1) }), false);
    assert.equal(verifyInclusion({ ...claim, proof: [...claim.proof, EMPTY_ROOT] }), false);
  });

  it('refuses to call two trees consistent when the older one says something else', () => {
    const second = { size: 8, root: rootOf(leaves) };
    const forged = [leafHash('forged'), ...leaves.slice(1, 6)];
    const proof = consistencyProof(leaves, 6);
    assert.equal(verifyConsistency({ first: { size: 6, root: rootOf(leaves.slice(0, 6)) }, second, proof }), true);
    assert.equal(verifyConsistency({ first: { size: 6, root: rootOf(forged) }, second, proof }), false);
    assert.equal(
      verifyConsistency({ first: second, second: { size: 6, root: rootOf(leaves.slice(0, 6)) }, proof }),
      false,
    );
    assert.equal(verifyConsistency({ first: { size: 0, root: EMPTY_ROOT }, second, proof: [] }), true);
    assert.equal(verifyConsistency({ first: second, second, proof: [] }), true);
  });

  it('answers only for places and sizes that the tree has', () => {
    assert.throws(() => inclusionProof(leaves, 8), RangeError);
    assert.throws(() => inclusionProof(leaves, -1), RangeError);
    assert.throws(() => consistencyProof(leaves, 0), RangeError);
    assert.throws(() => consistencyProof(leaves, 9), RangeError);
  });
});
