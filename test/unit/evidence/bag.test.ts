import assert from 'node:assert/strict';
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { ZipFile } from 'yazl';
import { canonicalJson, sha256Hex, unwrap } from '../../../src/core/index.ts';
import { bagZip, buildBag, verifyBag } from '../../../src/evidence/index.ts';
import { temporaryFolder, writeBagFolder, writeBagZip } from './folders.ts';
import { otherSigner, testSigner } from './keys.ts';

const root = temporaryFolder();
const content = {
  files: new Map([
    ['data/schedules/rows.csv', Buffer.from('movement\r\nT-1\r\n')],
    ['data/package.json', Buffer.from('{"id":"scope_1"}')],
  ]),
  bagInfo: [['External-Identifier', 'scope_1']] as const,
  signer: testSigner,
};
const bag = buildBag(content);
const textOf = (path: string) => Buffer.from(bag.find((file) => file.path === path)?.bytes ?? []).toString('utf8');

let made = 0;
/** A fresh copy of the bag as a folder, with whatever `change` does to it. */
function changed(change: (folder: string) => void): string {
  made += 1;
  const folder = unwrap(writeBagFolder(bag, join(root, `bag-${made}`)));
  change(folder);
  return folder;
}

describe('a bag', () => {
  it('holds exactly the files of the interface, in name order', () => {
    assert.deepEqual(
      bag.map(({ path }) => path),
      [
        'bag-info.txt',
        'bagit.txt',
        'data/package.json',
        'data/schedules/rows.csv',
        'manifest-sha256.txt',
        'manifest-sha512.txt',
        'signature.json',
        'tagmanifest-sha256.txt',
      ],
    );
  });

  it('says that it is BagIt 1.0 and counts its payload (RFC 8493, 2.1.1 and 2.2.2)', () => {
    assert.equal(textOf('bagit.txt'), 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
    assert.equal(textOf('bag-info.txt'), 'External-Identifier: scope_1\nPayload-Oxum: 31.2\n');
  });

  it('lists payload and tag files by digest, the tag manifest neither itself nor the signature', () => {
    assert.equal(
      textOf('manifest-sha256.txt'),
      `${sha256Hex('{"id":"scope_1"}')}  data/package.json\n${sha256Hex('movement\r\nT-1\r\n')}  data/schedules/rows.csv\n`,
    );
    assert.deepEqual(
      textOf('tagmanifest-sha256.txt')
        .trimEnd()
        .split('\n')
        .map((line) => line.split('  ')[1]),
      ['bag-info.txt', 'bagit.txt', 'manifest-sha256.txt', 'manifest-sha512.txt'],
    );
  });

  it('is signed over the bytes of the tag manifest, in canonical JSON', () => {
    const signature = testSigner.sign(Buffer.from(textOf('tagmanifest-sha256.txt')));
    const { keyId, publicKey } = testSigner;
    assert.equal(textOf('signature.json'), canonicalJson({ alg: 'Ed25519', keyId, publicKey, signature }));
  });

  it('is the same bytes when it is made again, as a folder and as a ZIP', async () => {
    assert.deepEqual(buildBag(content), bag);
    assert.deepEqual(await bagZip(buildBag(content)), await bagZip(bag));
  });

  it('is never written over something that is there', async () => {
    const folder = changed(() => undefined);
    const again = writeBagFolder(bag, folder);
    assert.equal(again.ok ? '' : again.error.code, 'CONFLICT');
    const zip = unwrap(await writeBagZip(bag, join(root, 'once.zip')));
    const twice = await writeBagZip(bag, zip);
    assert.equal(twice.ok ? '' : twice.error.code, 'CONFLICT');
  });

  it('R23: takes no path that leaves it', (t) => {
    const paths = ['data/../x', '/data/x', 'data\\x', 'x.txt', 'data/.hidden', 'data/ünder'];
    t.diagnostic(`R23: ${paths.length} of ${paths.length} hostile paths refused`);
    for (const path of paths)
      assert.throws(() => buildBag({ ...content, files: new Map([[path, Buffer.from('')]]) }), TypeError, path);
  });
});

describe('verification', () => {
  it('without a pinned key ends intact, signer not checked, with the fingerprint', async () => {
    assert.deepEqual(await verifyBag(changed(() => undefined)), {
      ok: true,
      verdict: `intact, SIGNER NOT CHECKED: ${testSigner.keyId}`,
      firstBroken: null,
      fingerprint: testSigner.keyId,
      publicKey: testSigner.publicKey,
      files: 8,
      figures: { movements: 0, sums: 0, traces: 0, worksheets: 0, custodyEvents: 0 },
      timeStamp: null,
    });
  });

  it('with the pinned key ends intact, and with another key fails', async () => {
    const folder = changed(() => undefined);
    assert.equal(
      (await verifyBag(folder, { pinnedKey: testSigner.keyId })).verdict,
      `intact, signed by ${testSigner.keyId}`,
    );
    const other = await verifyBag(folder, { pinnedKey: otherSigner.keyId });
    assert.deepEqual([other.ok, other.firstBroken], [false, 'signature.json']);
  });

  it('of a bag signed anew by someone else passes only without a pinned key', async () => {
    const folder = unwrap(writeBagFolder(buildBag({ ...content, signer: otherSigner }), join(root, 'resigned')));
    assert.equal((await verifyBag(folder)).ok, true);
    assert.equal((await verifyBag(folder, { pinnedKey: testSigner.keyId })).ok, false);
  });

  it('names a file that is missing, and one that does not belong', async () => {
    const missing = await verifyBag(changed((folder) => unlinkSync(join(folder, 'data/package.json'))));
    assert.deepEqual([missing.ok, missing.firstBroken], [false, 'data/package.json']);
    const extra = await verifyBag(changed((folder) => writeFileSync(join(folder, 'data/extra.txt'), 'x')));
    assert.deepEqual([extra.ok, extra.firstBroken], [false, 'data/extra.txt']);
    const tag = await verifyBag(changed((folder) => writeFileSync(join(folder, 'notes.txt'), 'x')));
    assert.deepEqual([tag.ok, tag.firstBroken], [false, 'notes.txt']);
  });

  it('R23: refuses fetch.txt, links and names that differ by case alone', async () => {
    const fetching = await verifyBag(
      changed((folder) => writeFileSync(join(folder, 'fetch.txt'), 'http://x - data/y\n')),
    );
    assert.deepEqual([fetching.firstBroken, /nothing is ever fetched/.test(fetching.verdict)], ['fetch.txt', true]);
    const linked = await verifyBag(changed((folder) => symlinkSync('package.json', join(folder, 'data/link.json'))));
    assert.deepEqual([linked.firstBroken, /links/.test(linked.verdict)], ['data/link.json', true]);
    const cased = await verifyBag(changed((folder) => writeFileSync(join(folder, 'data/PACKAGE.json'), 'x')));
    assert.match(cased.verdict, /differs from data\/PACKAGE.json by case alone/);
  });

  it('refuses a signature.json that says the same in another form', async () => {
    const folder = changed((path) => {
      const file = join(path, 'signature.json');
      writeFileSync(file, JSON.stringify(JSON.parse(readFileSync(file, 'utf8')), null, 2));
    });
    assert.equal((await verifyBag(folder)).firstBroken, 'signature.json');
  });

  it('answers for a path where nothing is', async () => {
    assert.equal((await verifyBag(join(root, 'nowhere'))).ok, false);
  });
});

async function zipOf(
  entries: readonly (readonly [string, Buffer, { mode?: number; compress?: boolean }?])[],
  name: string,
) {
  const zip = new ZipFile();
  for (const [path, bytes, options] of entries) zip.addBuffer(bytes, path, options ?? {});
  zip.end();
  const file = join(root, name);
  writeFileSync(file, await buffer(zip.outputStream));
  return file;
}

describe('verification of a ZIP', () => {
  it('passes for the one that was written', async () => {
    const zip = unwrap(await writeBagZip(bag, join(root, 'sound.zip')));
    assert.equal((await verifyBag(zip)).verdict, `intact, SIGNER NOT CHECKED: ${testSigner.keyId}`);
  });

  it('refuses one that was packed anew, and says what to do', async () => {
    const zip = await zipOf(
      bag.map(({ path, bytes }) => [path, Buffer.from(bytes)]),
      'anew.zip',
    );
    assert.match((await verifyBag(zip)).verdict, /packed anew; unpack it and verify the folder/);
  });

  it('refuses a name that stands twice, a link, and an entry that expands more than 100 to 1', async () => {
    const twice = await zipOf(
      [
        ['data/a', Buffer.from('1')],
        ['data/a', Buffer.from('2')],
      ],
      'twice.zip',
    );
    assert.match((await verifyBag(twice)).verdict, /stands twice/);
    const link = await zipOf([['data/a', Buffer.from('/etc/passwd'), { mode: 0o120777 }]], 'link.zip');
    assert.match((await verifyBag(link)).verdict, /links are refused/);
    const bomb = await zipOf([['data/a', Buffer.alloc(5_000_000), { compress: true }]], 'bomb.zip');
    assert.match((await verifyBag(bomb)).verdict, /expands more than 100 to 1/);
  });

  it('R23: refuses a name that climbs out', async () => {
    const zip = await zipOf([['data/aa/b', Buffer.from('1')]], 'climb.zip');
    const bytes = readFileSync(zip);
    const climbing = Buffer.from(bytes.toString('latin1').replaceAll('data/aa/b', 'data/../b'), 'latin1');
    writeFileSync(zip, climbing);
    const report = await verifyBag(zip);
    assert.deepEqual([report.ok, /invalid relative path|leaves the bag/.test(report.verdict)], [false, true]);
  });
});

describe('a folder that was renamed or copied', () => {
  it('is the same bag', async () => {
    const folder = changed(() => undefined);
    const moved = join(root, 'moved');
    renameSync(folder, moved);
    mkdirSync(join(root, 'copies'));
    cpSync(moved, join(root, 'copies', 'bag'), { recursive: true });
    assert.equal((await verifyBag(join(root, 'copies', 'bag'))).ok, true);
    assert.equal(readdirSync(moved).length, 7);
  });
});
