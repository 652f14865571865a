import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { BUNDLE_LIMITS } from '../../../src/app/analysis/bundles.ts';
import { analyze, runOperation } from '../../../src/app/index.ts';
import { secretHex, unwrap } from '../../../src/core/index.ts';
import { openBullmq } from '../../../src/queue/bullmq/index.ts';
import { redisOrSkip } from '../../services.ts';
import { writeRings } from '../../unit/app/analysis-world.ts';
import { temporaryFolder } from '../../unit/app/ingest-world.ts';
import { analyseByQueue, filledHome, inCopy, type RunAnswer, searches } from './desks.ts';

describe('A Run whose parts go through Redis', () => {
  it('gives the digest of one process, with 1 and with 4 workers', async (t) => {
    const redis = redisOrSkip(t);
    if (redis === null) return;
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'files'));
    const home = await filledHome(join(folder, 'home'), writeRings(join(folder, 'files'), 6));
    const alone = await inCopy(home, 'alone', BUNDLE_LIMITS, async ({ app, caller }) =>
      unwrap(await runOperation(app, caller, analyze, {})),
    );
    for (const workers of [1, 4]) {
      await inCopy(home, `by-${workers}`, { inlineEdges: 0, bundleEdges: 20 }, async ({ app, caller }) => {
        const queue = unwrap(await openBullmq({ url: redis.url, prefix: `redress-test-${secretHex(8)}` }));
        const { ended, jobs } = await analyseByQueue({ app: { ...app, queue }, caller }, workers).finally(queue.close);
        assert.equal(ended.error, null);
        const { run, outputDigest } = ended.result as RunAnswer;
        assert.deepEqual([run, outputDigest], [alone.run, alone.outputDigest]);
        assert.ok(searches(jobs) > 1);
      });
    }
  });
});
