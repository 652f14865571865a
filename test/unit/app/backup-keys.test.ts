import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { keysOfRows, walkingKeys } from '../../../src/app/backup/run-keys.ts';
import { takeSnapshot } from '../../../src/app/backup/write.ts';
import { type App, analyze, ingest } from '../../../src/app/index.ts';
import { allRows } from '../../../src/app/operations/results.ts';
import type { RunId } from '../../../src/core/index.ts';
import { GRAPH_KEY_WORDS } from '../../../src/resolution/index.ts';
import type { KeyRow, ResultRow } from '../../../src/store/port/index.ts';
import { answer, openEmbeddedHome } from '../../e2e/restore-drill.ts';

const folder = mkdtempSync(join(tmpdir(), 'redress-keys-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const TRANSFERS = `transfer_id,posted_at,from_institution,from_account,from_name,to_institution,to_account,to_name,amount,currency,method,place,conductor,memo
T1,2024-01-02,021000021,11,Ada Alder,021000021,12,Bea Birch,10.00,USD,wire,,,
T2,2024-01-03,021000021,12,Bea Birch,021000021,13,Cy Cedar,9.00,USD,wire,,,
`;
/** Two holders with one telephone; the others of the transfers are only named in them. */
const ACCOUNTS = `institution,account,holder_name,holder_kind,holder_id_type,holder_id,role,opened_on,closed_on,address,phone,email,naics,occupation
021000021,11,Ada Alder,person,,,owner,,,,+1 212 555 0101,,,
021000021,12,Dee Dogwood,person,,,owner,,,,+1 212 555 0101,,,
`;

/** Every key row of a Run as the analysis saved it. */
async function savedKeys(app: App): Promise<readonly KeyRow[]> {
  let saved: readonly KeyRow[] = [];
  const watched: App = {
    ...app,
    store: {
      ...app.store,
      write: (event, fn) =>
        app.store.write(event, (writer) =>
          fn({
            ...writer,
            saveRun: (rows) => {
              saved = rows.keys;
              return writer.saveRun(rows);
            },
          }),
        ),
    },
  };
  await answer(watched, analyze, {});
  return saved;
}

const wordsOf = (keys: readonly string[]) => [...new Set(keys.map((key) => key.split(' ')[0] ?? ''))].sort();
const linesOf = (rows: readonly KeyRow[]) =>
  [...new Set(rows.map(({ key, kind, id }) => `${key} | ${kind} ${id}`))].sort();

it('a backup finds every key by which a Run is walked, of every family that there is, and asks for no other', async () => {
  writeFileSync(join(folder, 'transfers.csv'), TRANSFERS);
  writeFileSync(join(folder, 'accounts.csv'), ACCOUNTS);
  const app = await openEmbeddedHome(join(folder, 'home'));
  try {
    await answer(app, ingest, { paths: [join(folder, 'transfers.csv'), join(folder, 'accounts.csv')] });
    const saved = await savedKeys(app);
    const [head] = (await takeSnapshot(app.store.stored)).runs;
    const run = (head?.id ?? '') as RunId;
    const rows: ResultRow[] = [];
    for (const kind of ['entity', 'account', 'finding', 'network', 'lead'])
      rows.push(...(await allRows(app.store.stored, run, kind, 1_000)).rows);
    const asked: string[] = [];
    const asking = {
      ...app.store.stored,
      candidates: (of: RunId, keys: readonly string[]) => {
        asked.push(...keys);
        return app.store.stored.candidates(of, keys);
      },
    };
    const walking = await walkingKeys(asking, run, rows);
    assert.deepEqual(wordsOf(walking.map(({ key }) => key)), [...GRAPH_KEY_WORDS], 'the home lacks a family of keys');
    assert.deepEqual(wordsOf(asked), [...GRAPH_KEY_WORDS]);
    assert.deepEqual(linesOf([...keysOfRows(rows), ...walking]), linesOf(saved));
  } finally {
    await app.close();
  }
});
