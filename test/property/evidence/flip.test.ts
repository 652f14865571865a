import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../../../src/core/index.ts';
import { buildBag, verifyBag } from '../../../src/evidence/index.ts';
import { temporaryFolder, writeBagFolder, writeBagZip } from '../../unit/evidence/folders.ts';
import { testSigner } from '../../unit/evidence/keys.ts';

const root = temporaryFolder();
const bag = buildBag({
  files: new Map([
    ['data/package.json', Buffer.from('{"id":"scope_1","movements":2}')],
    ['data/schedules/rows.csv', Buffer.from('movement,amount\r\nT-1,10.00\r\nT-2,20.00\r\n')],
    ['data/summary.pdf', Buffer.from([0, 1, 2, 255, 254])],
  ]),
  bagInfo: [
    ['Package-Status', 'DRAFT'],
    ['Recipient', 'Agent Lee'],
  ],
  signer: testSigner,
});
const folder = unwrap(writeBagFolder(bag, join(root, 'bag')));
const zip = unwrap(await writeBagZip(bag, join(root, 'bag.zip')));

const flip = fc.record({ file: fc.constantFrom(...bag), place: fc.nat(), bit: fc.integer({ min: 0, max: 7 }) });

describe('one flipped bit', () => {
  it('anywhere in any file of a bag is found, and that file is named', async () => {
    await fc.assert(
      fc.asyncProperty(flip, async ({ file, place, bit }) => {
        const changed = Buffer.from(file.bytes);
        const at = place % changed.length;
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        writeFileSync(join(folder, file.path), changed);
        const report = await verifyBag(folder);
        writeFileSync(join(folder, file.path), file.bytes);
        assert.deepEqual([report.ok, report.firstBroken], [false, file.path]);
      }),
      { numRuns: 400 },
    );
    assert.equal((await verifyBag(folder)).ok, true);
  });

  it('anywhere in a ZIP is found, in its headers too', async () => {
    const sound = readFileSync(zip);
    const damaged = join(root, 'damaged.zip');
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: sound.length - 1 }), fc.integer({ min: 0, max: 7 }), async (at, bit) => {
        const changed = Buffer.from(sound);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        writeFileSync(damaged, changed);
        assert.equal((await verifyBag(damaged)).ok, false);
      }),
      { numRuns: 300 },
    );
  });
});
