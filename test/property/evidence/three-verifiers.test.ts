import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { asSha256, canonicalJson, unwrap } from '../../../src/core/index.ts';
import { custodyJson } from '../../../src/evidence/custody.ts';
import { type Bag, buildBag } from '../../../src/evidence/index.ts';
import { temporaryFolder, writeBagFolder } from '../../unit/evidence/folders.ts';
import { testSigner } from '../../unit/evidence/keys.ts';
import { sampleSource } from '../../unit/evidence/small-package.ts';
import { byRedress, byScript, type Judgement, python, runPython } from '../../unit/evidence/verifiers.ts';

const SHA = 'ab'.repeat(32);
const source = sampleSource({ sha256: asSha256(SHA), custodian: 'First Bank', receivedAt: '2024-01-02T00:00:00Z' });
const payload = new Map<string, Uint8Array>([
  [
    'data/schedules/by-account.csv',
    Buffer.from('account,credits,credited,debits,debited,currency,movements\r\nA-1,1,10.00,1,4.50,USD,T-1 to T-2\r\n'),
  ],
  [
    'data/schedules/movements.csv',
    Buffer.from(
      'movement,date,from,to,amount,currency,method,from_account,to_account,source\r\n' +
        'T-1,2024-01-01,X,A-1 B / 7,10.00,USD,ach,,A-1,S1 line 2\r\nT-2,2024-01-02,A-1 B / 7,Y,4.50,USD,ach,A-1,,S1 line 3\r\n',
    ),
  ],
  ['data/sources.json', Buffer.from(canonicalJson({ sources: [{ label: 'S1', sha256: SHA }] }))],
]);
const about = {
  to: 'Lee',
  at: '2024-05-01',
  approvedBy: null,
  run: { inputDigest: '', parameters: {}, codeVersion: '1' },
};
payload.set('data/custody.json', Buffer.from(canonicalJson(custodyJson(about, [{ label: 'S1', source }], payload))));
const bag = buildBag({ files: payload, bagInfo: [['Recipient', 'Lee']], signer: testSigner });
const size = bag.reduce((sum, { bytes }) => sum + bytes.length, 0);

/** One bit of every byte; with REDRESS_LONG every bit of every byte. */
const BITS = process.env.REDRESS_LONG === '1' ? [0, 1, 2, 3, 4, 5, 6, 7] : [null];

const replaced = (path: string, bytes: Uint8Array): Bag =>
  bag.map((file) => (file.path === path ? { path, bytes } : file));

function* flips(): Generator<{ readonly path: string; readonly changed: Bag }> {
  for (const { path, bytes } of bag)
    for (let at = 0; at < bytes.length; at++)
      for (const bit of BITS) {
        const flipped = Buffer.from(bytes);
        flipped[at] = (flipped[at] ?? 0) ^ (1 << (bit ?? at % 8));
        yield { path, changed: replaced(path, flipped) };
      }
}

/** A byte dropped from or added to each file at both ends, a file dropped, renamed or added. */
function* otherChanges(): Generator<{ readonly names: readonly string[]; readonly changed: Bag }> {
  for (const { path, bytes } of bag) {
    yield { names: [path], changed: replaced(path, bytes.subarray(1)) };
    yield { names: [path], changed: replaced(path, bytes.subarray(0, -1)) };
    yield { names: [path], changed: replaced(path, Buffer.concat([bytes, Buffer.from('0')])) };
    yield { names: [path], changed: replaced(path, Buffer.concat([Buffer.from('0'), bytes])) };
    yield { names: [path], changed: bag.filter((file) => file.path !== path) };
    const renamed = `${path}x`;
    yield {
      names: [path, renamed],
      changed: bag.map((file) => (file.path === path ? { ...file, path: renamed } : file)),
    };
  }
  for (const path of ['notes.txt', 'data/notes.txt', 'data/schedules/zz.csv', 'fetch.txt', 'data/sources.JSON'])
    yield { names: [path, 'data/sources.json'], changed: [...bag, { path, bytes: Buffer.from('x') }] };
}

const missed = ({ ok, firstBroken }: Judgement, names: readonly string[]): boolean =>
  ok || firstBroken === null || !names.includes(firstBroken);

describe('R6: one changed byte anywhere in a package', () => {
  it('is found and its file named by the verifier of the system and by the script for Node', async (t) => {
    let count = 0;
    for (const { path, changed } of flips()) {
      count += 1;
      for (const found of [await byRedress(changed), byScript(changed)])
        if (missed(found, [path])) assert.fail(`byte ${count} of ${path}: ${found.verdict}`);
    }
    assert.equal(count, size * BITS.length);
    t.diagnostic(`R6: ${count} flips in ${bag.length} files of ${size} bytes, 0 missed, by two verifiers`);
  });

  it('is found and its file named by the script for Python', (t) => {
    if (python === null) return t.skip('NOT RUN: no python3 here');
    const folder = unwrap(writeBagFolder(bag, join(temporaryFolder(), 'bag')));
    const program = `
import json, sys, redress_verify
files = redress_verify.read_folder(sys.argv[1])
bits = json.loads(sys.argv[2])
assert redress_verify.verify_files(files)["ok"]
count, missed = 0, []
for path in files:
    sound = files[path]
    for at in range(len(sound)):
        for bit in bits:
            flipped = bytearray(sound)
            flipped[at] ^= 1 << (at % 8 if bit is None else bit)
            files[path] = bytes(flipped)
            report = redress_verify.verify_files(files)
            count += 1
            if report["ok"] or report["firstBroken"] != path:
                missed.append([path, at, report["verdict"]])
    files[path] = sound
print(json.dumps({"count": count, "missed": missed}))
`;
    assert.deepEqual(runPython(program, [folder, JSON.stringify(BITS)]), { count: size * BITS.length, missed: [] });
    t.diagnostic(`R6: ${size * BITS.length} flips, 0 missed, by the script for Python`);
    return undefined;
  });

  it('dropped or added, and a file dropped, added or renamed, is found and named by all three', async (t) => {
    const changes = [...otherChanges()];
    const pythonProgram = `
import json, sys, redress_verify
cases = json.load(open(sys.argv[1]))
print(json.dumps([redress_verify.verify_files({path: bytes.fromhex(data) for path, data in case}) for case in cases]))
`;
    for (const { names, changed } of changes)
      for (const found of [await byRedress(changed), byScript(changed)])
        assert.ok(!missed(found, names), `${names}: ${found.verdict}`);
    t.diagnostic(`R6: ${changes.length} other changes, 0 missed`);
    if (python === null) return t.diagnostic('NOT RUN: no python3 here');
    const cases = join(temporaryFolder(), 'cases.json');
    writeFileSync(
      cases,
      JSON.stringify(
        changes.map(({ changed }) => changed.map(({ path, bytes }) => [path, Buffer.from(bytes).toString('hex')])),
      ),
    );
    const found = runPython(pythonProgram, [cases]) as Judgement[];
    for (const [i, { names }] of changes.entries()) {
      const judged = found[i];
      assert.ok(judged !== undefined && !missed(judged, names), `${names}: ${judged?.verdict}`);
    }
  });
});
