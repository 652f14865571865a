import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sha256Hex, unwrap } from '../../../src/core/index.ts';
import { buildPackage, buildTables, type ExportInput } from '../../../src/evidence/index.ts';
import { fitSheet } from '../../../src/evidence/renderers/xlsx/limits.ts';
import { columnName } from '../../../src/evidence/renderers/xlsx/sheet.ts';
import { renderXlsx, type Workbook } from '../../../src/evidence/renderers/xlsx/workbook.ts';
import { makeScene } from '../leads/scene.ts';
import { exportInputOf } from './export-input.ts';
import { csvRows, elementsOf, readXlsx, xmlTree, zipFiles } from './read-formats.ts';

const scene = await makeScene();
const bag = unwrap(await buildPackage(exportInputOf(scene)));

async function only(format: string, changes: Partial<ExportInput> = {}): Promise<Uint8Array> {
  const made = unwrap(await buildTables(exportInputOf(scene, { format, ...changes }), null));
  const [bytes] = made.files.values();
  assert.ok(bytes !== undefined);
  return bytes;
}

describe('the schedules of an evidence summary as CSV', () => {
  it('are in one ZIP the same files as in the bag, byte for byte, and the cover names each by its SHA-256', async () => {
    const files = await zipFiles(await only('csv'));
    const cover = new Map(csvRows(files.get('cover.csv')).map(([item, value]) => [item, value ?? '']));
    const schedules = [...bag.files].filter(([path]) => path.startsWith('data/schedules/'));
    assert.equal(files.size, schedules.length + 1);
    for (const [path, bytes] of schedules) {
      const name = path.slice('data/schedules/'.length);
      assert.deepEqual(files.get(name), bytes, name);
      assert.ok(cover.get(`Content: ${name}`)?.endsWith(`SHA-256 ${sha256Hex(bytes)}`), name);
    }
    assert.equal(cover.get('Status'), 'DRAFT: not approved by a second person');
  });

  it('can be had one at a time, with the cover beside it', async () => {
    const made = unwrap(await buildTables(exportInputOf(scene, { format: 'csv' }), 'movements'));
    assert.deepEqual([...made.files.keys()], ['export.csv', 'cover.csv']);
    assert.deepEqual(made.files.get('export.csv'), bag.files.get('data/schedules/movements.csv'));
    const items = csvRows(made.files.get('cover.csv')).map(([item]) => item ?? '');
    assert.deepEqual(
      items.filter((item) => item.startsWith('Content')),
      ['Content: movements.csv'],
    );
  });

  it('are named when another is asked for', async () => {
    const refused = await buildTables(exportInputOf(scene, { format: 'csv' }), 'payroll');
    assert.match(refused.ok ? '' : refused.error.message, /no schedule "payroll"; there are accounts, movements, /);
  });
});

describe('the schedules as a workbook', () => {
  it('are a sheet each after the cover, cell for cell the CSV', async () => {
    const sheets = await readXlsx(await only('xlsx'));
    const [first] = sheets.keys();
    assert.equal(first, 'cover');
    for (const [path, bytes] of [...bag.files].filter(([name]) => name.startsWith('data/schedules/')))
      assert.deepEqual(sheets.get(path.slice('data/schedules/'.length, -4)), csvRows(bytes), path);
  });

  it('of a lead carry its marking on every printed page and on the cover', async () => {
    const bytes = await only('xlsx', { kind: 'lead', variant: 'bsa' });
    const cover = (await readXlsx(bytes)).get('cover') ?? [];
    assert.deepEqual(cover[2], ['Marking', 'CUI//SP-FSEC']);
    const parts = [...(await zipFiles(bytes))].filter(([path]) => path.startsWith('xl/worksheets/'));
    for (const [path, part] of parts) {
      const header = elementsOf(xmlTree(part.toString('utf8')), 'oddHeader')[0]?.text;
      assert.equal(header, '&C&"-,Bold"CUI//SP-FSEC | DRAFT: not approved by a second person', path);
    }
  });

  it('have names that a spreadsheet takes: at most 31 characters, none of []:*?/\\, no two alike', async () => {
    const names = [...(await readXlsx(await only('xlsx'))).keys()];
    assert.ok(names.length > 10);
    for (const name of names) assert.match(name, /^[^[\]:*?/\\]{1,31}$/);
    assert.equal(new Set(names.map((name) => name.toLowerCase())).size, names.length);
  });

  it('are the same bytes when they are made again', async () => {
    assert.deepEqual(await only('xlsx'), await only('xlsx'));
  });

  it('refuse evidence with BSA material, as the bag does', async () => {
    const refused = await buildTables(exportInputOf(scene, { format: 'xlsx', variant: 'bsa' }), null);
    assert.equal(refused.ok ? '' : refused.error.code, 'BAD_INPUT');
  });
});

describe('a workbook', () => {
  const book = (rows: readonly (readonly string[])[]): Workbook => ({
    title: 'A & <B>',
    banner: null,
    draft: false,
    watermark: 'Copy 1 & 2',
    at: '2024-05',
    sheets: [fitSheet({ name: 'rows', header: ['text', 'figure'], rows })],
  });
  const sheetOf = async (rows: readonly (readonly string[])[]) =>
    (await zipFiles(await renderXlsx(book(rows)))).get('xl/worksheets/sheet1.xml')?.toString('utf8') ?? '';

  it('never holds a formula: every cell is an inline string, and what looks like one stays text when edited', async () => {
    const tree = xmlTree(
      await sheetOf([
        ['=HYPERLINK("http://x")', '-12.50'],
        ['@sum', '12345678901234567890.12'],
      ]),
    );
    assert.deepEqual(elementsOf(tree, 'f'), []);
    const cells = elementsOf(tree, 'c').map(({ attributes }) => [attributes.r, attributes.t, attributes.s]);
    assert.deepEqual(cells, [
      ['A1', 'inlineStr', '3'],
      ['B1', 'inlineStr', '3'],
      ['A2', 'inlineStr', '2'],
      ['B2', 'inlineStr', '1'],
      ['A3', 'inlineStr', '2'],
      ['B3', 'inlineStr', '1'],
    ]);
  });

  it('keeps a figure of any length to the last digit, blanks, tabs, line ends and what looks like an escape', async () => {
    const rows = [
      ['12345678901234567890.12', ' x '],
      ['a\tb\nc', '_x0041_'],
    ];
    const sheets = await readXlsx(await renderXlsx(book(rows)));
    assert.deepEqual(sheets.get('rows')?.slice(1), rows);
  });

  it('holds no character that XML has no place for, and shows that one was there', async () => {
    const sheets = await readXlsx(await renderXlsx(book([['a\u0000\u000bb\uffff', '\ud800']])));
    assert.deepEqual(sheets.get('rows')?.[1], ['a\uFFFD\uFFFDb\uFFFD', '\uFFFD']);
  });

  it('keeps its first row in sight', async () => {
    const pane = elementsOf(xmlTree(await sheetOf([])), 'pane')[0]?.attributes;
    assert.deepEqual([pane?.state, pane?.ySplit, pane?.topLeftCell], ['frozen', '1', 'A2']);
  });

  it('has the letters of columns as a spreadsheet counts them', () => {
    assert.deepEqual([0, 25, 26, 701, 702, 16_383].map(columnName), ['A', 'Z', 'AA', 'ZZ', 'AAA', 'XFD']);
  });

  it('beyond the limits of the format says what it leaves out', () => {
    const fitted = fitSheet(
      { name: 'rows', header: ['a'], rows: [['1'], ['22222'], ['3'], ['4']] },
      { rows: 4, characters: 4 },
    );
    assert.deepEqual(
      [fitted.rows.length, fitted.cuts],
      [3, ['rows: 3 of 4 rows; the CSV has all', 'rows: 1 cells cut at 4 characters; the CSV has them whole']],
    );
    assert.deepEqual(fitSheet({ name: 'rows', header: ['a'], rows: [['1']] }).cuts, []);
    const most = Array<readonly string[]>(1_048_576).fill(['1']);
    assert.deepEqual(fitSheet({ name: 'rows', header: ['a'], rows: most }).cuts, [
      'rows: 1048575 of 1048576 rows; the CSV has all',
    ]);
  });

  it('has a foot of at most 255 characters, however long the recipient is named', async () => {
    const long = { ...book([]), watermark: '& '.repeat(400) };
    const sheet = (await zipFiles(await renderXlsx(long))).get('xl/worksheets/sheet1.xml')?.toString('utf8') ?? '';
    const foot = elementsOf(xmlTree(sheet), 'oddFooter')[0]?.text ?? '';
    assert.ok(foot.length <= 255 && foot.length > 250, `${foot.length}`);
    assert.match(foot, /^&L&7Page &P of &N {2}(&& )+(&&)?$/);
  });
});
