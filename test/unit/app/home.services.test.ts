import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { compose, ingest, probeServices, readConfig } from '../../../src/app/index.ts';
import { unwrap } from '../../../src/core/index.ts';
import { emptyTestDatabase } from '../../contract/store/neo4j-database.ts';
import { answer } from '../../e2e/restore-drill.ts';
import { neo4jOrSkip } from '../../services.ts';

const ACCOUNTS = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'formats', 'redress-accounts', 'valid.csv');

it('a process that cannot see the original bytes of a home on Neo4j is not started', async (t) => {
  const neo4j = neo4jOrSkip(t);
  if (neo4j === null) return;
  await emptyTestDatabase(neo4j);
  const folder = mkdtempSync(join(tmpdir(), 'redress-blobs-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const settings = { NEO4J_URI: neo4j.uri, NEO4J_USER: neo4j.user, NEO4J_PASSWORD: neo4j.password };
  const open = (blobs: string) =>
    compose(unwrap(readConfig({ ...settings, REDRESS_BLOBS: join(folder, blobs) }, join(folder, 'home'))));
  const first = unwrap(await open('shared'));
  await answer(first, ingest, { paths: [ACCOUNTS] });
  await first.close();
  const elsewhere = await open('elsewhere');
  if (elsewhere.ok) await elsewhere.value.close();
  assert.equal(elsewhere.ok ? 'opened' : elsewhere.error.code, 'HOME_UNUSABLE');
  await unwrap(await open('shared')).close();
});

it('a database of another home is not told to be out of reach', async (t) => {
  const neo4j = neo4jOrSkip(t);
  if (neo4j === null) return;
  await emptyTestDatabase(neo4j);
  const folder = mkdtempSync(join(tmpdir(), 'redress-another-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const settings = { NEO4J_URI: neo4j.uri, NEO4J_USER: neo4j.user, NEO4J_PASSWORD: neo4j.password };
  const config = (home: string) => unwrap(readConfig(settings, join(folder, home)));
  await unwrap(await compose(config('first'))).close();
  const [probed] = await probeServices(config('second'));
  assert.deepEqual([probed?.name, probed?.reachable], ['neo4j', true]);
  const opened = await compose(config('second'));
  if (opened.ok) await opened.value.close();
  assert.equal(opened.ok ? 'opened' : opened.error.code, 'HOME_MISMATCH');
});
