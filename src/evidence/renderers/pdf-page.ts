import { join } from 'node:path';
import type { SummaryDocument } from '../document.ts';
import { codeOf } from './unseen.ts';

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

/** What the face lacks of these blocks, letters of late versions of Unicode and unassigned signs; and the soft hyphen. */
const LACKING =
  /[\u0350\u0354-\u0356\u0359\u035b\u0363-\u036f\p{Cn}\u00ad\u02ea\u02eb\u02ef-\u02f2\u02f4-\u02f6\u02f8-\u02ff\u037f\u0526-\u052f\u0560\u0588\u058d-\u058f\u10c7\u10cd\u10fd-\u10ff\u1efc-\u1eff\u20b6\u20b7]/u;

/** Text as the face can show it. A character that it lacks becomes its code, so that nothing vanishes silently. */
export function printable(text: string): string {
  return [...text].map((char) => (PRINTABLE.test(char) && !LACKING.test(char) ? char : codeOf(char))).join('');
}

/** A word is measured again for each line that it fills, so one of a megabyte would take hours: it may break inside. */
const LONG_WORD = /\S{200}(?=\S)/gu;

/** `printable` text for lines of their own width: very long words get a break that has no width (U+200B). */
export function wrappable(text: string): string {
  return printable(text).replaceAll(LONG_WORD, '$&\u200b');
}

const MARK_SIZE = 6.5;

/** The middle gives way where a text is wider than the page: of a watermark the mark and the date stay. */
export function fitted(doc: PDFKit.PDFDocument, text: string): string {
  const points = [...text];
  let kept = points.length;
  const shortened = (): string =>
    kept === points.length
      ? text
      : `${points.slice(0, Math.floor(kept / 3)).join('')}…${points.slice(Math.floor(kept / 3) - kept).join('')}`;
  while (doc.widthOfString(shortened()) > TEXT_WIDTH) kept--;
  return shortened();
}

/** Head and foot of every page, as artifacts that a screen reader passes over: marking, draft, watermark, number. */
export function drawFrames(doc: PDFKit.PDFDocument, { banner, draft, watermark }: SummaryDocument): void {
  const { start, count } = doc.bufferedPageRange();
  const mark = fitted(doc.font(FONT.regular).fontSize(MARK_SIZE), printable(watermark));
  for (let page = start; page < start + count; page++) {
    doc.switchToPage(page);
    doc.markContent('Artifact', { type: 'Pagination' });
    const line = (text: string, y: number, style: { font: string; size: number; color: string }): void => {
      doc.font(style.font).fontSize(style.size).fillColor(style.color);
      doc.text(text, (PAGE.width - doc.widthOfString(text)) / 2, y, { lineBreak: false });
    };
    if (banner !== null) line(banner, 18, { font: FONT.bold, size: 10, color: INK });
    if (draft) line('DRAFT: not approved by a second person', 33, { font: FONT.bold, size: 9.5, color: ALARM });
    if (banner !== null) line(banner, PAGE.height - 24, { font: FONT.bold, size: 10, color: INK });
    line(mark, PAGE.height - 48, { font: FONT.regular, size: MARK_SIZE, color: MUTED });
    line(`Page ${page - start + 1} of ${count}`, PAGE.height - 37, { font: FONT.regular, size: 7.5, color: MUTED });
    doc.endMarkedContent();
  }
}
