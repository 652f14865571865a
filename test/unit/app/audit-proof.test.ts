import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { makeProof } from '../../../src/app/audit-proof.ts';
import {
  analyze,
  auditProof,
  auditShow,
  checkProof,
  exportPackage,
  ingest,
  listResults,
  runOperation,
} from '../../../src/app/index.ts';
import { leafHash } from '../../../src/audit/index.ts';
import { canonicalJson, unwrap } from '../../../src/core/index.ts';
import { bagDigest, readBag } from '../../../src/evidence/index.ts';
import { answer, callerOf, openEmbeddedHome } from '../../e2e/restore-drill.ts';
import { ENTRIES, INCLUSION, ROOTS } from '../audit/reference-tree.ts';
import { temporaryFolder } from '../evidence/folders.ts';
import { otherSigner, testSigner } from '../evidence/keys.ts';
import { writeRings } from './analysis-world.ts';

const BAG = 'ab'.repeat(32);
const leaves = ENTRIES.map((entry) => leafHash(entry));
const madeAt = (index: number, size: number) =>
  makeProof({ bag: BAG, leaves: leaves.slice(0, size), index, homeId: 'h1' }, testSigner);
const of = { bag: BAG, publicKey: testSigner.publicKey };
const judged = (text: string, package_ = of) => checkProof('proof.json', text, package_);

describe('the proof that an export stands in the audit log', () => {
  it('is the published one of RFC 9162 trees, under the published root', () => {
    for (const { index, size, proof } of INCLUSION) {
      const made = madeAt(index, size);
      assert.deepEqual(made.path, proof);
      const root = Buffer.from(ROOTS[size - 1] ?? '', 'hex').toString('base64');
      assert.deepEqual(made.checkpoint.split('\n').slice(0, 3), ['redress-home/h1', `${size}`, root]);
      assert.deepEqual(unwrap(judged(canonicalJson(made))), { index, size, checkpoint: made.checkpoint });
    }
  });

  it('is refused after a flip of any one bit of its file', (t) => {
    const sound = Buffer.from(`${canonicalJson(madeAt(5, 8))}\n`);
    assert.equal(judged(sound.toString()).ok, true);
    for (let at = 0; at < sound.length; at++)
      for (let bit = 0; bit < 8; bit++) {
        const flipped = Buffer.from(sound);
        flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
        assert.equal(judged(flipped.toString('utf8')).ok, false, `bit ${bit} of byte ${at}`);
      }
    t.diagnostic(`${sound.length * 8} flips of one bit, 0 missed`);
  });

  it('is refused of another package, by another key, and where any part of it is of another proof', () => {
    const text = canonicalJson(madeAt(5, 8));
    assert.match(JSON.stringify(judged(text, { ...of, bag: 'cd'.repeat(32) })), /it is of another package/);
    assert.match(JSON.stringify(judged(text, { ...of, publicKey: otherSigner.publicKey })), /not signed by the key/);
    const { signature: _signature, ...statement } = madeAt(5, 8);
    const signed = (changes: Partial<typeof statement>) => {
      const changed = { ...statement, ...changes };
      return canonicalJson({ ...changed, signature: testSigner.sign(Buffer.from(canonicalJson(changed))) });
    };
    const other = madeAt(1, 5);
    for (const [changes, why] of [
      [{ index: 4 }, /path does not lead/],
      [{ size: 9 }, /size is not that of its checkpoint/],
      [{ leaf: other.leaf }, /path does not lead/],
      [{ path: statement.path.slice(1) }, /path does not lead/],
      [{ checkpoint: other.checkpoint, size: other.size }, /path does not lead/],
      [{ checkpoint: statement.checkpoint.replace('h1', 'h2') }, /checkpoint is not signed/],
    ] as const)
      assert.match(JSON.stringify(judged(signed(changes))), why);
  });
});

describe('a house asked for the proof of a package that it exported', async () => {
  const folder = temporaryFolder();
  const app = await openEmbeddedHome(join(folder, 'home'));
  after(() => app.close());
  await answer(app, ingest, { paths: writeRings(folder, 1) });
  await answer(app, analyze, {});
  const [network] = (await answer(app, listResults, { kind: 'network' })).results as { id: string }[];
  const exported = async (name: string) => {
    const asked = { id: network?.id, kind: 'evidence', to: 'Agent Lee', at: '2024-05-01', out: join(folder, name) };
    await answer(app, exportPackage, asked);
    return bagDigest(unwrap(await readBag(asked.out)).bag);
  };

  it('gives one of its first export, which holds hashes and nothing of the event', async () => {
    const bag = await exported('one');
    assert.equal(await exported('two'), bag);
    const proof = await answer(app, auditProof, { bag });
    const { events } = await answer(app, auditShow, {});
    const first = events.find(({ operation }) => operation === 'export');
    assert.deepEqual([proof.index, proof.leaf], [first?.seq, first?.leafHash]);
    assert.deepEqual(Object.keys(proof).sort(), [
      'bag',
      'checkpoint',
      'index',
      'leaf',
      'path',
      'schema',
      'signature',
      'size',
    ]);
    for (const told of ['local', 'Agent Lee', 'restore drill', network?.id ?? '', 'evidence'])
      assert.ok(!canonicalJson(proof).includes(told), told);
    const { publicKey } = app.home.packageSigner;
    assert.equal(checkProof('proof.json', canonicalJson(proof), { bag, publicKey }).ok, true);
  });

  it('gives none of a package that it did not export', async () => {
    const asked = await runOperation(app, callerOf(app, 'local'), auditProof, { bag: BAG });
    assert.equal(asked.ok ? null : asked.error.code, 'NOT_FOUND');
  });
});
