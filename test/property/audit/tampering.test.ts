import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  consistencyProof,
  growingTree,
  inclusionProof,
  leafHash,
  rootOf,
  verifyAudit,
  verifyConsistency,
  verifyInclusion,
} from '../../../src/audit/index.ts';
import type { SequencedEvent } from '../../../src/store/port/index.ts';
import { logReader, madeLog } from '../../unit/audit/log.ts';

const LOG = madeLog(40);
const STORED = LOG.map((item) => Buffer.from(JSON.stringify(item)));
const leaves = Array.from({ length: 64 }, (_, index) => leafHash(`entry ${index}`));

/** The stored bytes with one bit flipped, read back; null when they cannot be read any more. */
function flipped(bytes: Buffer, bit: number): SequencedEvent | null {
  const copy = Buffer.from(bytes);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  try {
    return JSON.parse(copy.toString('utf8')) as SequencedEvent;
  } catch {
    return null;
  }
}

/** Whether the log with this event in place of the true one is found broken, at that event. */
async function isFound(index: number, changed: SequencedEvent): Promise<boolean> {
  const log = LOG.map((item, place) => (place === index ? changed : item));
  const verdict = await verifyAudit(logReader(log));
  return !verdict.intact && verdict.events === index;
}

describe('tampering with the log', () => {
  it('is found at the event itself for any single flipped bit', async () => {
    const place = fc
      .nat({ max: LOG.length - 1 })
      .chain((index) =>
        fc.record({ index: fc.constant(index), bit: fc.nat({ max: (STORED[index]?.length ?? 1) * 8 - 1 }) }),
      );
    await fc.assert(
      fc.asyncProperty(place, async ({ index, bit }) => {
        const changed = flipped(STORED[index] ?? Buffer.alloc(0), bit);
        assert.ok(changed === null || (await isFound(index, changed)), `bit ${bit} of event ${index}`);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is found for every bit of one event, none left out', async () => {
    const bytes = STORED[17] ?? Buffer.alloc(0);
    let tried = 0;
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = flipped(bytes, bit);
      if (changed === null) continue;
      tried++;
      assert.ok(await isFound(17, changed), `bit ${bit}`);
    }
    assert.ok(tried > bytes.length * 4, `${tried} readable changes`);
  });

  it('is found when any event is left out, doubled or put elsewhere', async () => {
    const pair = fc.uniqueArray(fc.nat({ max: LOG.length - 1 }), { minLength: 2, maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(pair, async ([a = 0, b = 0]) => {
        const moved = LOG.filter((_, index) => index !== a);
        const item = LOG[a];
        assert.ok(item !== undefined);
        if (a < LOG.length - 1) assert.equal((await verifyAudit(logReader(moved))).intact, false);
        moved.splice(b, 0, item);
        assert.equal((await verifyAudit(logReader(moved))).intact, false);
        assert.equal((await verifyAudit(logReader([...LOG.slice(0, a + 1), item, ...LOG.slice(a + 1)]))).intact, false);
      }),
      { numRuns: 60 },
    );
  });
});

describe('proofs', () => {
  it('show every entry in every tree of up to 64 entries, and no other entry there', () => {
    for (let size = 1; size <= 64; size++) {
      const tree = leaves.slice(0, size);
      const root = rootOf(tree);
      for (const [index, leaf] of tree.entries()) {
        const claim = { leaf, index, size, proof: inclusionProof(tree, index), root };
        assert.equal(verifyInclusion(claim), true, `${index} of ${size}`);
        assert.equal(verifyInclusion({ ...claim, leaf: leafHash('another') }), false);
        if (size > 1) assert.equal(verifyInclusion({ ...claim, index: (index + 1) % size }), false);
      }
    }
  });

  it('show that every tree of up to 64 entries grew from every smaller one, and from no other', () => {
    for (let size = 1; size <= 64; size++) {
      const second = { size, root: rootOf(leaves.slice(0, size)) };
      for (let before = 1; before <= size; before++) {
        const first = { size: before, root: rootOf(leaves.slice(0, before)) };
        const proof = consistencyProof(leaves.slice(0, size), before);
        assert.equal(verifyConsistency({ first, second, proof }), true, `${before} of ${size}`);
        assert.equal(verifyConsistency({ first: { ...first, root: leafHash('forged') }, second, proof }), false);
      }
    }
  });

  it('are refused when any bit of them is flipped', () => {
    const change = fc.record({ size: fc.integer({ min: 2, max: 64 }), at: fc.nat(), bit: fc.nat({ max: 255 }) });
    fc.assert(
      fc.property(change, ({ size, at, bit }) => {
        const tree = leaves.slice(0, size);
        const index = at % size;
        const proof = inclusionProof(tree, index);
        const step = at % proof.length;
        const forged = Buffer.from(proof[step] ?? []);
        forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const claim = { leaf: leafHash(`entry ${index}`), index, size, root: rootOf(tree) };
        assert.equal(verifyInclusion({ ...claim, proof: proof.with(step, forged) }), false);
      }),
      { numRuns: 500 },
    );
  });

  it('come from a tree that grows leaf by leaf to the same root', () => {
    const tree = growingTree();
    for (const [index, leaf] of leaves.entries()) {
      tree.add(leaf);
      assert.deepEqual(Buffer.from(tree.root()), Buffer.from(rootOf(leaves.slice(0, index + 1))));
    }
  });
});
