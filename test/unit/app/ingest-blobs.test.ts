import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { ingest, runOperation } from '../../../src/app/index.ts';
import { blobPath, keepBlob, uploadFolder } from '../../../src/app/ingest/blobs.ts';
import { ingestChunk, ingestOpen } from '../../../src/app/operations/ingest-parts.ts';
import { asSha256, failure, RedressError, sha256Hex, unwrap } from '../../../src/core/index.ts';
import { type Desk, openDesk, temporaryFolder, transferRows, writeTransfers } from './ingest-world.ts';

describe('the original bytes', () => {
  const folder = temporaryFolder();
  let desk: Desk;
  before(async () => {
    desk = await openDesk(join(folder, 'home'));
  });
  after(() => desk.app.close());

  const ingested = async (path: string) => {
    const [file] = unwrap(await runOperation(desk.app, desk.caller, ingest, { paths: [path] })).sources;
    assert.equal(file?.status, 'stored');
    return blobPath(desk.app.home.blobs, asSha256(file.sha256 ?? ''));
  };

  it('of a file that was sent to the API lie on the disk once, under both names, also when it is taken in again', async () => {
    const uploads = join(uploadFolder(desk.app.home.blobs), 'abc');
    mkdirSync(uploads, { recursive: true });
    const path = writeTransfers(join(uploads, 'sent.csv'), transferRows(3));
    const content = readFileSync(path);
    const blob = await ingested(path);
    assert.deepEqual([statSync(path).ino, statSync(path).nlink], [statSync(blob).ino, 2]);
    assert.deepEqual(readFileSync(path), content);
    unwrap(await runOperation(desk.app, desk.caller, ingest, { paths: [path] }));
    assert.deepEqual(readdirSync(uploads), ['sent.csv']);
  });

  it('of a file that belongs to someone else are copied, so that what they do to it changes nothing here', async () => {
    const path = writeTransfers(join(folder, 'mine.csv'), transferRows(4));
    const blob = await ingested(path);
    assert.equal(statSync(path).nlink, 1);
    unlinkSync(path);
    assert.ok(existsSync(blob));
  });

  it('are kept when another worker kept them meanwhile and put its link in the place of what was read', async () => {
    const content = Buffer.from('the same bytes');
    const { blobs } = desk.app.home;
    const sha = asSha256(sha256Hex(content));
    async function* replacedMidway() {
      yield content.subarray(0, 4);
      await keepBlob(blobs, sha, content.length, Readable.from([content]));
      throw new RedressError(failure('FILE_CHANGED', 'the file changed while it was read'));
    }
    const path = await keepBlob(blobs, sha, content.length, replacedMidway());
    assert.deepEqual(readFileSync(path), content);
    assert.deepEqual(readdirSync(dirname(path)), [sha]);
  });

  it('that a worker does not see stop its job with a reason, which is no fault of the file', async () => {
    const path = writeTransfers(join(folder, 'unseen.csv'), transferRows(5));
    const opened = unwrap(
      await runOperation(desk.app, desk.caller, ingestOpen, { path, format: null, map: null, sourceClass: null }),
    );
    assert.ok(opened.kind === 'receiving');
    const { reading, chunks } = opened;
    unlinkSync(blobPath(desk.app.home.blobs, reading.source.sha256));
    const done = await runOperation(desk.app, desk.caller, ingestChunk, { reading, chunk: chunks[0], round: 1 });
    assert.ok(!done.ok);
    assert.equal(done.error.code, 'HOME_UNUSABLE');
  });
});
