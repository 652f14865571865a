import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ingest, runOperation } from '../../../src/app/index.ts';
import { secretHex, unwrap } from '../../../src/core/index.ts';
import { openBullmq } from '../../../src/queue/bullmq/index.ts';
import { redisOrSkip } from '../../services.ts';
import { ingestByQueue, openDesk, shownBy, temporaryFolder, transferRows, writeTransfers } from './ingest-world.ts';

describe('a set of files taken in by workers over Redis', () => {
  it('comes to what the command makes of it, with a file that is bad in its last part', async (t) => {
    const redis = redisOrSkip(t);
    if (redis === null) return;
    const folder = temporaryFolder();
    const files = join(folder, 'files');
    mkdirSync(files);
    writeTransfers(join(files, 'large.csv'), transferRows(2_500));
    writeTransfers(join(files, 'small.csv'), transferRows(5, 'S'));
    writeFileSync(join(files, 'unknown.txt'), 'what is this?');
    writeTransfers(join(files, 'z-bad.csv'), [...transferRows(2_000, 'Z'), 'a"b']);

    const desk = await openDesk(join(folder, 'here'));
    const { seconds: _, ...here } = unwrap(await runOperation(desk.app, desk.caller, ingest, { paths: [files] }));
    const shown = await shownBy(desk);
    await desk.app.close();

    const other = await openDesk(join(folder, 'redis'));
    const queue = unwrap(await openBullmq({ url: redis.url, prefix: `ingest-${secretHex(8)}` }));
    const { seconds, ...answer } = await ingestByQueue({ ...other, app: { ...other.app, queue } }, { paths: [files] });
    assert.ok(seconds > 0);
    assert.deepEqual(answer, here);
    assert.deepEqual(await shownBy(other), shown);
    assert.deepEqual(
      answer.sources.map(({ status, recordsStored }) => [status, recordsStored]),
      [
        ['stored', 2_500],
        ['stored', 5],
        ['rejected', 0],
        ['rejected', 0],
      ],
    );
    const failed = await queue.list('ingest', 'failed', 10);
    assert.deepEqual(
      failed.map(({ operation, error }) => [operation, error?.code]),
      [['sources.ingest-chunk', 'MALFORMED_CSV']],
    );
    await queue.close();
    await other.app.close();
  });
});
