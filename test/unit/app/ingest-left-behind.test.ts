import assert from 'node:assert/strict';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { type IngestOutput, ingest, runOperation } from '../../../src/app/index.ts';
import type { RowCounts } from '../../../src/app/ingest/ingested-file.ts';
import { ingestChunk, ingestClose, ingestOpen } from '../../../src/app/operations/ingest-parts.ts';
import { type Json, unwrap } from '../../../src/core/index.ts';
import { type Desk, ingestByQueue, openDesk, shownBy, temporaryFolder } from './ingest-world.ts';

type Options = { readonly [name: string]: Json };

/** A table of payments whose two columns of names a map may take either way round. */
function writeTable(folder: string): string {
  const path = join(folder, 'payments.csv');
  const rows = Array.from(
    { length: 12 },
    (_, row) => `P${row},2024-02-0${1 + (row % 9)},021000021,${row},Payer,Payee,10.50`,
  );
  writeFileSync(path, `id,day,bank,number,a,b,amount\n${rows.join('\n')}\n`);
  return path;
}

function writeMap(folder: string, from: string, to: string): string {
  const path = join(folder, `${from}-to-${to}.json`);
  const columns = {
    transfer_id: 'id',
    posted_at: 'day',
    from_institution: 'bank',
    from_account: 'number',
    to_institution: 'bank',
    amount: 'amount',
  };
  const constants = { currency: 'USD' };
  const map = { target: 'transfers', columns: { ...columns, from_name: from, to_name: to }, constants };
  writeFileSync(path, JSON.stringify(map));
  return path;
}

/** What a worker does that dies before it can seal: the Source stays receiving, with its rows. */
async function leaveBehind({ app, caller }: Desk, path: string, options: Options): Promise<RowCounts> {
  const opened = unwrap(await runOperation(app, caller, ingestOpen, { path, ...options }));
  assert.ok(opened.kind === 'receiving');
  const { reading, chunks } = opened;
  const part = { reading, chunk: chunks[0], round: 1 };
  const { recordsStored, quarantined, facts } = unwrap(await runOperation(app, caller, ingestChunk, part));
  assert.equal(recordsStored, 12);
  return { recordsStored, quarantined, facts };
}

async function inHome<T>(folder: string, fn: (desk: Desk) => Promise<T>): Promise<T> {
  const desk = await openDesk(folder);
  try {
    return await fn(desk);
  } finally {
    await desk.app.close();
  }
}

type Send = (desk: Desk, path: string, options: Options) => Promise<IngestOutput>;
const DOORS: readonly { readonly door: string; readonly send: Send }[] = [
  {
    door: 'the command',
    send: async ({ app, caller }, path, options) =>
      unwrap(await runOperation(app, caller, ingest, { paths: [path], ...options })),
  },
  { door: 'the queue', send: (desk, path, options) => ingestByQueue(desk, { paths: [path], ...options }) },
];

describe('a file that a worker left half received', () => {
  for (const { door, send } of DOORS)
    for (const what of ['map', 'sourceClass', 'custodian'] as const)
      it(`and that is sent again through ${door} with another ${what}, is as if it had come so at first`, async () => {
        const folder = temporaryFolder();
        const path = writeTable(folder);
        const wrong: Options = { map: writeMap(folder, 'a', 'b'), sourceClass: 'PUBLIC_RECORD', custodian: 'bank A' };
        const right: Options = {
          map: { ...wrong, map: writeMap(folder, 'b', 'a') },
          sourceClass: { ...wrong, sourceClass: 'BSA_LEAD_ONLY' },
          custodian: { ...wrong, custodian: 'bank B' },
        }[what];
        const plain = await inHome(join(folder, 'plain'), async (desk) => {
          const answer = await send(desk, path, right);
          assert.equal(answer.totals.recordsStored, 12, JSON.stringify(answer.sources));
          return shownBy(desk);
        });
        const again = await inHome(join(folder, 'again'), async (desk) => {
          await leaveBehind(desk, path, wrong);
          const answer = await send(desk, path, right);
          assert.deepEqual([answer.sources[0]?.status, answer.totals.recordsStored], ['stored', 12]);
          return shownBy(desk);
        });
        assert.deepEqual(again, plain);
      });

  it('and that is sent again as it was, is gone on with', async () => {
    const folder = temporaryFolder();
    const path = writeTable(folder);
    const options = { map: writeMap(folder, 'a', 'b'), sourceClass: 'PUBLIC_RECORD' };
    await inHome(join(folder, 'home'), async (desk) => {
      const counts = await leaveBehind(desk, path, options);
      const opened = unwrap(await runOperation(desk.app, desk.caller, ingestOpen, { path, ...options }));
      assert.ok(opened.kind === 'receiving');
      // Its rows are still there: as many as were stored are sealed, and none has been stored again.
      const closing = { path, reading: opened.reading, outcome: { counts } };
      const closed = unwrap(await runOperation(desk.app, desk.caller, ingestClose, closing));
      assert.deepEqual([closed.status, closed.recordsStored], ['stored', 12]);
    });
  });
});

describe('a map', () => {
  it('that is larger than any map is refused, since every part of the file would carry it', async () => {
    const folder = temporaryFolder();
    const path = writeTable(folder);
    const map = writeMap(folder, 'a', 'b');
    appendFileSync(map, ' '.repeat(64 * 1024));
    await inHome(join(folder, 'home'), async ({ app, caller }) => {
      const answer = unwrap(
        await runOperation(app, caller, ingest, { paths: [path], map, sourceClass: 'PUBLIC_RECORD' }),
      );
      assert.equal(answer.sources[0]?.error?.code, 'MAP_INVALID');
    });
  });
});
