import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { temporaryFolder } from './cli.ts';
import { api, commandLine, embeddedPlace, queue } from './doors.ts';
import { partOfWorld } from './one-ring.ts';

describe('one fixture through three doors of an embedded home', () => {
  it('gives the same digest by command line, by worker and by API', async () => {
    const folder = temporaryFolder();
    const files = partOfWorld(4, join(folder, 'world'));
    const expected = await commandLine(await embeddedPlace(folder), files);
    for (const door of [queue(2), api(1)])
      assert.equal((await door(await embeddedPlace(folder), files)).outputDigest, expected.outputDigest);
  });
});
