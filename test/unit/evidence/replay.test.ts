import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { analyze, exportPackage, ingest, listResults, runOperation, verifyReplay } from '../../../src/app/index.ts';
import { unwrap } from '../../../src/core/index.ts';
import { packageContent, readBag, verifyBag } from '../../../src/evidence/index.ts';
import { answer, callerOf, openEmbeddedHome } from '../../e2e/restore-drill.ts';
import { writeRings } from '../app/analysis-world.ts';
import { temporaryFolder } from './folders.ts';

const folder = temporaryFolder();
const app = await openEmbeddedHome(join(folder, 'home'));
after(() => app.close());
await answer(app, ingest, { paths: writeRings(folder, 1) });
await answer(app, analyze, {});
const [network] = (await answer(app, listResults, { kind: 'network' })).results as { id: string }[];

async function exported(kind: 'evidence' | 'lead', id: string | undefined, name: string): Promise<string> {
  const out = join(folder, name);
  await answer(app, exportPackage, { id, kind, to: 'Agent Lee', at: '2024-05-01', out });
  assert.equal((await verifyBag(out)).ok, true);
  return out;
}

const contentOf = async (path: string) => unwrap(packageContent(unwrap(await readBag(path)).bag));
const replay = async (path: string) => answer(app, verifyReplay, await contentOf(path));

describe('a replay in a home that holds the records', () => {
  it('R5: makes every file of a package again, byte for byte', async (t) => {
    const path = await exported('evidence', network?.id, 'evidence');
    const { same, sameRecords, sameCode, differing } = await replay(path);
    assert.deepEqual([same, sameRecords, sameCode, differing], [true, true, true, []]);
    const { files } = await contentOf(path);
    t.diagnostic(`R5: ${Object.keys(files).length} files the same`);
  });

  it('names the file whose digest is another one', async () => {
    const { head, files } = await contentOf(join(folder, 'evidence'));
    const other = { ...files, 'data/summary.html': '0'.repeat(64) };
    const { same, differing } = await answer(app, verifyReplay, { head, files: other });
    assert.deepEqual([same, differing], [false, ['data/summary.html']]);
  });

  it('takes no parameter that it does not know or that is out of bounds, and names the file and the field', async () => {
    const { head, files } = await contentOf(join(folder, 'evidence'));
    const refusedFor = async (run: Readonly<Record<string, unknown>>) => {
      const given = head as { readonly run: Readonly<Record<string, unknown>> };
      const changed = { ...given, run: { ...given.run, ...run } };
      const made = await runOperation(app, callerOf(app, 'local'), verifyReplay, { head: changed, files });
      return made.ok ? null : [made.error.code, made.error.details.file, made.error.details.field];
    };
    const file = 'data/package.json';
    assert.deepEqual(await refusedFor({ parameters: { seed: -1 } }), ['VERIFY_FAILED', file, 'run.parameters.seed']);
    assert.deepEqual(await refusedFor({ parameters: { asOf: '2024-02-30' } }), [
      'VERIFY_FAILED',
      file,
      'run.parameters.asOf',
    ]);
    assert.deepEqual(await refusedFor({ parameters: { threshold: 3 } }), ['VERIFY_FAILED', file, 'run.parameters']);
    assert.deepEqual(await refusedFor({ inputDigest: 'x' }), ['VERIFY_FAILED', file, 'run.inputDigest']);
    assert.deepEqual(await refusedFor({ extra: true }), ['VERIFY_FAILED', file, 'run']);
  });

  it('says so when the home has come to hold other records', async () => {
    const more = join(folder, 'more.csv');
    writeFileSync(more, 'institution,account,as_of,balance,currency,kind\n021000021,X1,2024-01-01,1.00,USD,ledger\n');
    await answer(app, ingest, { paths: [more] });
    const { same, sameRecords, verdict } = await replay(join(folder, 'evidence'));
    assert.deepEqual([same, sameRecords], [false, false]);
    assert.match(verdict, /does not hold exactly the records/);
  });
});
