import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { DEFAULT_PARAMETERS } from '../../../src/app/analysis/pipeline.ts';
import {
  beginRun,
  joinRun,
  makeRun,
  type PartedRun,
  type RunTask,
  searchBundle,
  type WholeRun,
} from '../../../src/app/analysis/split-run.ts';
import { readFrames, removeWorkFolder, writeFrames } from '../../../src/app/analysis/work-folder.ts';
import type { FactSet } from '../../../src/facts/index.ts';
import { factsOfFiles, reference } from '../../in-memory.ts';
import { writeRings } from './analysis-world.ts';

const silent = () => undefined;
const withoutSeconds = ({ seconds: _, ...run }: WholeRun) => run;

describe('A Run over many workers', () => {
  let folder = '';
  let facts: FactSet;
  let whole: WholeRun;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'redress-split-'));
    facts = await factsOfFiles(writeRings(folder, 6));
    whole = makeRun(facts, DEFAULT_PARAMETERS, reference, silent);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const task = (name: string, changes: Partial<RunTask> = {}): RunTask => ({
    parameters: DEFAULT_PARAMETERS,
    work: join(folder, name),
    limits: { inlineEdges: 0, bundleEdges: 20 },
    ...changes,
  });

  function begin(asked: RunTask): PartedRun {
    const begun = beginRun(facts, asked, reference, silent);
    assert.ok(begun.kind === 'parted');
    return begun;
  }

  it('is the Run in one piece, to the row, in whatever order its bundles are searched', () => {
    assert.equal(whole.summary.counts.network, 6);
    for (const bundleEdges of [1, 20, 10_000]) {
      const asked = task(`bundles-${bundleEdges}`, { limits: { inlineEdges: 0, bundleEdges } });
      const { run, bundles } = begin(asked);
      for (const bundle of [...bundles.keys()].reverse()) assert.ok(searchBundle(asked.work, run, bundle));
      const joined = joinRun(asked.work, run, reference, silent);
      assert.ok(joined !== null);
      assert.deepEqual(withoutSeconds(joined), withoutSeconds(whole));
    }
  });

  it('is searched in as many bundles as its limits ask for', () => {
    assert.equal(begin(task('many', { limits: { inlineEdges: 0, bundleEdges: 1 } })).bundles.length, 6);
    assert.equal(begin(task('one', { limits: { inlineEdges: 0, bundleEdges: 10_000 } })).bundles.length, 1);
  });

  it('is made at once when it is small, and when it stops after resolution', () => {
    const asked = task('small', { limits: { inlineEdges: 10_000, bundleEdges: 20 } });
    const begun = beginRun(facts, asked, reference, silent);
    assert.ok(begun.kind === 'whole');
    assert.deepEqual(withoutSeconds(begun), withoutSeconds(whole));
    const resolved = { ...DEFAULT_PARAMETERS, until: 'resolution' } as const;
    const stopped = beginRun(facts, task('resolved', { parameters: resolved }), reference, silent);
    assert.ok(stopped.kind === 'whole');
    assert.deepEqual(withoutSeconds(stopped), withoutSeconds(makeRun(facts, resolved, reference, silent)));
    assert.deepEqual(
      readdirSync(folder).filter((name) => ['small', 'resolved'].includes(name)),
      [],
    );
  });

  it('is begun once: a job that comes again finds the work and resolves nobody anew', () => {
    const asked = task('again');
    const first = begin(asked);
    const stages: string[] = [];
    assert.deepEqual(
      beginRun(facts, asked, reference, (stage) => stages.push(stage)),
      first,
    );
    assert.deepEqual(stages, []);
  });

  it('leaves the same bytes when a bundle is searched twice', () => {
    const asked = task('twice');
    const { run } = begin(asked);
    const answer = join(asked.work, run, 'communities-0');
    assert.ok(searchBundle(asked.work, run, 0));
    const bytes = readFileSync(answer);
    rmSync(answer);
    assert.ok(searchBundle(asked.work, run, 0));
    assert.ok(searchBundle(asked.work, run, 0));
    assert.deepEqual(readFileSync(answer), bytes);
  });

  it('says that its work is lost, be it all of it or one answer, instead of answering from the rest', async () => {
    const asked = task('lost');
    const { run, bundles } = begin(asked);
    for (const bundle of bundles.keys()) searchBundle(asked.work, run, bundle);
    rmSync(join(asked.work, run, `communities-${bundles.length - 1}`));
    assert.equal(joinRun(asked.work, run, reference, silent), null);
    await removeWorkFolder(join(asked.work, run));
    assert.equal(joinRun(asked.work, run, reference, silent), null);
    assert.equal(searchBundle(asked.work, run, 0), false);
  });

  it('goes on with no work that other code began', () => {
    const asked = task('other-code');
    const { run } = begin(asked);
    const path = join(asked.work, run, 'head');
    const [head] = [...readFrames<object>(path)];
    rmSync(path);
    writeFrames(path, [{ ...head, codeVersion: '0.0.0+other' }]);
    assert.equal(searchBundle(asked.work, run, 0), false);
    assert.equal(joinRun(asked.work, run, reference, silent), null);
  });
});
