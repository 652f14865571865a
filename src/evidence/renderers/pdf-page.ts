import { join } from 'node:path';
import type { SummaryDocument } from '../document.ts';

/** US Letter in points; the text stands between the margins. */
export const PAGE = { width: 612, height: 792, left: 46, right: 46, top: 62, bottom: 62 } as const;
export const TEXT_WIDTH = PAGE.width - PAGE.left - PAGE.right;
export const PAGE_BOTTOM = PAGE.height - PAGE.bottom;

export const FONT = { regular: 'body', bold: 'bold' } as const;
export const INK = '#14202c';
const MUTED = '#4a5866';
const ALARM = '#8a1c1c';

const FONT_FILES = {
  [FONT.regular]: 'DejaVuSansCondensed.ttf',
  [FONT.bold]: 'DejaVuSansCondensed-Bold.ttf',
} as const;

export type Element = PDFKit.PDFStructureElement;
/** pdfkit 0.20 knows these two as well; its type declarations are older. */
export type ElementOptions = PDFKit.Mixins.StructureElementOptions & {
  readonly scope?: 'Column' | 'Row';
  readonly bbox?: readonly number[];
};

/** Embeds the two faces: a page must look the same where no such font is installed (PDF/UA 7.21). */
export function registerFonts(doc: PDFKit.PDFDocument): void {
  for (const [name, file] of Object.entries(FONT_FILES))
    doc.registerFont(name, join(import.meta.dirname, 'fonts', file));
}

/** Scripts that the embedded face has: Latin, Greek, Cyrillic, Armenian, Georgian, punctuation, currency signs. */
const PRINTABLE =
  /[\u0020-\u007e\u00a0-\u058f\u10a0-\u10ff\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20b9\u2116\u2122]/u;

/** Text as the face can show it. A character that it lacks becomes its code, so that nothing vanishes silently. */
export function printable(text: string): string {
  return [...text]
    .map((char) =>
      PRINTABLE.test(char) ? char : `[U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
    )
    .join('');
}

/** Head and foot of every page, as artifacts that a screen reader passes over: marking, draft, watermark, number. */
export function drawFrames(doc: PDFKit.PDFDocument, { banner, draft, watermark }: SummaryDocument): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    doc.switchToPage(page);
    doc.markContent('Artifact', { type: 'Pagination' });
    const line = (text: string, y: number, style: { font: string; size: number; color: string }): void => {
      doc.font(style.font).fontSize(style.size).fillColor(style.color);
      const x = (PAGE.width - doc.widthOfString(text)) / 2;
      doc.text(text, Math.max(PAGE.left, x), y, { lineBreak: false });
    };
    if (banner !== null) line(banner, 18, { font: FONT.bold, size: 10, color: INK });
    if (draft) line('DRAFT: not approved by a second person', 33, { font: FONT.bold, size: 9.5, color: ALARM });
    if (banner !== null) line(banner, PAGE.height - 24, { font: FONT.bold, size: 10, color: INK });
    line(printable(watermark), PAGE.height - 48, { font: FONT.regular, size: 6.5, color: MUTED });
    line(`Page ${page - start + 1} of ${count}`, PAGE.height - 37, { font: FONT.regular, size: 7.5, color: MUTED });
    doc.endMarkedContent();
  }
}
