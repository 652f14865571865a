import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import SVGtoPDF from 'svg-to-pdfkit';
import type { Block, Figure, SummaryDocument } from '../document.ts';
import {
  drawFrames,
  type Element,
  type ElementOptions,
  FONT,
  INK,
  PAGE,
  PAGE_BOTTOM,
  printable,
  registerFonts,
  TEXT_WIDTH,
  wrappable,
} from './pdf-page.ts';
import { drawTable } from './pdf-table.ts';

type TextStyle = { readonly font: string; readonly size: number; readonly before: number; readonly indent: number };

const BODY: TextStyle = { font: FONT.regular, size: 9, before: 3, indent: 0 };
const ITEM: TextStyle = { ...BODY, before: 2, indent: 10 };
const HEADINGS: Readonly<Record<1 | 2 | 3, TextStyle>> = {
  1: { font: FONT.bold, size: 17, before: 4, indent: 0 },
  2: { font: FONT.bold, size: 12.5, before: 14, indent: 0 },
  3: { font: FONT.bold, size: 10.5, before: 9, indent: 0 },
};
const LINE_GAP = 1;
/** Room that a heading needs below it, so that it never stands alone at the foot of a page. */
const KEEP_WITH_NEXT = 70;
/** The same above a table: its caption, its head and a row or two. */
const KEEP_WITH_TABLE = 130;
/** A line or two of text between a heading and what it is about. */
const LINES = 40;
/** Room between a list item's mark and its text. */
const BULLET = 9;

type Canvas = { readonly doc: PDFKit.PDFDocument; readonly root: Element };

function writeText({ doc, root }: Canvas, tag: string, text: string, style: TextStyle): void {
  root.add(
    doc.struct(tag, {}, () => {
      doc.font(style.font).fontSize(style.size).fillColor(INK);
      doc.text(wrappable(text), PAGE.left + style.indent, doc.y + style.before, {
        width: TEXT_WIDTH - style.indent,
        lineGap: LINE_GAP,
      });
    }),
  );
}

function writeList({ doc, root }: Canvas, items: readonly string[]): void {
  const element = doc.struct('L');
  root.add(element);
  for (const item of items) {
    const li = doc.struct('LI');
    element.add(li);
    writeText({ doc, root: li }, 'Lbl', '•', ITEM);
    // The text stands beside its mark, not under it.
    doc.y -= doc.currentLineHeight(true) + LINE_GAP + ITEM.before;
    writeText({ doc, root: li }, 'LBody', item, { ...ITEM, indent: ITEM.indent + BULLET });
    li.end();
  }
  element.end();
}

function drawFigure({ doc, root }: Canvas, { svg, width, height, alt, title }: Figure): void {
  const room = PAGE_BOTTOM - doc.y - 24;
  const scale = Math.min(TEXT_WIDTH / width, room / height);
  const [w, h] = [width * scale, height * scale];
  const [x, y] = [PAGE.left, doc.y + 6];
  const options: ElementOptions = { alt: printable(alt), bbox: [x, y, x + w, y + h] };
  root.add(
    doc.struct('Figure', options, () => {
      // Markup is ASCII, so the whole text may pass through `printable`.
      SVGtoPDF(doc, printable(svg), x, y, {
        width: w,
        height: h,
        assumePt: true,
        fontCallback: (_family, bold) => (bold ? FONT.bold : FONT.regular),
      });
    }),
  );
  doc.y = y + h + 2;
  writeText({ doc, root }, 'Caption', title, { ...BODY, size: 8 });
}

/** Room for what must not be left alone at the foot of a page: a heading, and the words that announce what follows. */
function roomFor(block: Block, [next, after]: readonly Block[]): number {
  if (block.kind === 'heading') {
    if (next?.kind === 'table') return KEEP_WITH_TABLE;
    return after?.kind === 'table' ? KEEP_WITH_TABLE + LINES : KEEP_WITH_NEXT;
  }
  if (block.kind !== 'paragraph' || !block.text.endsWith(':')) return 0;
  return next?.kind === 'table' ? KEEP_WITH_TABLE : LINES;
}

function writeBlock(canvas: Canvas, block: Block, following: readonly Block[]): void {
  const { doc } = canvas;
  if (doc.y + roomFor(block, following) > PAGE_BOTTOM) doc.addPage();
  switch (block.kind) {
    case 'heading':
      writeText(canvas, `H${block.level}`, block.text, HEADINGS[block.level]);
      break;
    case 'paragraph':
      writeText(canvas, 'P', block.text, BODY);
      break;
    case 'list':
      writeList(canvas, block.items);
      break;
    case 'table':
      drawTable(doc, canvas.root, block);
      break;
    case 'figure':
      drawFigure(canvas, block);
      break;
    case 'new-page':
      doc.addPage();
      break;
  }
}

function openDocument({ title, at }: SummaryDocument): PDFKit.PDFDocument {
  const made = new Date(at);
  const options: PDFKit.PDFDocumentOptions = {
    size: [PAGE.width, PAGE.height],
    margins: { top: PAGE.top, bottom: PAGE.bottom, left: PAGE.left, right: PAGE.right },
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en-US',
    displayTitle: true,
    bufferPages: true,
    // Deflate differs between builds of zlib, and the same summary is the same bytes everywhere.
    compress: false,
    info: { Title: title, Creator: 'Redress', Producer: 'Redress', CreationDate: made, ModDate: made },
  };
  // The type declarations do not know this subset, which pdfkit has had since 0.15.
  const doc = new PDFDocument(Object.assign(options, { subset: 'PDF/UA' }));
  registerFonts(doc);
  return doc;
}

/**
 * The summary as a tagged PDF 1.7 (PDF/UA subset): language, title, headings, lists, tables with header cells, the
 * drawing with its words, embedded faces, fixed dates. Same document, same bytes.
 */
export async function renderPdf(summary: SummaryDocument): Promise<Uint8Array> {
  const doc = openDocument(summary);
  const bytes = buffer(doc);
  const root = doc.struct('Document');
  doc.addStructure(root);
  const canvas = { doc, root };
  writeText(canvas, 'H1', summary.title, HEADINGS[1]);
  if (summary.warning !== null) writeText(canvas, 'P', summary.warning, { ...BODY, font: FONT.bold });
  drawTable(doc, root, {
    kind: 'table',
    caption: 'Document',
    columns: [
      { title: 'Item', align: 'left', weight: 2 },
      { title: 'Value', align: 'left', weight: 6 },
    ],
    rows: summary.head,
    schedule: null,
  });
  // The first page is the document's own already: a break before anything is written would leave it bare.
  const blocks = summary.blocks.filter(({ kind }, i) => kind !== 'new-page' || i > 0);
  for (const [i, block] of blocks.entries()) writeBlock(canvas, block, blocks.slice(i + 1, i + 3));
  root.end();
  drawFrames(doc, summary);
  doc.end();
  return bytes;
}
