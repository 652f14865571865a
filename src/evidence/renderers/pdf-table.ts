import { type Column, printedRows, type Table } from '../document.ts';
import {
  type Element,
  type ElementOptions,
  FONT,
  INK,
  PAGE,
  PAGE_BOTTOM,
  printable,
  TEXT_WIDTH,
  wrappable,
} from './pdf-page.ts';

/** Rows of one table on paper where a schedule beside it holds all of them. */
const MAX_ROWS = 300;
const SIZE = 7.5;
const PAD = 3;
const LINE = '#b8c4d0';
const HEAD_FILL = '#e8eef5';

type Cell = { readonly text: string; readonly x: number; readonly width: number; readonly align: 'left' | 'right' };

/** More than a page holds of one cell: what is beyond is not laid out, since the ellipsis comes before it. */
const CELL_CHARACTERS = 20_000;

/** Words up to this many characters are not broken over lines; a digest is. */
const WHOLE_WORD = 18;

function longestWord(texts: readonly string[]): string {
  let longest = '';
  for (const text of texts)
    for (const word of text.split(/\s+/)) if (word.length > longest.length && word.length <= WHOLE_WORD) longest = word;
  return longest;
}

/** What a column needs so that no word of its title and no figure is broken. */
function leastWidth(doc: PDFKit.PDFDocument, title: string, texts: readonly string[]): number {
  const head = doc
    .font(FONT.bold)
    .fontSize(SIZE)
    .widthOfString(printable(longestWord([title])));
  const body = doc
    .font(FONT.regular)
    .fontSize(SIZE)
    .widthOfString(printable(longestWord(texts)));
  return Math.max(head, body) + 2 * PAD + 1;
}

/**
 * Widths in points by weight, adding up to `total`; a column that is narrower than its least takes from those that have room
 * to spare, in proportion. When there is not enough, the weights stand.
 */
export function fitWidths(weights: readonly number[], least: readonly number[], total: number): number[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const wished = weights.map((weight) => (total * weight) / all);
  const spare = wished.map((width, i) => Math.max(0, width - (least[i] ?? 0)));
  const missing = wished.reduce((sum, width, i) => sum + Math.max(0, (least[i] ?? 0) - width), 0);
  const room = spare.reduce((sum, width) => sum + width, 0);
  if (missing > room) return wished;
  return wished.map((width, i) => {
    const own = spare[i] ?? 0;
    return own > 0 ? width - (missing * own) / room : Math.max(width, least[i] ?? 0);
  });
}

function widthsOf(doc: PDFKit.PDFDocument, { columns }: Table, rows: readonly (readonly string[])[]): number[] {
  const texts = (i: number): string[] => rows.map((row) => row[i] ?? '');
  const least = columns.map(({ title }, i) => leastWidth(doc, title, texts(i)));
  return fitWidths(
    columns.map(({ weight }) => weight),
    least,
    TEXT_WIDTH,
  );
}

function cellsOf(columns: readonly Column[], widths: readonly number[], row: readonly string[]): Cell[] {
  let x: number = PAGE.left;
  return columns.map(({ align }, i) => {
    const width = widths[i] ?? 0;
    const cell = { text: wrappable((row[i] ?? '').slice(0, CELL_CHARACTERS)), x, width, align };
    x += width;
    return cell;
  });
}

function heightOf(doc: PDFKit.PDFDocument, cells: readonly Cell[], font: string): number {
  doc.font(font).fontSize(SIZE);
  const tallest = Math.max(
    ...cells.map(({ text, width, align }) => doc.heightOfString(text, { width: width - 2 * PAD, align })),
  );
  return Math.min(tallest + 2 * PAD, PAGE_BOTTOM - PAGE.top - 40);
}

function drawCell(doc: PDFKit.PDFDocument, { text, x, width, align }: Cell, y: number, height: number): void {
  doc.fillColor(INK).fontSize(SIZE);
  doc.text(text, x + PAD, y + PAD, { width: width - 2 * PAD, height: height - PAD, align, ellipsis: true });
}

function drawRules(doc: PDFKit.PDFDocument, y: number, height: number, fill: string | null): void {
  doc.markContent('Artifact', { type: 'Layout' });
  if (fill !== null) doc.rect(PAGE.left, y, TEXT_WIDTH, height).fill(fill);
  doc.lineWidth(0.5).strokeColor(LINE);
  doc
    .moveTo(PAGE.left, y + height)
    .lineTo(PAGE.left + TEXT_WIDTH, y + height)
    .stroke();
  doc.endMarkedContent();
}

/** The head row again on a new page: seen, and passed over by a screen reader, which has read it once. */
function repeatHead(doc: PDFKit.PDFDocument, cells: readonly Cell[], height: number): number {
  drawRules(doc, PAGE.top, height, HEAD_FILL);
  doc.markContent('Artifact', { type: 'Layout' });
  doc.font(FONT.bold);
  for (const cell of cells) drawCell(doc, cell, PAGE.top, height);
  doc.endMarkedContent();
  return PAGE.top + height;
}

type RowStyle = { readonly tag: 'TH' | 'TD'; readonly font: string; readonly fill: string | null };

function drawRow(
  doc: PDFKit.PDFDocument,
  table: Element,
  place: { readonly cells: readonly Cell[]; readonly y: number; readonly height: number },
  { tag, font, fill }: RowStyle,
): void {
  drawRules(doc, place.y, place.height, fill);
  const row = doc.struct('TR');
  table.add(row);
  for (const cell of place.cells) {
    const options: ElementOptions = tag === 'TH' ? { scope: 'Column' } : {};
    row.add(
      doc.struct(tag, options, () => {
        doc.font(font);
        drawCell(doc, cell, place.y, place.height);
      }),
    );
  }
  row.end();
}

/**
 * A tagged table (Table, TR, TH with column scope, TD). A row never splits over pages; the head is repeated. Throws
 * nothing: a cell taller than a page is cut with an ellipsis, the schedule has it whole.
 */
export function drawTable(doc: PDFKit.PDFDocument, root: Element, table: Table): void {
  const { shown, note } = printedRows(table, MAX_ROWS);
  const widths = widthsOf(doc, table, shown);
  const head = cellsOf(
    table.columns,
    widths,
    table.columns.map(({ title }) => title),
  );
  const headHeight = heightOf(doc, head, FONT.bold);
  const rows = shown.map((row) => cellsOf(table.columns, widths, row));
  const element = doc.struct('Table');
  root.add(element);
  if (doc.y + headHeight + 60 > PAGE_BOTTOM) doc.addPage();
  element.add(
    doc.struct('Caption', {}, () => {
      doc
        .font(FONT.bold)
        .fontSize(8.5)
        .fillColor(INK)
        .text(printable(table.caption), PAGE.left, doc.y + 4, { width: TEXT_WIDTH });
    }),
  );
  let y = doc.y + 2;
  drawRow(doc, element, { cells: head, y, height: headHeight }, { tag: 'TH', font: FONT.bold, fill: HEAD_FILL });
  y += headHeight;
  for (const cells of rows) {
    const height = heightOf(doc, cells, FONT.regular);
    if (y + height > PAGE_BOTTOM) {
      doc.addPage();
      y = repeatHead(doc, head, headHeight);
    }
    drawRow(doc, element, { cells, y, height }, { tag: 'TD', font: FONT.regular, fill: null });
    y += height;
  }
  element.end();
  doc.x = PAGE.left;
  doc.y = y + 6;
  if (note !== null) drawNote(doc, root, note);
}

function drawNote(doc: PDFKit.PDFDocument, root: Element, text: string): void {
  root.add(
    doc.struct('P', {}, () => {
      doc
        .font(FONT.regular)
        .fontSize(SIZE)
        .fillColor(INK)
        .text(printable(text), PAGE.left, doc.y, { width: TEXT_WIDTH });
    }),
  );
}
