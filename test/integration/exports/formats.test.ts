import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { generateSmallWorld } from '../../../fixtures/world/small-world.ts';
import { exportKeep, exportPackage, listResults } from '../../../src/app/index.ts';
import { sha256Hex, unwrap } from '../../../src/core/index.ts';
import { csvRows, readAnx, readXlsx, zipFiles } from '../../unit/evidence/read-formats.ts';
import { smallHome } from '../confidentiality/homes.ts';

const root = mkdtempSync(join(tmpdir(), 'redress-exports-'));
after(() => rmSync(root, { recursive: true, force: true }));

const home = await smallHome(root, generateSmallWorld(3).files);
const { results } = unwrap(await home.ask(listResults, { kind: 'account', limit: 500 }));
const accounts = results as unknown as readonly { readonly id: string; readonly networks: readonly string[] }[];
const [account] = accounts.toSorted((a, b) => b.networks.length - a.networks.length || (a.id < b.id ? -1 : 1));
const id = account?.id ?? '';

const ask = (more: object) =>
  home.ask(exportPackage, { id, kind: 'graph', to: 'A. Attorney, USAO', at: '2026-01-15', ...more });

describe('an export to a file', () => {
  it('is told of by its SHA-256, which is that of the file', async () => {
    const out = join(root, 'graph.anx');
    const made = unwrap(await ask({ format: 'anx', out }));
    const bytes = readFileSync(out);
    assert.deepEqual([made.sha256, made.files, made.cuts, made.draft], [sha256Hex(bytes), 1, [], true]);
    assert.ok(readAnx(bytes.toString('utf8')).nodes.some(({ id: node }) => node === 'A-1'));
  });

  it('of one schedule is that CSV with its cover beside it', async () => {
    const out = join(root, 'movements.csv');
    const made = unwrap(await ask({ kind: 'evidence', format: 'csv', schedule: 'movements', out }));
    assert.equal(made.files, 2);
    assert.deepEqual(csvRows(readFileSync(out))[0]?.slice(0, 3), ['movement', 'date', 'from']);
    const cover = new Map(csvRows(readFileSync(`${out}.cover.csv`)).map(([item, value]) => [item, value]));
    assert.ok(cover.get('Content: movements.csv')?.endsWith(sha256Hex(readFileSync(out))));
  });

  it('is never written over another, nor half of it', async () => {
    const out = join(root, 'balances.csv');
    writeFileSync(`${out}.cover.csv`, 'mine');
    const refused = await ask({ kind: 'evidence', format: 'csv', schedule: 'balances', out });
    assert.equal(refused.ok ? '' : refused.error.code, 'CONFLICT');
    assert.equal(existsSync(out), false);
  });

  it('as a ZIP of a bag has its SHA-256 too; a folder has manifests', async () => {
    const zip = unwrap(await ask({ kind: 'evidence', format: 'zip', out: join(root, 'bag.zip') }));
    assert.equal(zip.sha256, sha256Hex(readFileSync(join(root, 'bag.zip'))));
    const bag = unwrap(await ask({ kind: 'evidence', format: 'bag', out: join(root, 'bag') }));
    assert.equal(bag.sha256, null);
  });
});

describe('an export that is kept for HTTP', () => {
  it('as CSV is a ZIP of tables, as XLSX a workbook, each with its name and type', async () => {
    const keep = async (more: object) =>
      unwrap(await home.ask(exportKeep, { id, kind: 'evidence', to: 'A. Attorney', ...more }));
    const [csv, xlsx] = [await keep({ format: 'csv' }), await keep({ format: 'xlsx' })];
    assert.deepEqual([csv.fileName, csv.contentType], [`${id}.zip`, 'application/zip']);
    assert.deepEqual(
      [xlsx.fileName, xlsx.contentType],
      [`${id}.xlsx`, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    );
  });

  it('gives the tables that were asked for', async () => {
    const csv = unwrap(await ask({ kind: 'evidence', format: 'csv' }));
    const files = await zipFiles(Buffer.from(csv.bytes ?? '', 'base64'));
    const xlsx = unwrap(await ask({ kind: 'evidence', format: 'xlsx' }));
    const sheets = await readXlsx(Buffer.from(xlsx.bytes ?? '', 'base64'));
    assert.deepEqual(
      [...sheets.keys()],
      [...files.keys()].map((name) => name.replace(/\.csv$/, '')),
    );
  });
});

describe('a format that a kind does not have', () => {
  for (const [kind, format, said] of [
    ['graph', 'pdf', 'export of kind graph has the formats graphml, gexf, anx, json, csv, xlsx; "pdf" is none'],
    [
      'lead',
      'graphml',
      'export of kind lead has the formats bag, zip, pdf, html, json, csv, xlsx, case-uco; "graphml" is none',
    ],
  ] as const)
    it(`${kind} as ${format} is refused with those that it has`, async () => {
      const refused = await ask({ kind, format });
      assert.equal(refused.ok ? '' : refused.error.code, 'BAD_INPUT');
      assert.ok(!refused.ok && refused.error.message.startsWith(said));
    });

  it('a schedule alone is refused for all but CSV', async () => {
    const refused = await ask({ kind: 'evidence', format: 'xlsx', schedule: 'movements' });
    assert.equal(refused.ok ? '' : refused.error.code, 'BAD_INPUT');
  });
});
