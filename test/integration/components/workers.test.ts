import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { BUNDLE_LIMITS } from '../../../src/app/analysis/bundles.ts';
import { analyze, runOperation } from '../../../src/app/index.ts';
import { unwrap } from '../../../src/core/index.ts';
import { partOfWorld } from '../../e2e/one-ring.ts';
import { temporaryFolder } from '../../unit/app/ingest-world.ts';
import { analyseByQueue, filledHome, inCopy, type RunAnswer, searches } from './desks.ts';

describe('A generated world analysed by workers', () => {
  it('gives the digest of one process, with 1 and with 4 workers, in one piece and in many', async () => {
    const folder = temporaryFolder();
    const home = await filledHome(join(folder, 'home'), partOfWorld(1, join(folder, 'world')));
    const alone = await inCopy(home, 'alone', BUNDLE_LIMITS, async ({ app, caller }) =>
      unwrap(await runOperation(app, caller, analyze, {})),
    );
    assert.ok((alone.counts.network ?? 0) > 0);
    const variants = [
      { name: 'in one piece', workers: 1, limits: BUNDLE_LIMITS, parts: 0 },
      { name: 'by one worker', workers: 1, limits: { inlineEdges: 0, bundleEdges: 100 }, parts: 2 },
      { name: 'by four workers', workers: 4, limits: { inlineEdges: 0, bundleEdges: 20 }, parts: 4 },
    ];
    for (const { name, workers, limits, parts } of variants) {
      await inCopy(home, name, limits, async (desk) => {
        const { ended, jobs } = await analyseByQueue(desk, workers);
        assert.equal(ended.error, null, name);
        const { run, outputDigest, counts } = ended.result as RunAnswer;
        assert.deepEqual({ run, outputDigest, counts }, pick(alone), name);
        assert.ok(searches(jobs) >= parts, `${name}: ${searches(jobs)} bundles`);
        const work = join(desk.app.home.blobs, 'work');
        assert.deepEqual(existsSync(work) ? readdirSync(work) : [], [], name);
      });
    }
  });
});

function pick({ run, outputDigest, counts }: RunAnswer): RunAnswer {
  return { run, outputDigest, counts };
}
