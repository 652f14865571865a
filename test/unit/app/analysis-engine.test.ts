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
