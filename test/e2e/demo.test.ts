import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, it } from 'node:test';
import { verifyBag } from '../../src/evidence/index.ts';
import { redress, temporaryFolder } from './cli.ts';

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Does something while the middle byte of a file differs in one bit. */
async function whileFlipped<T>(file: string, act: () => Promise<T>): Promise<T> {
  const original = readFileSync(file);
  const flipped = Buffer.from(original);
  const at = Math.floor(original.length / 2);
  flipped[at] = (flipped[at] ?? 0) ^ 1;
  writeFileSync(file, flipped);
  try {
    return await act();
  } finally {
    writeFileSync(file, original);
  }
}

describe('redress demo', () => {
  const folder = temporaryFolder();
  const out = join(folder, 'out');

  it('does the whole main job, and says so on one page with its budget', async () => {
    const run = await redress(['demo', '--out', out]);
    assert.equal(run.code, 0, run.stderr);
    for (const heading of ['WHAT WAS READ', 'NETWORKS', 'ASSETS OF THE LEADS', 'WITHHELD', 'WHERE THE FILES ARE'])
      assert.match(run.stdout, new RegExp(heading));
    assert.match(run.stdout, /Done in [0-9.]+ s \(budget 90 s\)/);
  });

  it('leaves two bags that verify offline', async () => {
    for (const bag of ['lead-package', 'evidence-summary']) {
      const run = await redress(['verify', join(out, bag)]);
      assert.equal(run.code, 0, run.stdout + run.stderr);
      assert.match(run.stdout, /intact, SIGNER NOT CHECKED: [0-9a-f]+/);
    }
  });

  it('leaves bags of which no file can be changed in one bit without verify naming it', async () => {
    const bag = join(out, 'evidence-summary');
    for (const file of filesOf(bag)) {
      const broken = await whileFlipped(file, () => verifyBag(bag, {}));
      assert.equal(broken.ok, false, relative(bag, file));
      assert.ok(
        broken.verdict.includes(relative(bag, file)),
        `${relative(bag, file)} is not named in: ${broken.verdict}`,
      );
    }
  });

  it('leaves bags on which the command verify ends with 1 and the name of the file that was changed', async () => {
    const bag = join(out, 'evidence-summary');
    const [file = ''] = filesOf(join(bag, 'data'));
    const run = await whileFlipped(file, () => redress(['verify', bag]));
    assert.equal(run.code, 1, run.stdout);
    assert.ok((run.stdout + run.stderr).includes(relative(bag, file)), run.stdout + run.stderr);
  });

  it('keeps every trace of a SAR out of the evidence summary', () => {
    const words = /\bSAR\b|\bCTR\b|suspicious activity|BSA|FinCEN|BSA_LEAD_ONLY|"score"/i;
    for (const file of filesOf(join(out, 'evidence-summary')).filter((name) => !name.endsWith('.pdf'))) {
      assert.doesNotMatch(readFileSync(file, 'utf8'), words, relative(out, file));
    }
  });
});
