import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import request from 'supertest';
import { createApi } from '../../../src/api/index.ts';
import {
  analyze,
  civilRemedy,
  districtDesk,
  districtReport,
  ingest,
  listResults,
  recordOutcomes,
  runOperation,
  thirdPartyReport,
} from '../../../src/app/index.ts';
import { sequenceAll } from '../../../src/audit/index.ts';
import { unwrap } from '../../../src/core/index.ts';
import { writeRings } from '../app/analysis-world.ts';
import { codeOf, type VaultHome, vaultHome } from '../app/vault-home.ts';
import { many } from './desk.ts';

const SAR = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'formats', 'fincen-sar', 'valid.xml');
const CODES = ['2a', '3b', '4c', '5d', '6e', '7f', '8g', '9h', '0j', '1k', '2m', '3n'];

/** Twelve victims with orders of one court, of whom seven were paid, and twelve assets held. */
const OUTCOMES = [
  ...CODES.map((code, n) => ({
    ...{ id: `o${n}`, type: 'order', victim: `V-abcdef${code}`, amount: '50000.00', at: '2024-02-01' },
    authority: 'U.S. District Court, D. Md.',
  })),
  ...many(7, (n) => ({
    ...{ id: `p${n}`, type: 'payment', victim: `V-abcdef${CODES[n]}`, amount: '20000.00', at: '2024-08-01' },
  })),
  ...many(12, (n) => ({
    ...{ id: `r${n}`, type: 'restraint', asset: `ast_${String(n).padStart(32, '0')}`, amount: '30000.00' },
    ...{ at: '2024-03-01', authority: n < 3 ? 'E.D. Va.' : 'D. Md.' },
  })),
];

async function reportHome(): Promise<VaultHome> {
  const home = await vaultHome();
  const path = home.file('outcomes.ndjson', ...OUTCOMES);
  unwrap(await home.as('ana', 'analyst').ask(recordOutcomes, { path }));
  return home;
}

describe('the yearly report of a home', () => {
  const get = (home: VaultHome, path: string) =>
    request(createApi(home.app, { version: 'test', caller: home.as('ana', 'analyst').caller() }))
      .get(`/api/v1${path}`)
      .set('Authorization', `Bearer ${home.app.home.apiToken}`);
  const nation = (tables: { id: string; rows: { cells: (string | null)[] }[] }[], id: string) =>
    tables.find((item) => item.id === id)?.rows.at(-1)?.cells;

  it('answers at /reports/districts/{year}: 12 ordered 600,000, of which 140,000 paid; nine held in Maryland not told', async () => {
    const answer = await get(await reportHome(), '/reports/districts/2024');
    assert.equal(answer.status, 200);
    const { tables } = answer.body;
    assert.deepEqual(nation(tables, 'ordered'), ['12']);
    assert.deepEqual(nation(tables, 'ordered-dollars'), ['140000.00', '460000.00', '600000.00']);
    assert.deepEqual(nation(tables, 'assets')?.at(-1), '12');
    assert.doesNotMatch(answer.text, /"[0-4]"|V-abcdef|ast_/);
  });

  it('is a table when asked for, with a name for its file', async () => {
    const home = await reportHome();
    const csv = await get(home, '/reports/districts/2024?format=csv');
    assert.match(csv.headers['content-disposition'] ?? '', /districts-2024\.csv/);
    assert.match(csv.text, /^year,table,unit,district,district_name,column,value,left_out\r\n/);
    assert.equal((await get(home, '/reports/districts/24')).status, 400);
  });

  it('R2: is the same to the byte whether or not a confidential report is in the home', async () => {
    const [home, other] = [await reportHome(), await reportHome()];
    unwrap(await other.as('ana', 'analyst').ask(ingest, { paths: [SAR] }));
    const ask = async ({ as }: VaultHome) => unwrap(await as('ana', 'analyst').ask(districtReport, { year: 2024 }));
    assert.deepEqual(await ask(other), await ask(home));
  });

  it('is refused to those who read no content', async () => {
    const home = await reportHome();
    assert.equal(codeOf(await home.as('aud', 'auditor').ask(districtReport, { year: 2024 })), 'FORBIDDEN');
  });

  it('has small counts on the desk of the house, with the coordinator whom the home names', async () => {
    const home = await reportHome();
    const table =
      'district_code,name,title,office,phone,email,updated_on\nvaed,A. Person,coordinator,,,a@example.gov,2026-01-02\n';
    writeFileSync(join(home.app.home.folder, 'coordinators.csv'), table);
    const ask = (district: string) => home.as('ana', 'analyst').ask(districtDesk, { year: 2024, district });
    const { desks } = unwrap(await ask('vaed'));
    assert.deepEqual(
      desks.map(({ coordinator, assets }) => [coordinator?.name, assets.restrained]),
      [['A. Person', { count: 3, dollars: '90000.00', notValued: 0 }]],
    );
    assert.equal(unwrap(await ask('mad')).desks[0]?.coordinator?.name, null);
    assert.equal(codeOf(await ask('xx')), 'BAD_INPUT');
  });
});

describe('the coordinators that a home names', () => {
  const header = 'district_code,name,title,office,phone,email,updated_on\n';
  const wrong: readonly (readonly [table: string, why: RegExp])[] = [
    ['district,who\nvaed,A. Person\n', /its first line is not district_code,name,/],
    [`${header}vaed,A. Person,,,,,\nvaed,B. Person,,,,,\n`, /"vaed" stands twice/],
    [`${header}eastern Virginia,A. Person,,,,,\n`, /there is no district "eastern Virginia"/],
    [`${header}vaed,${'A'.repeat(300_000)},,,,,\n`, /longer than 262144 bytes/],
    [`${header}vaed,A. Person\n`, /Invalid Record Length/],
  ];

  it('are refused with what is wrong in the table, and are not passed over: the desk would show the wrong person', async () => {
    const home = await vaultHome();
    const ask = () => home.as('ana', 'analyst').ask(districtDesk, { year: 2024, district: 'vaed' });
    const place = (table: string | Buffer) => writeFileSync(join(home.app.home.folder, 'coordinators.csv'), table);
    for (const [table, why] of wrong) {
      place(table);
      const answer = await ask();
      assert.equal(codeOf(answer), 'MALFORMED_CSV');
      assert.match(answer.ok ? '' : answer.error.message, why);
    }
    place(Buffer.from(`${header}vaed,Andr\xe9,,,,,\n`, 'latin1'));
    assert.equal(codeOf(await ask()), 'MALFORMED_CSV');
    place(`\ufeff${header}vaed,André,,,,,\n`);
    assert.equal(unwrap(await ask()).desks[0]?.coordinator?.name, 'André');
  });
});

describe('what counsel of a victim may have', () => {
  it("is made by the victim's consent only, for a network that no report points at, and is in the log", async () => {
    const home = await vaultHome();
    const folder = join(home.folder, 'rings');
    mkdirSync(folder);
    const facts = home.file(
      'facts.csv',
      'victim,category,from,to,hours,rate,amount,currency,source_note',
      'V-4k7q2m9x,LABOUR,2020-01-01,2020-03-31,900,,,,',
    );
    const ana = home.as('ana', 'analyst');
    unwrap(await ana.ask(ingest, { paths: [...writeRings(folder, 1), facts] }));
    unwrap(await ana.ask(analyze, {}));
    const [network] = unwrap(await ana.ask(listResults, { kind: 'network' })).results as { id: string }[];
    const asked = { network: network?.id, victim: 'V-4k7q2m9x' };
    const consent = '2026-02-03';
    assert.equal(codeOf(await ana.ask(civilRemedy, asked)), 'FORBIDDEN');
    assert.equal(codeOf(await ana.ask(civilRemedy, { ...asked, victim: 'Rosa Lima', consent })), 'BAD_INPUT');
    assert.equal(codeOf(await ana.ask(civilRemedy, { ...asked, victim: 'V-5k7q2m9x', consent })), 'NOT_FOUND');
    const extract = unwrap(await ana.ask(civilRemedy, { ...asked, consent }));
    assert.deepEqual([extract.limitation.tenYearsFromLast, extract.parties], ['2030-03-31', []]);
    await sequenceAll(home.app.store);
    const { events } = await home.app.store.stored.auditRange(0, 1_000);
    const told = events.map(({ event }) => JSON.stringify(event)).filter((text) => text.includes(consent));
    assert.equal(told.length, 1);
    assert.match(told[0] ?? '', /report\.civil-remedy/);
    assert.equal(unwrap(await ana.ask(thirdPartyReport, { network: asked.network })).network, asked.network);
    assert.equal(codeOf(await ana.ask(thirdPartyReport, { network: `net_${'0'.repeat(32)}` })), 'NOT_FOUND');
  });

  it('is not made for a network of a Run that read a confidential report', async () => {
    const home = await vaultHome();
    const folder = join(home.folder, 'rings');
    mkdirSync(folder);
    const ana = home.as('ana', 'analyst');
    unwrap(await ana.ask(ingest, { paths: [...writeRings(folder, 1), SAR] }));
    unwrap(await ana.ask(analyze, {}));
    const [network] = unwrap(await ana.ask(listResults, { kind: 'network' })).results as { id: string }[];
    const asked = { network: network?.id, victim: 'V-4k7q2m9x', consent: '2026-02-03' };
    const caller = ana.caller();
    const answer = await runOperation(home.app, caller, civilRemedy, asked);
    assert.equal(codeOf(answer), 'NOT_FOUND');
  });
});
