import assert from 'node:assert/strict';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { analyze, enqueueOperation, ingest, runOperation } from '../../../src/app/index.ts';
import { unwrap } from '../../../src/core/index.ts';
import { type Desk, ingestByQueue, openDesk, temporaryFolder, transferRows, writeTransfers } from './ingest-world.ts';

const ACCOUNTS = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'formats', 'redress-accounts', 'valid.csv');

describe('a request for work that was done before', () => {
  const folder = temporaryFolder();
  let desk: Desk;
  before(async () => {
    desk = await openDesk(join(folder, 'home'));
  });
  after(() => desk.app.close());

  const send = async (paths: readonly string[], more: { readonly map?: string } = {}) => {
    const input = { paths: [...paths], ...more };
    const files = [...paths, ...(more.map === undefined ? [] : [more.map])];
    return unwrap(await enqueueOperation(desk.app, desk.caller, ingest, { queue: 'ingest', input, files })).id;
  };
  const askRun = async () =>
    unwrap(await enqueueOperation(desk.app, desk.caller, analyze, { queue: 'analyze', input: {} })).id;

  it('is the job that did it while the files are as they were, also those of a folder', async () => {
    const inbox = join(folder, 'inbox');
    mkdirSync(inbox);
    writeTransfers(join(inbox, 'a.csv'), transferRows(3));
    assert.equal(await send([inbox]), await send([inbox]));
  });

  it('is a new job when other bytes lie under the same path, though the home has not changed', async () => {
    const path = join(folder, 'corrected.csv');
    writeFileSync(path, 'what is this?');
    const first = await ingestByQueue(desk, { paths: [path] });
    assert.equal(first.sources[0]?.error?.code, 'UNKNOWN_FORMAT');
    writeTransfers(path, transferRows(7, 'C'));
    const second = await ingestByQueue(desk, { paths: [path] });
    assert.deepEqual([second.sources[0]?.status, second.totals.recordsStored], ['stored', 7]);
  });

  it('is a new job when a file came to the folder, or the map was corrected', async () => {
    const box = join(folder, 'box');
    mkdirSync(box);
    const table = join(box, 'table.csv');
    writeFileSync(table, 'x,y\n1,2\n');
    const map = join(folder, 'map.json');
    writeFileSync(map, '{}');
    const ids = [await send([box], { map })];
    writeFileSync(map, '{ "corrected": true }');
    ids.push(await send([box], { map }));
    writeFileSync(join(box, 'other.csv'), 'x,y\n3,4\n');
    ids.push(await send([box], { map }));
    assert.equal(new Set(ids).size, 3);
  });

  it('of a Run is a new job when a file that was rejected has been stored since', async () => {
    const path = join(folder, 'accounts.csv');
    cpSync(ACCOUNTS, path);
    const wrong = unwrap(
      await runOperation(desk.app, desk.caller, ingest, { paths: [path], format: 'redress-transfers' }),
    );
    assert.equal(wrong.sources[0]?.status, 'rejected');
    const without = await askRun();
    assert.equal(await askRun(), without);
    const right = unwrap(await runOperation(desk.app, desk.caller, ingest, { paths: [path] }));
    assert.equal(right.sources[0]?.status, 'stored');
    assert.notEqual(await askRun(), without);
  });
});
