import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFAULT_PARAMETERS, runPipeline } from '../../../src/app/analysis/pipeline.ts';
import { type DateText, makeId } from '../../../src/core/index.ts';
import { reference } from '../../in-memory.ts';
import { ack, batch, factsOfTexts } from './filings.ts';

const FIRST = '31000000000001';
const initial = batch({ subject: 'Avrey', ssn: '219099999', account: '111', cash: '15000' });
const amended = batch({
  kind: 'CorrectsAmendsPrior',
  prior: FIRST,
  filed: '20240301',
  subject: 'Avery',
  ssn: '219099999',
  account: '222',
  cash: '12000',
});

async function runOf(...texts: readonly string[]) {
  const facts = await factsOfTexts(...texts);
  const parameters = { ...DEFAULT_PARAMETERS, asOf: '2024-06-30' as DateText };
  return runPipeline(facts, parameters, { reference, run: makeId('run', 'a') }, () => undefined);
}

const namesOf = ({ resolution }: Awaited<ReturnType<typeof runOf>>) =>
  resolution.entities.flatMap(({ names }) => names).filter((name) => name.startsWith('Morgan'));

describe('a Run over an amended report', () => {
  it('knows the person, account and cash of the amendment only, once the acknowledgement is in the home', async () => {
    const run = await runOf(initial, amended, ack(FIRST));
    assert.deepEqual(namesOf(run), ['Morgan Avery']);
    assert.deepEqual(
      run.resolution.accounts.map(({ number }) => number),
      ['222'],
    );
    assert.equal(run.facts.cashMovements.length, 1);
    assert.ok(run.findings.some(({ rule, family }) => rule === 'amended-report-superseded' && family === 'D'));
    assert.ok(run.findings.every(({ classes }) => classes.includes('BSA_LEAD_ONLY')));
  });

  it('knows both without it, and says that nothing was superseded', async () => {
    const run = await runOf(initial, amended);
    assert.deepEqual(namesOf(run).sort(), ['Morgan Avery', 'Morgan Avrey']);
    assert.equal(run.facts.cashMovements.length, 2);
    assert.deepEqual(
      run.findings.map(({ rule }) => rule),
      ['prior-document-without-acknowledgement'],
    );
  });

  it('is the Run over the amendment alone, but for the findings about the chain and the records that can be cited', async () => {
    const [both, alone] = [await runOf(initial, amended, ack(FIRST)), await runOf(amended)];
    assert.deepEqual(both.resolution.entities, alone.resolution.entities);
    assert.deepEqual(both.resolution.accounts, alone.resolution.accounts);
    assert.deepEqual(both.facts.cashMovements, alone.facts.cashMovements);
  });
});
