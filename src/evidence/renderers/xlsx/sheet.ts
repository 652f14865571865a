import { isFormula } from '../../schedule.ts';
import { element, XML_HEAD, xmlText } from '../xml.ts';
import { cellText, type FittedSheet } from './limits.ts';
import { STYLE } from './styles.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
/** Widths in characters of the body face. */
const WIDTH = { least: 9, most: 60 } as const;
/** Rows in one piece of text: a sheet of a million rows is longer than one string may be. */
const BLOCK = 10_000;

/** What stands on every printed page of a sheet. */
export type PageFrame = { readonly header: string; readonly footer: string };

/** Column letters from 0: A, B … Z, AA. */
export function columnName(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest === 0 ? '' : columnName(rest - 1)) + String.fromCharCode(65 + (index % 26));
}

function row(cells: readonly string[], number: number, styleOf: (text: string) => number): string {
  const written = cells.map((cell, i) => {
    const text = cellText(cell);
    const inline = `<is><t xml:space="preserve">${xmlText(text)}</t></is>`;
    return `<c r="${columnName(i)}${number}" s="${styleOf(cell)}" t="inlineStr">${inline}</c>`;
  });
  return `<row r="${number}">${written.join('')}</row>`;
}

/** A text that a spreadsheet might take for a formula stays text even when someone edits its cell. */
const bodyStyle = (text: string): number => (isFormula(text) ? STYLE.quoted : STYLE.text);

function columnsOf({ header, rows }: FittedSheet): string {
  const widths = header.map((title) => title.length);
  for (const cells of rows)
    for (const [i, cell] of cells.entries()) widths[i] = Math.max(widths[i] ?? 0, Math.min(cell.length, WIDTH.most));
  const columns = widths.map((width, i) =>
    element('col', {
      min: i + 1,
      max: i + 1,
      width: Math.max(WIDTH.least, Math.min(width + 2, WIDTH.most)),
      customWidth: 1,
    }),
  );
  return element('cols', {}, columns);
}

/** The first row stays in sight while the others are scrolled. */
function frozenHead(isFirst: boolean): string {
  const pane = element('pane', { ySplit: 1, topLeftCell: 'A2', activePane: 'bottomLeft', state: 'frozen' });
  return element(
    'sheetViews',
    {},
    element('sheetView', { ...(isFirst ? { tabSelected: 1 } : {}), workbookViewId: 0 }, pane),
  );
}

function tail({ header, rows }: FittedSheet, { header: top, footer }: PageFrame): string {
  const area = `A1:${columnName(Math.max(header.length - 1, 0))}${rows.length + 1}`;
  return [
    element('autoFilter', { ref: area }),
    '<pageMargins left="0.5" right="0.5" top="0.9" bottom="0.9" header="0.4" footer="0.4"/>',
    '<pageSetup orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
    element('headerFooter', {}, [element('oddHeader', {}, xmlText(top)), element('oddFooter', {}, xmlText(footer))]),
    // Figures are text on purpose, so no cell needs the sign that says so.
    element('ignoredErrors', {}, element('ignoredError', { sqref: area, numberStoredAsText: 1 })),
  ].join('');
}

/** One worksheet part (ECMA-376 part 1, 18.3): every cell an inline string, so nothing in it is ever worked out. */
export function sheetXml(sheet: FittedSheet, frame: PageFrame, isFirst: boolean): Uint8Array {
  const open = [
    XML_HEAD,
    `<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`,
    frozenHead(isFirst),
    columnsOf(sheet),
    `<sheetData>${row(sheet.header, 1, () => STYLE.head)}`,
  ];
  const chunks = [Buffer.from(open.join(''))];
  for (let from = 0; from < sheet.rows.length; from += BLOCK) {
    const block = sheet.rows.slice(from, from + BLOCK).map((cells, i) => row(cells, from + i + 2, bodyStyle));
    chunks.push(Buffer.from(block.join('')));
  }
  return Buffer.concat([...chunks, Buffer.from(`</sheetData>${tail(sheet, frame)}</worksheet>`)]);
}
