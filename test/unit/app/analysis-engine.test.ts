import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { blocksOf } from '../../../src/app/analysis/columns.ts';
import { threadEngine } from '../../../src/app/analysis/engine.ts';
import { DEFAULT_PARAMETERS } from '../../../src/app/analysis/pipeline.ts';
import { type FactBlock, factColumns } from '../../../src/app/analysis/run-columns.ts';
import { makeRun } from '../../../src/app/analysis/split-run.ts';
import type { WorksheetAnswer } from '../../../src/app/analysis/worksheet.ts';
import { unwrap } from '../../../src/core/index.ts';
import { factsOfFiles, reference } from '../../in-memory.ts';
import { writeRings } from './analysis-world.ts';

const silent = () => undefined;
const folder = mkdtempSync(join(tmpdir(), 'redress-engine-'));
after(() => rmSync(folder, { recursive: true, force: true }));

describe('The analysis thread', () => {
  it('makes of facts that come in blocks the Run that one call makes of them, and names its stages in order', async () => {
    const facts = await factsOfFiles(writeRings(folder, 3));
    const stages: string[] = [];
    const inBlocks = async function* (): AsyncGenerator<FactBlock> {
      yield* blocksOf(factColumns(facts));
    };
    const made = await threadEngine().analyse(inBlocks(), DEFAULT_PARAMETERS, (stage) => stages.push(stage));
    const { summary, results } = makeRun(facts, DEFAULT_PARAMETERS, reference, silent);
    assert.deepEqual(made.summary, summary);
    assert.deepEqual(made.results, results);
    assert.deepEqual(stages, ['resolution', 'ownership', 'detection', 'leads']);
  });

  it('computes a worksheet of thousands of workweeks while the main thread goes on, and hands its refusals back', async () => {
    const engine = threadEngine();
    const span = { from: '1979-01-07', to: '2029-01-01', hoursPerDay: '12', daysPerWeek: 7 };
    const victim = { id: 'V-1', statutes: ['1593'], offence: null, losses: [], labour: { spans: [span] } };
    let turns = 0;
    const ticking = setInterval(() => (turns += 1), 1);
    const sheet = unwrap(
      await engine.worksheet(JSON.stringify({ case: 'c', circuit: '4', victims: [victim], payments: [] })),
    );
    clearInterval(ticking);
    assert.ok(turns > 10);
    assert.equal((sheet as WorksheetAnswer).workweeks, 2609);
    const refused = await engine.worksheet(JSON.stringify({ case: 'c', circuit: '40', victims: [], payments: [] }));
    assert.equal(!refused.ok && refused.error.code, 'WORKSHEET_INVALID');
  });

  it('ends with the process that stops, and says that it gave no answer', async () => {
    const engine = threadEngine();
    const endless = async function* (): AsyncGenerator<FactBlock> {
      yield { part: 'parties', items: [] };
      await new Promise(() => undefined);
    };
    const asked = engine.analyse(endless(), DEFAULT_PARAMETERS, silent);
    const refused = assert.rejects(asked, /the analysis thread ended with \d and without an answer/);
    await engine.close();
    await refused;
  });

  it('fails with the reason that the facts could not be read', async () => {
    const broken = async function* (): AsyncGenerator<FactBlock> {
      yield { part: 'parties', items: [] };
      throw new Error('the store went away');
    };
    await assert.rejects(threadEngine().analyse(broken(), DEFAULT_PARAMETERS, silent), /the store went away/);
  });
});
