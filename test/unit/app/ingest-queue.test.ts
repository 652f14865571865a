import assert from 'node:assert/strict';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ingest, runOperation } from '../../../src/app/index.ts';
import { unwrap } from '../../../src/core/index.ts';
import {
  type Desk,
  ingestByQueue,
  openDesk,
  shownBy,
  temporaryFolder,
  transferRows,
  writeTransfers,
} from './ingest-world.ts';

const FORMATS = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'formats');
const ROWS = 2_500;

/** Bytes of a text that are those of another, somewhere within. */
function replaced(rows: readonly string[], at: number, row: string | Buffer): Buffer {
  const piece = typeof row === 'string' ? Buffer.from(row) : row;
  const [before, after] = [rows.slice(0, at), rows.slice(at + 1)];
  return Buffer.concat([Buffer.from(`${before.join('\n')}\n`), piece, Buffer.from(`\n${after.join('\n')}\n`)]);
}

async function withDesk<T>(folder: string, work: (desk: Desk) => Promise<T>): Promise<T> {
  const desk = await openDesk(folder);
  try {
    return await work(desk);
  } finally {
    await desk.app.close();
  }
}

const withoutSeconds = ({ seconds, ...answer }: { readonly seconds: number }) => answer;

describe('a set of files taken in by workers', () => {
  it('comes to what the command makes of it: the same answer, records, facts and quarantine', async () => {
    const folder = temporaryFolder();
    const files = join(folder, 'files');
    mkdirSync(files);
    for (const format of ['fincen-sar', 'fincen-ctr'])
      cpSync(join(FORMATS, format, 'valid.xml'), join(files, `${format}.xml`));
    cpSync(join(FORMATS, 'bods', 'valid.json'), join(files, 'bods.json'));
    cpSync(join(FORMATS, 'redress-accounts', 'valid.csv'), join(files, 'accounts.csv'));
    const rows = transferRows(ROWS);
    rows[ROWS - 5] = 'T,2024-13-01,,,,,,,1,USD,,,,';
    writeTransfers(join(files, 'transfers.csv'), rows);
    writeFileSync(join(files, 'unknown.txt'), 'what is this?');
    symlinkSync(join(files, 'bods.json'), join(files, 'link.json'));

    const here = await withDesk(join(folder, 'here'), async (desk) => ({
      answer: unwrap(await runOperation(desk.app, desk.caller, ingest, { paths: [files] })),
      shown: await shownBy(desk),
    }));
    const { answer, shown, jobs } = await withDesk(join(folder, 'queue'), async (desk) => ({
      answer: await ingestByQueue(desk, { paths: [files] }, 3),
      shown: await shownBy(desk),
      jobs: await desk.app.queue.list('ingest', null, 100),
    }));

    assert.deepEqual(withoutSeconds(answer), withoutSeconds(here.answer));
    assert.deepEqual(shown, here.shown);
    assert.deepEqual(
      [answer.totals, answer.skipped.length, answer.sources.filter(({ status }) => status === 'rejected').length],
      [{ files: 6, rowsRead: ROWS + 6, recordsStored: ROWS + 5, quarantined: 1 }, 1, 1],
    );
    const parts = jobs.filter(({ operation }) => operation === 'sources.ingest-chunk');
    assert.ok(parts.length >= 4, `only ${parts.length} parts`);
    assert.equal(jobs.length, 1 + 6 + parts.length);
  });

  it('finds the same bytes stored, and answers an empty folder', async () => {
    const folder = temporaryFolder();
    const file = writeTransfers(join(folder, 'transfers.csv'), transferRows(10));
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    await withDesk(join(folder, 'home'), async (desk) => {
      assert.deepEqual((await ingestByQueue(desk, { paths: [file] })).sources[0]?.status, 'stored');
      const again = await ingestByQueue(desk, { paths: [file] });
      assert.deepEqual([again.sources[0]?.status, again.totals.recordsStored], ['already-stored', 10]);
      assert.deepEqual((await ingestByQueue(desk, { paths: [empty] })).totals.files, 0);
      assert.equal(
        (await desk.app.queue.list('ingest', null, 100)).length,
        3,
        'a small file needs no job for its part',
      );
    });
  });

  it('tells of files with the same bytes the first by path as stored, whichever worker was first', async () => {
    const folder = temporaryFolder();
    const paths = ['a.csv', 'b.csv', 'c.csv'].map((name) => writeTransfers(join(folder, name), transferRows(300)));
    const here = await withDesk(join(folder, 'here'), async ({ app, caller }) =>
      unwrap(await runOperation(app, caller, ingest, { paths })),
    );
    await withDesk(join(folder, 'home'), async (desk) => {
      const answer = await ingestByQueue(desk, { paths }, 3);
      assert.deepEqual(withoutSeconds(answer), withoutSeconds(here));
      assert.deepEqual(
        answer.sources.map(({ status }) => status),
        ['stored', 'already-stored', 'already-stored'],
      );
      assert.equal((await shownBy(desk)).records?.length, 300);
    });
  });

  it('refuses a format that does not exist, as the command does', async () => {
    const folder = temporaryFolder();
    await withDesk(join(folder, 'home'), async (desk) => {
      await assert.rejects(ingestByQueue(desk, { paths: [folder], format: 'no-such' }), /failed: format "no-such"/);
    });
  });
});

describe('a file that is bad in one of its parts', () => {
  const rows = transferRows(ROWS);
  const header = rows.unshift(
    'transfer_id,posted_at,from_institution,from_account,from_name,to_institution,to_account,to_name,amount,currency,method,place,conductor,memo',
  );
  assert.equal(header, ROWS + 1);
  /** A row takes two lines, since its memo holds a newline. */
  const lineOf = (row: number) => 2 * row;

  for (const { name, bytes, code, line } of [
    {
      name: 'a quote left open in the last part',
      bytes: replaced(rows, ROWS, 'T,2024-01-01,,,,,,,1,USD,,,,"open'),
      code: 'TRUNCATED',
      line: lineOf(ROWS),
    },
    {
      name: 'bytes that are no text in the middle',
      bytes: replaced(rows, ROWS / 2, Buffer.from('T,2024-01-01,,,Caf\xe9,,,,1,USD,,,,', 'latin1')),
      code: 'WRONG_ENCODING',
      line: null,
    },
    {
      name: 'quotes astray in two parts, of which the first counts',
      bytes: replaced(
        replaced(rows, ROWS - 2, 'a"b')
          .toString()
          .split('\n'),
        lineOf(900) - 1,
        'a"b',
      ),
      code: 'MALFORMED_CSV',
      line: lineOf(900),
    },
  ]) {
    it(`${name}: is rejected with the reason of the command, the others are stored, and the queue goes on`, async () => {
      const folder = temporaryFolder();
      const [bad, good, later] = ['a-bad.csv', 'good.csv', 'later.csv'].map((item) => join(folder, item));
      assert.ok(bad !== undefined && good !== undefined && later !== undefined);
      writeFileSync(bad, bytes);
      writeTransfers(good, transferRows(20, 'G'));
      writeTransfers(later, transferRows(30, 'L'));
      const here = await withDesk(join(folder, 'here'), async ({ app, caller }) =>
        unwrap(await runOperation(app, caller, ingest, { paths: [bad, good] })),
      );
      await withDesk(join(folder, 'home'), async (desk) => {
        const answer = await ingestByQueue(desk, { paths: [bad, good] });
        assert.deepEqual(withoutSeconds(answer), withoutSeconds(here));
        assert.deepEqual(
          answer.sources.map(({ status, error }) => [status, error?.code ?? null]),
          [
            ['rejected', code],
            ['stored', null],
          ],
        );
        if (line !== null) assert.match(answer.sources[0]?.error?.message ?? '', new RegExp(`line ${line}\\)`));
        const [failed] = await desk.app.queue.list('ingest', 'failed', 10);
        assert.deepEqual([failed?.operation, failed?.error?.code], ['sources.ingest-chunk', code]);
        assert.equal((await ingestByQueue(desk, { paths: [later] })).totals.recordsStored, 30);
        const shown = await shownBy(desk);
        assert.equal(shown.records?.length, 50);
        const why = (shown.sources as { readonly status: string; readonly reason: string }[]).filter(
          ({ status }) => status === 'rejected',
        );
        assert.deepEqual(
          why.map(({ reason }) => reason),
          [answer.sources[0]?.error?.message],
        );
      });
    });
  }
});
