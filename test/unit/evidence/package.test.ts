import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { canonicalJson, unwrap } from '../../../src/core/index.ts';
import { buildBag, buildPackage, type PackageFiles } from '../../../src/evidence/index.ts';
import type { SourceClass } from '../../../src/facts/index.ts';
import { draftLead } from '../../../src/leads/index.ts';
import { makeScene } from '../leads/scene.ts';
import { exportInputOf } from './export-input.ts';
import { testSigner } from './keys.ts';
import { packageOf, textOf } from './small-package.ts';

const scene = await makeScene();

const evidence = unwrap(await buildPackage(exportInputOf(scene)));
const lead = unwrap(await buildPackage(exportInputOf(scene, { kind: 'lead' })));

describe('an evidence summary', () => {
  it('has the files of the interface', () => {
    const names = [...evidence.files.keys()].filter((path) => !path.startsWith('data/schedules/'));
    assert.deepEqual(names.sort(), [
      'data/case-uco.jsonld',
      'data/certificates/902-11-1.txt',
      'data/certificates/902-13.txt',
      'data/certificates/902-14.txt',
      'data/custody.json',
      'data/illustrative-aid.html',
      'data/illustrative-aid.pdf',
      'data/package.json',
      'data/restitution.json',
      'data/sources.json',
      'data/summary.html',
      'data/summary.pdf',
    ]);
    const schedules = [...evidence.files.keys()].filter((path) => path.startsWith('data/schedules/'));
    assert.deepEqual(schedules.sort(), [
      'data/schedules/accounts.csv',
      'data/schedules/assets.csv',
      'data/schedules/balances.csv',
      'data/schedules/benefit.csv',
      'data/schedules/by-account.csv',
      'data/schedules/by-counterparty.csv',
      'data/schedules/by-month.csv',
      'data/schedules/movements.csv',
      'data/schedules/payments-by-method.csv',
      'data/schedules/returned-wages.csv',
      'data/schedules/sources.csv',
      'data/schedules/trace-lines.csv',
      'data/schedules/trace-results.csv',
      'data/schedules/traced-payments.csv',
    ]);
  });

  it('sums the credits and debits of an account exactly and says by which movements', () => {
    const row = textOf(evidence, 'data/schedules/by-account.csv')
      .split('\r\n')
      .find((line) => line.startsWith('A-2,'));
    assert.equal(row, 'A-2,3,2860.00,1,1500.00,USD,"T-2, T-4 to T-6"');
  });

  it('leads every movement to its row in the original', () => {
    const [, first = ''] = textOf(evidence, 'data/schedules/movements.csv').split('\r\n');
    assert.match(first, /^T-1,2024-02-01,A-1 100 at 021000021,A-3 account of V-1,900\.00,USD,ach,A-1,A-3,S\d line 2$/);
    const { sources, rows } = JSON.parse(textOf(evidence, 'data/sources.json'));
    const label = /S\d/.exec(first)?.[0];
    const source = sources.find((item: { label: string }) => item.label === label);
    assert.equal(source.fileName, 'transfers.csv');
    assert.ok(
      rows.some(
        (row: { record: string; locator: string }) => row.record === scene.row('t1') && row.locator === 'line 2',
      ),
    );
  });

  it('holds no word of reports that are not there, and no score', () => {
    for (const [path, bytes] of evidence.files) {
      if (path.endsWith('.pdf')) continue;
      assert.doesNotMatch(Buffer.from(bytes).toString('utf8'), /\b(SAR|BSA|CTR|FinCEN|score)\b/i, path);
    }
    assert.ok(!evidence.bagInfo.some(([, value]) => /bsa/i.test(value)));
  });

  it('R25: has facts that point the other way, or says by which checks none was found and that no reviewer has said so', () => {
    assert.match(
      textOf(evidence, 'data/summary.html'),
      /I\. Facts pointing the other way<\/h2>\s*<p>None found by these checks:[^<]*<\/p>\s*<p>Statement of a named reviewer [^<]*: none recorded\./,
    );
  });
});

describe('possible victims in what leaves the house', () => {
  it('are pseudonyms in every text file of both packages', () => {
    for (const made of [evidence, lead]) {
      for (const [path, bytes] of made.files) {
        if (path.endsWith('.pdf')) continue;
        const text = Buffer.from(bytes).toString('utf8');
        assert.doesNotMatch(text, /Rosa|Lima|512345672|6175550101/i, path);
      }
      assert.match(textOf(made, 'data/summary.html'), /V-1/);
    }
  });
});

describe('what a victim has supplied', () => {
  it('is indexed by its hash: neither its file name nor who gave it says who or where the victim is', async () => {
    const supplied = scene.facts.sources.map((item) =>
      item.fileName === 'transfers.csv'
        ? {
            ...item,
            sourceClass: 'VICTIM_SUPPLIED' as const,
            fileName: 'nadia.csv',
            custodian: 'Nadia, Harbour Shelter',
          }
        : item,
    );
    for (const kind of ['evidence', 'lead'] as const) {
      const made = await packageOf({ ...scene, facts: { ...scene.facts, sources: supplied } }, { kind });
      for (const [path, bytes] of made.files)
        if (!path.endsWith('.pdf')) assert.doesNotMatch(Buffer.from(bytes).toString('utf8'), /Nadia|Harbour/i, path);
      assert.match(textOf(made, 'data/schedules/sources.csv'), /supplied by a victim/);
    }
  });
});

describe('a member of a flagged network whom nobody accuses or has assessed', () => {
  it('is numbered outside the house, while the account keeps its number', () => {
    for (const made of [evidence, lead]) {
      for (const [path, bytes] of made.files) {
        if (path.endsWith('.pdf')) continue;
        assert.doesNotMatch(Buffer.from(bytes).toString('utf8'), /Omar|Diaz|512345673/i, path);
      }
    }
    assert.match(textOf(evidence, 'data/schedules/accounts.csv'), /^A-4,021000021,400,P-1 \(owner\),/m);
  });

  it('is named where a reviewer has found a subject', () => {
    assert.match(textOf(evidence, 'data/schedules/accounts.csv'), /Paul Stone \(owner\)/);
  });
});

describe('the asset schedule', () => {
  it('of evidence shows what is recorded, and only that of a lead what is proposed', () => {
    const header = (made: PackageFiles) => textOf(made, 'data/schedules/assets.csv').split('\r\n')[0] ?? '';
    assert.doesNotMatch(header(evidence), /route|theories|authorities|deadline/);
    assert.match(header(lead), /theories,authorities,route,deadline_984,source$/);
    assert.doesNotMatch(textOf(evidence, 'data/summary.html'), /substitute-853p|lis-pendens|warrant-981b/);
  });
});

describe('property of a possible victim', () => {
  it('leaves without anything by which the person can be found', async () => {
    const assets =
      'asset_id,kind,identifier_type,identifier,titled_owner,owner_id_type,owner_id,value,currency,value_as_of,value_method,lien_holder,lien_amount,address,county_fips,occupants\nH9,real_property,parcel,77-001,Rosa Lima,ssn,512345672,90000.00,USD,2024-01-01,assessment,,,"8 Quiet Way, Salem, MA 01970",25009,none\n';
    const made = unwrap(await buildPackage(exportInputOf(await makeScene({ 'assets.csv': assets }), { kind: 'lead' })));
    for (const [path, bytes] of made.files) {
      if (!path.endsWith('.pdf')) assert.doesNotMatch(Buffer.from(bytes).toString('utf8'), /Quiet Way|77-001/, path);
    }
    assert.match(textOf(made, 'data/schedules/assets.csv'), /real_property,,withheld withheld,V-1,90000.00/);
  });
});

describe('someone whom the house holds a possible victim by records that may not leave', () => {
  it('stops every paper that would name them, and none in which they are numbered', async () => {
    const [stone, omar] = [scene.entity('Paul Stone'), scene.entity('Omar Diaz')];
    const named = await buildPackage(exportInputOf(scene, { heldVictims: [stone] }));
    assert.equal(named.ok ? '' : named.error.code, 'UNREVIEWED_PERSON');
    assert.ok((await buildPackage(exportInputOf(scene, { heldVictims: [omar] }))).ok);
  });
});

describe('a lead package', () => {
  it('carries the redacted lead, its number, and nobody withheld by name', () => {
    const head = JSON.parse(textOf(lead, 'data/package.json'));
    assert.equal(head.id, draftLead(scene).id);
    assert.deepEqual([head.lead.withheld, head.lead.pseudonyms, head.lead.network], [1, ['V-1'], scene.network.id]);
    assert.equal(textOf(lead, 'data/package.json'), canonicalJson(head));
  });

  it('with BSA material bears the marking and the warning; without it neither', async () => {
    const bsa = unwrap(await buildPackage(exportInputOf(scene, { kind: 'lead', variant: 'bsa' })));
    const html = textOf(bsa, 'data/summary.html');
    assert.match(html, /CUI\/\/SP-FSEC/);
    assert.match(html, /may only be re-disseminated in strict accordance/);
    assert.deepEqual(
      bsa.bagInfo.find(([label]) => label === 'Marking'),
      ['Marking', 'CUI//SP-FSEC'],
    );
    assert.doesNotMatch(textOf(lead, 'data/summary.html'), /FSEC|re-disseminated/);
  });
});

describe('approval', () => {
  it('is missing in a DRAFT, which says so on the page and in bag-info', () => {
    assert.match(textOf(evidence, 'data/summary.html'), /DRAFT: not approved by a second person/);
    assert.ok(evidence.bagInfo.some(([label, value]) => label === 'Package-Status' && value.startsWith('DRAFT')));
  });

  it('by a second person takes the mark away', async () => {
    const approved = unwrap(await buildPackage(exportInputOf(scene, { status: 'APPROVED', approvedBy: 'bob' })));
    assert.doesNotMatch(textOf(approved, 'data/summary.html'), /DRAFT/);
  });
});

describe('the same export', () => {
  it('R5: is the same bag, byte for byte', async () => {
    const again = unwrap(await buildPackage(exportInputOf(await makeScene())));
    assert.deepEqual(buildBag({ ...again, signer: testSigner }), buildBag({ ...evidence, signer: testSigner }));
  });

  it('to another recipient differs in the watermark', async () => {
    const other = unwrap(await buildPackage(exportInputOf(scene, { to: 'Agent Kim' })));
    assert.notEqual(other.watermark, evidence.watermark);
  });
});

describe('the firewall', () => {
  it('R3: refuses a cut that holds one record of an inadmissible class', async (t) => {
    for (const sourceClass of ['BSA_LEAD_ONLY', 'BOI_RESTRICTED'] satisfies SourceClass[]) {
      const [first, ...rest] = scene.facts.sources;
      assert.ok(first);
      const facts = { ...scene.facts, sources: [{ ...first, sourceClass }, ...rest] };
      const refused = await buildPackage(exportInputOf(scene, { facts }));
      assert.equal(refused.ok ? '' : refused.error.code, 'CLASS_NOT_ADMISSIBLE');
    }
    t.diagnostic('R3: 2 of 2 inadmissible classes refused');
  });

  it('knows no evidence summary with BSA material', async () => {
    const refused = await buildPackage(exportInputOf(scene, { variant: 'bsa' }));
    assert.equal(refused.ok ? '' : refused.error.code, 'BAD_INPUT');
  });

  it('answers the same for an empty scope and for a lead that is not there', async () => {
    const empty = await buildPackage(exportInputOf(scene, { scope: { accounts: [], entities: [] } }));
    const none = await buildPackage(exportInputOf(scene, { kind: 'lead', lead: null }));
    assert.deepEqual(empty, none);
  });
});
