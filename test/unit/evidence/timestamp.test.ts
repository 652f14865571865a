import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { unwrap } from '../../../src/core/index.ts';
import { buildBag, verifyBag } from '../../../src/evidence/index.ts';
import { temporaryFolder, writeBagFolder } from './folders.ts';
import { testSigner } from './keys.ts';
import { byPython, byRedress, byScript, python } from './verifiers.ts';

/** Tokens that `openssl ts` made over the tag manifest of this bag; the root of their authority, and another root. */
const stamps = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', '..', 'golden', 'evidence', 'time-stamps.json'), 'utf8'),
);
const bag = buildBag({
  files: new Map([['data/a.txt', Buffer.from('hello evidence\n')]]),
  bagInfo: [['External-Identifier', 'scope_1']],
  signer: testSigner,
});
const token = (name: string) => Buffer.from(stamps[name], 'base64');
const stamped = (bytes: Uint8Array, of = bag) => [...of, { path: 'timestamp.tsr', bytes }];
const root = temporaryFolder();
let folders = 0;

async function verified(bytes: Uint8Array, options: Parameters<typeof verifyBag>[1] = {}) {
  const folder = unwrap(writeBagFolder(bag, join(root, `bag-${folders++}`)));
  writeFileSync(join(folder, 'timestamp.tsr'), bytes);
  return verifyBag(folder, options);
}

describe('a time-stamp token beside the signature', () => {
  it('tells its time and its signer, and that no trust root was asked', async () => {
    for (const name of ['granted', 'token', 'sha512']) {
      const { ok, timeStamp } = await verified(token(name));
      assert.equal(ok, true, name);
      assert.deepEqual(timeStamp, {
        genTime: '2026-11-24T16:41:22Z',
        signer: 'CN=Redress test time-stamp authority',
        note: 'token signature holds, not checked against a trust root',
      });
    }
  });

  it('leads to the root it was made under, and to no other', async () => {
    const sound = await verified(token('granted'), { timeStampRoot: stamps.root });
    assert.equal(sound.timeStamp?.note, 'token signature holds and leads to the trust root given');
    const other = await verified(token('granted'), { timeStampRoot: stamps.otherRoot });
    assert.deepEqual([other.ok, other.firstBroken], [false, 'timestamp.tsr']);
  });

  it('without the certificate of its signer tells the time alone, and leads to no root', async () => {
    const bare = await verified(token('withoutCertificate'));
    assert.match(bare.timeStamp?.note ?? '', /not checked: it holds no certificate/);
    const asked = await verified(token('withoutCertificate'), { timeStampRoot: stamps.root });
    assert.deepEqual([asked.ok, asked.firstBroken], [false, 'timestamp.tsr']);
  });

  it('that was given for another bag is refused by all three verifiers', async () => {
    const other = buildBag({ files: new Map([['data/a.txt', Buffer.from('x')]]), bagInfo: [], signer: testSigner });
    const wrong = stamped(token('granted'), other);
    for (const found of [
      await byRedress(wrong),
      byScript(wrong),
      ...(python === null ? [] : byPython([wrong], temporaryFolder())),
    ])
      assert.deepEqual([found.ok, found.firstBroken], [false, 'timestamp.tsr'], found.verdict);
  });

  it('is found when any byte of what it signs is changed, or when it is no token', async () => {
    const sound = token('granted');
    const info = sound.indexOf(Buffer.from('20261124164122Z'));
    assert.ok(info > 0);
    for (const at of [info, info + 14, sound.length - 1]) {
      const changed = Buffer.from(sound);
      changed[at] = (changed[at] ?? 0) ^ 1;
      assert.deepEqual([(await verified(changed)).ok, (await verified(changed)).firstBroken], [false, 'timestamp.tsr']);
    }
    for (const bytes of [
      Buffer.from(''),
      Buffer.from('no token'),
      Buffer.concat([sound, Buffer.from([0])]),
      sound.subarray(0, 40),
    ])
      assert.equal((await verified(bytes)).firstBroken, 'timestamp.tsr');
  });

  it('is read by both stand-alone scripts', () => {
    assert.equal(byScript(stamped(token('granted'))).ok, true);
    if (python !== null) assert.equal(byPython([stamped(token('token'))], temporaryFolder())[0]?.ok, true);
  });
});
