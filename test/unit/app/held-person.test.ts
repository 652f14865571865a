import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { analyze, exportPackage, ingest, listResults, personState, runOperation } from '../../../src/app/index.ts';
import { answer, callerOf, openEmbeddedHome } from '../../e2e/restore-drill.ts';

const folder = mkdtempSync(join(tmpdir(), 'redress-held-'));
after(() => rmSync(folder, { recursive: true, force: true }));

type Person = { readonly id: string; readonly kind: string; readonly personState: string };

it('a person held a possible victim does not leave the house alone, though in no network', async () => {
  const file = join(folder, 'accounts.csv');
  writeFileSync(
    file,
    'institution,account,holder_name,holder_kind,holder_id_type,holder_id,role,opened_on,closed_on,address,phone,email,naics,occupation\n' +
      '021000021,11,Rosa Vale,person,,,owner,,,,,,,\n',
  );
  const app = await openEmbeddedHome(join(folder, 'home'));
  try {
    await answer(app, ingest, { paths: [file] });
    await answer(app, analyze, {});
    const rosa = async () => (await answer(app, listResults, { kind: 'entity' })).results[0] as Person;
    const { id } = await rosa();
    assert.deepEqual((await answer(app, listResults, { kind: 'network' })).results, []);
    const asked = { id, kind: 'evidence', format: 'json', to: 'USAO', at: '2024-02-01' };
    const [account] = (await answer(app, listResults, { kind: 'account' })).results as Person[];
    const leave = async (what = id) => {
      const made = await runOperation(app, callerOf(app, 'local'), exportPackage, { ...asked, id: what });
      return made.ok ? 'exported' : made.error.code;
    };
    assert.equal(await leave(), 'exported');
    await answer(app, personState, { entity: id, state: 'POSSIBLE_VICTIM', reason: 'seen at the clinic' });
    // Protection waits for no Run: what a person has said since the last one holds at once.
    assert.equal((await rosa()).personState, 'UNASSESSED');
    assert.deepEqual([await leave(), await leave(account?.id)], ['UNREVIEWED_PERSON', 'UNREVIEWED_PERSON']);
    await answer(app, analyze, {});
    assert.equal((await rosa()).personState, 'POSSIBLE_VICTIM');
    assert.equal(await leave(), 'UNREVIEWED_PERSON');
  } finally {
    await app.close();
  }
});
