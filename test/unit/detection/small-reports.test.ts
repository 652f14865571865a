import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { DEFAULT_PARAMETERS, runPipeline } from '../../../src/app/analysis/pipeline.ts';
import { makeId } from '../../../src/core/index.ts';
import { factsOfFiles, reference } from '../../in-memory.ts';

const REPORT = readFileSync(join(import.meta.dirname, '../../../fixtures/formats/fincen-ctr/valid.xml'), 'utf8');

/** One currency transaction report of the fixture's account, of another day and sum. */
function report(day: number, dollars: number): string {
  return REPORT.replaceAll('15000', String(dollars))
    .replaceAll('20240215', `202505${String(day).padStart(2, '0')}`)
    .replaceAll('20240220', '20250612');
}

describe('currency transaction reports below 10,000 dollars, which a geographic targeting order asks for', () => {
  it('R21: are no sign of anything, however many there are: 200 to 9,900 dollars on 20 days', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'redress-gto-'));
    t.after(() => rmSync(folder, { recursive: true }));
    const paths = Array.from({ length: 20 }, (_, i) => join(folder, `ctr-${i}.xml`));
    for (const [i, path] of paths.entries()) writeFileSync(path, report(i + 1, i % 2 === 0 ? 200 + i : 9_900 - i));
    const facts = await factsOfFiles(paths);
    assert.equal(facts.cashMovements.length, 20);
    const frame = { reference, run: makeId('run', ['small reports']) };
    const { detection, findings } = runPipeline(facts, DEFAULT_PARAMETERS, frame, () => undefined);
    assert.deepEqual(
      findings.filter(({ kind }) => kind !== 'data'),
      [],
    );
    assert.deepEqual(
      detection.networks.filter(({ flagged }) => flagged),
      [],
    );
    t.diagnostic('R21: 20 reports of 200 to 9,900 dollars, 0 findings, 0 networks raised');
  });
});
