import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import request from 'supertest';
import { generateSmallWorld } from '../../../fixtures/world/small-world.ts';
import { createApi } from '../../../src/api/index.ts';
import {
  analyze,
  auditShow,
  backup,
  exportPackage,
  ingest,
  listResults,
  quarantineList,
  recordOutcomes,
  vaultAdd,
  vaultShow,
  vaultWithdraw,
} from '../../../src/app/index.ts';
import { createRng, type Result, unwrap } from '../../../src/core/index.ts';
import { CANARIES, canariesIn, unpacked } from '../../integration/confidentiality/canaries.ts';
import { type VaultHome, vaultHome, victim } from './vault-home.ts';

const REASON = 'a letter from the court';
const HEADER = 'victim,category,from,to,hours,rate,amount,currency,source_note';

/** People whose name and contact are canaries. */
const PEOPLE = CANARIES.map((canary, i) => {
  const dob = `19${50 + (i % 40)}-06-${String(1 + (i % 28)).padStart(2, '0')}`;
  return victim(`${canary} Lopez`, { dob, contact: `${canary}@example.org` });
});

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

async function canariesUnder(folder: string): Promise<[name: string, found: string[]][]> {
  const dirty: [string, string[]][] = [];
  for (const path of filesUnder(folder)) {
    const found = [path, ...(await unpacked(readFileSync(path))).flatMap(canariesIn)].slice(1);
    if (found.length > 0) dirty.push([path, found]);
  }
  return dirty;
}

/** Victim facts under pseudonyms, and rows into which canaries slipped, by a column drawn from a seed. */
function victimFacts(pseudonyms: readonly string[]): string {
  const rng = createRng('slips');
  const rows = pseudonyms.map((pseudonym) => [pseudonym, 'PAID', '2023-01-02', '', '', '', '150.00', 'USD', '']);
  const slips = CANARIES.map((canary, i) => {
    const row = [...(rows[i % rows.length] ?? [])];
    row[rng.int(row.length)] = `${canary}@example.org`;
    return row;
  });
  return [HEADER, ...[...rows, ...slips].map((row) => row.join(','))].join('\n');
}

type Texts = { readonly say: (answer: Result<unknown>) => void; readonly all: () => string };

/** What the program answers to people, kept to be searched. */
function texts(): Texts {
  const said: string[] = [];
  return { say: (answer) => void said.push(JSON.stringify(answer)), all: () => said.join('\n') };
}

/** Everything that goes wrong around an identity. */
async function slipUp(home: VaultHome, pseudonym: string, { say }: Texts): Promise<void> {
  const [vera, ana, sue] = [
    home.as('vera', 'victim-specialist'),
    home.as('ana', 'analyst'),
    home.as('sue', 'supervisor'),
  ];
  const canary = CANARIES[0] ?? '';
  for (const line of [`{"name":"${canary}`, `["${canary}"]`, { name: canary }, { ...victim(canary), [canary]: 1 }])
    say(await vera.ask(vaultAdd, { path: home.file('broken.ndjson', line) }));
  for (const asked of [
    { pseudonym: `${canary} Lopez`, reason: REASON },
    { pseudonym, reason: `to write to ${canary}` },
    { pseudonym, reason: `${canary}@example.org` },
  ])
    for (const person of [vera, sue, ana]) say(await person.ask(vaultShow, asked));
  say(await vera.ask(vaultWithdraw, { pseudonym, reason: `${canary} Lopez asked` }));
  const headless = home.file('headless.csv', `${canary} Lopez,PAID,,,,,150,USD,`);
  say(await ana.ask(ingest, { paths: [headless], format: 'redress-victim-facts' }));
  say(await ana.ask(ingest, { paths: [headless] }));
  const outcome = { id: 'p1', type: 'payment', victim: `${canary} Lopez`, amount: '1.00', at: '2024-01-02' };
  const sound = { ...outcome, victim: pseudonym, lead: null, asset: null, authority: null, document: null };
  const slips = Object.keys(sound).map((field) => ({ ...sound, [field]: `${canary}@example.org` }));
  say(await ana.ask(recordOutcomes, { path: home.file('slips.ndjson', ...slips) }));
  const torn = `{"id":"${canary}`;
  for (const [name, line] of Object.entries({
    named: outcome,
    extra: { ...outcome, victim: pseudonym, name: canary },
    torn,
  }))
    say(await ana.ask(recordOutcomes, { path: home.file(`${name}.ndjson`, line) }));
  const api = createApi(home.app, { version: 'test', caller: ana.caller() });
  const { body } = await request(api)
    .post('/api/v1/events')
    .set('Authorization', `Bearer ${home.app.home.apiToken}`)
    .send(outcome);
  say({ ok: true, value: body });
}

/** The originals of files that a person filled in wrongly: kept by hash as they came, and by nothing else. */
function ofRefusedFiles(home: VaultHome, path: string): boolean {
  return path.startsWith(join(home.app.home.blobs, '/')) && !path.includes('exports');
}

describe('R18: no identity of a victim leaves the vault', () => {
  it('for a database, a log, a backup, an export, an answer or an error: 50 canaries, 0 bytes', async (t) => {
    const home = await vaultHome();
    const answers = texts();
    const vera = home.as('vera', 'victim-specialist');
    const local = home.as('local', 'local-operator');
    const added = await vera.ask(vaultAdd, { path: home.file('victims.ndjson', ...PEOPLE) });
    answers.say(added);
    const pseudonyms = unwrap(added).entries.map(({ pseudonym }) => pseudonym);
    assert.equal(new Set(pseudonyms).size, CANARIES.length);
    const facts = home.file('facts.csv');
    writeFileSync(facts, victimFacts(pseudonyms));
    const { files } = generateSmallWorld(4);
    const world = files.map(({ name, text }) => {
      const path = home.file(name);
      writeFileSync(path, text);
      return path;
    });
    const taken = await local.ask(ingest, { paths: [facts, ...world] });
    answers.say(taken);
    assert.equal(unwrap(taken).sources[0]?.quarantined, CANARIES.length);
    await slipUp(home, pseudonyms[0] ?? '', answers);
    const seen = unwrap(await vera.ask(vaultShow, { pseudonym: pseudonyms[0], reason: REASON }));
    assert.equal(seen.name, PEOPLE[0]?.name, 'the vault does hold what is sought');
    answers.say(await local.ask(analyze, {}));
    for (const kind of ['network', 'account', 'lead', 'entity', 'finding'] as const)
      answers.say(await local.ask(listResults, { kind, limit: 500 }));
    answers.say(await local.ask(quarantineList, { limit: 500 }));
    answers.say(await local.ask(auditShow, { limit: 1_000 }));
    const accounts = unwrap(await local.ask(listResults, { kind: 'account', limit: 1 })).results;
    const leads = unwrap(await local.ask(listResults, { kind: 'lead', limit: 1 })).results;
    for (const [kind, [first]] of [['evidence', accounts] as const, ['lead', leads] as const]) {
      const out = join(home.folder, `${kind}.zip`);
      const id: unknown = Reflect.get(first ?? {}, 'id');
      unwrap(await local.ask(exportPackage, { id, kind, format: 'zip', to: 'A. Attorney', out }));
      for (const part of await unpacked(readFileSync(out))) assert.deepEqual(canariesIn(part), [], `export of ${kind}`);
    }
    const copy = join(home.folder, 'backup');
    answers.say(await home.as('adam', 'admin').ask(backup, { path: copy }));
    assert.deepEqual(canariesIn(Buffer.from(answers.all())), [], 'an answer or an error names a victim');
    assert.deepEqual(await canariesUnder(copy), [], 'the backup holds an identity');
    const dirty = await canariesUnder(home.app.home.folder);
    assert.ok(dirty.length > 0, 'the search finds what stands in the original bytes of refused files');
    assert.deepEqual(
      dirty.filter(([path]) => !ofRefusedFiles(home, path)),
      [],
    );
    t.diagnostic(
      `R18: ${CANARIES.length} canaries, 0 bytes in ${filesUnder(home.app.home.folder).length} files of the home, ${filesUnder(copy).length} of the backup`,
    );
  });
});
