import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import PDFDocument from 'pdfkit';
import { left, printedRows, type SummaryDocument } from '../../../src/evidence/document.ts';
import { drawFlows } from '../../../src/evidence/renderers/flow-svg.ts';
import { renderHtml } from '../../../src/evidence/renderers/html.ts';
import { renderPdf } from '../../../src/evidence/renderers/pdf.ts';
import {
  FONT,
  fitted,
  printable,
  registerFonts,
  TEXT_WIDTH,
  wrappable,
} from '../../../src/evidence/renderers/pdf-page.ts';
import { fitWidths } from '../../../src/evidence/renderers/pdf-table.ts';
import { isFormula, scheduleCsv } from '../../../src/evidence/schedule.ts';
import { csvRows } from './read-formats.ts';
import { smallSummary } from './small-summary.ts';

const latin1 = async (summary: SummaryDocument) => Buffer.from(await renderPdf(summary)).toString('latin1');

describe('the PDF', () => {
  it('is tagged, titled and in a language, with its faces embedded (PDF/UA)', async () => {
    const pdf = await latin1(smallSummary);
    for (const mark of [
      '/MarkInfo',
      '/StructTreeRoot',
      '/Lang (en-US)',
      '/DisplayDocTitle true',
      '/FontFile2',
      'pdfuaid:part',
    ])
      assert.ok(pdf.includes(mark), mark);
  });

  it('has headings, lists, header cells of columns and a drawing with words', async () => {
    const pdf = await latin1(smallSummary);
    for (const tag of [
      '/S /H1',
      '/S /H2',
      '/S /L',
      '/S /LI',
      '/S /Table',
      '/S /TH',
      '/S /TD',
      '/Scope /Column',
      '/S /Figure',
      '/Alt (',
    ])
      assert.ok(pdf.includes(tag), tag);
  });

  it('is the same bytes when it is made again', async () => {
    assert.deepEqual(await renderPdf(smallSummary), await renderPdf(smallSummary));
  });

  it('goes over to new pages for a long table, and cuts it with a note', async () => {
    const [table] = smallSummary.blocks.filter((block) => block.kind === 'table');
    assert.ok(table?.kind === 'table');
    const rows = Array.from({ length: 400 }, (_, i) => [`T-${i + 1}`, '10.00']);
    const pdf = await latin1({ ...smallSummary, blocks: [{ ...table, rows }] });
    const pages = pdf.match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;
    assert.ok(pages >= 6, `${pages} pages`);
  });

  it('widens a column that would break a word, by what the others can spare, and keeps the whole width', () => {
    assert.deepEqual(fitWidths([1, 1, 2], [30, 10, 10], 80), [30, 17.5, 32.5]);
    assert.deepEqual(fitWidths([1, 3], [50, 50], 80), [20, 60]);
  });

  it('begins a document whose first block is a new page on the first page', async () => {
    const pages = async (blocks: SummaryDocument['blocks']) =>
      (await latin1({ ...smallSummary, blocks })).match(/\/Type \/Page\b(?!s)/g)?.length;
    const [word] = smallSummary.blocks;
    assert.ok(word !== undefined);
    assert.deepEqual(
      [await pages([{ kind: 'new-page' }, word]), await pages([word, { kind: 'new-page' }, word])],
      [1, 2],
    );
  });

  it('prints a character that its face lacks as its code', () => {
    assert.equal(printable('Łucja 李 Ωmega'), 'Łucja [U+674E] Ωmega');
    assert.equal(printable('Ho\u00adtel \u1efc\u0378\u202e\ud800'), 'Ho[U+00AD]tel [U+1EFC][U+0378][U+202E][U+D800]');
  });

  it('lays a word of 100,000 letters out at once: it breaks inside, and a digest does not', async () => {
    assert.equal(wrappable('f'.repeat(128)), 'f'.repeat(128));
    assert.equal(wrappable('x'.repeat(450)), ['x'.repeat(200), 'x'.repeat(200), 'x'.repeat(50)].join('\u200b'));
    const word = 'x'.repeat(100_000);
    const table = {
      kind: 'table',
      caption: 'Names',
      columns: [left('Name', 1)],
      rows: [[word]],
      schedule: null,
    } as const;
    const made = performance.now();
    await renderPdf({ ...smallSummary, blocks: [table, { kind: 'paragraph', text: word }] });
    assert.ok(performance.now() - made < 30_000);
  });

  it('keeps the mark and the date of a copy within the page however long its recipient is named', () => {
    const doc = new PDFDocument();
    registerFonts(doc);
    doc.font(FONT.regular).fontSize(6.5);
    const mark = fitted(doc, `Copy 0123456789abcdef | ${'An office, '.repeat(45)} | led_1 | lead | 2024-05-01`);
    assert.ok(doc.widthOfString(mark) <= TEXT_WIDTH);
    assert.match(mark, /^Copy 0123456789abcdef \| An office, .*….* \| led_1 \| lead \| 2024-05-01$/);
    assert.equal(fitted(doc, 'Copy 1'), 'Copy 1');
  });

  it('cuts no table that stands in print alone, and says of another where the rest is', () => {
    const rows = Array.from({ length: 301 }, (_, i) => [`${i}`]);
    const table = { kind: 'table', caption: 'Parties', columns: [left('Name', 1)], rows } as const;
    assert.deepEqual(printedRows({ ...table, schedule: null }, 300), { shown: rows, note: null });
    const { shown, note } = printedRows({ ...table, schedule: 'accounts.csv' }, 300);
    assert.deepEqual([shown.length, note], [300, '1 more rows stand in schedules/accounts.csv.']);
  });
});

describe('the HTML', () => {
  it('is one page without script, and takes nothing from elsewhere', () => {
    const html = renderHtml(smallSummary);
    assert.doesNotMatch(html, /<script|https?:\/\/(?!www\.w3\.org\/2000\/svg)|@import|url\(/);
    assert.match(html, /default-src 'none'/);
  });

  it('shows markup in a name as text', () => {
    const html = renderHtml({
      ...smallSummary,
      blocks: [{ kind: 'paragraph', text: '<img src=x onerror=alert(1)> & Co' }],
    });
    assert.match(html, /&lt;img src=x onerror=alert\(1\)&gt; &amp; Co/);
  });

  it('shows a sign that turns the direction of writing, and does not obey it: the figures after a name stay as they are', () => {
    const text = 'Ana \u202e(100.00 USD), \u2066x\u0007\u2028';
    const html = renderHtml({ ...smallSummary, blocks: [{ kind: 'paragraph', text }] });
    assert.ok(html.includes('<p>Ana [U+202E](100.00 USD), [U+2066]x[U+0007][U+2028]</p>'));
    const box = { id: 'a', label: 'A\u202e1', detail: '' };
    assert.match(drawFlows({ left: [box], middle: [], right: [], edges: [] }).svg, />A\[U\+202E\]1</);
  });

  it('has the words of a drawing as they are, dollar signs and quotes too', () => {
    const { blocks } = smallSummary;
    const words = "Cash $' Carry, $& Co";
    const html = renderHtml({
      ...smallSummary,
      blocks: blocks.map((block) => (block.kind === 'figure' ? { ...block, alt: words } : block)),
    });
    assert.ok(html.includes('aria-label="Cash $&#39; Carry, $&amp; Co"'));
  });
});

describe('the drawing', () => {
  it('draws every box and every flow, the heaviest line widest, with names as text', () => {
    const { svg } = drawFlows({
      left: [{ id: 'l', label: 'A & <B>', detail: '1' }],
      middle: [{ id: 'm', label: 'M', detail: '2' }],
      right: [{ id: 'r', label: 'R', detail: '3' }],
      edges: [
        { from: 'l', to: 'm', weight: 10 },
        { from: 'm', to: 'r', weight: 5 },
      ],
    });
    assert.equal(svg.match(/<rect/g)?.length, 3);
    assert.deepEqual(
      [...svg.matchAll(/stroke-width="([\d.]+)"\/><polygon/g)].map((match) => match[1]),
      ['9.0', '4.5'],
    );
    assert.match(svg, /A &amp; &lt;B&gt;/);
  });
});

describe('a schedule', () => {
  it('holds a name of two lines in one cell, whatever ends a line in it: none can put in a row of its own', () => {
    for (const end of ['\n', '\r', '\r\n']) {
      const name = `Lee${end}T-9,2024-01-01,900000.00`;
      const csv = scheduleCsv({ file: 'x.csv', header: ['name', 'amount'], rows: [[name, '1.00']] });
      assert.deepEqual(csvRows(Buffer.from(csv)), [
        ['name', 'amount'],
        [name, '1.00'],
      ]);
    }
  });

  it('makes text of a cell that a spreadsheet would run, and leaves a negative figure a figure', () => {
    const csv = scheduleCsv({
      file: 'x.csv',
      header: ['name', 'amount'],
      rows: [
        ['=HYPERLINK("x")', '12.50'],
        ['@sum', '-1.50'],
      ],
    });
    assert.equal(csv, 'name,amount\r\n"\'=HYPERLINK(""x"")",12.50\r\n\'@sum,-1.50\r\n');
  });

  it('keeps a formula a text behind a line feed or blanks too, which a spreadsheet passes over', () => {
    const cells = ['\n=1+1', ' =1+1', '\u00A0@sum', '\u200B-cmd', ' \uFF1D1'];
    for (const cell of cells) assert.equal(isFormula(cell), true, JSON.stringify(cell));
    for (const cell of ['a=1', ' 12', '-1.50', 'Lee -- May']) assert.equal(isFormula(cell), false, cell);
  });
});
