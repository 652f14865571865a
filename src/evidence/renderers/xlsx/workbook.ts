import { bagZip } from '../../bag/write.ts';
import { element, XML_HEAD, xmlText } from '../xml.ts';
import type { FittedSheet } from './limits.ts';
import { columnName, type PageFrame, sheetXml } from './sheet.ts';
import { STYLES_XML } from './styles.ts';

const SCHEMAS = 'http://schemas.openxmlformats.org';
const OFFICE = `${SCHEMAS}/officeDocument/2006/relationships`;
const TYPES = 'application/vnd.openxmlformats-officedocument';
const PACKAGE = 'application/vnd.openxmlformats-package';

/** A workbook and what every printed page of it says. `at` is the time that the copy states. */
export type Workbook = {
  readonly title: string;
  readonly banner: string | null;
  readonly draft: boolean;
  readonly watermark: string;
  readonly at: string;
  readonly sheets: readonly FittedSheet[];
};

const sheetPath = (i: number): string => `xl/worksheets/sheet${i + 1}.xml`;

function contentTypes(sheets: readonly FittedSheet[]): string {
  const override = (PartName: string, ContentType: string): string => element('Override', { PartName, ContentType });
  return element('Types', { xmlns: `${SCHEMAS}/package/2006/content-types` }, [
    element('Default', { Extension: 'rels', ContentType: `${PACKAGE}.relationships+xml` }),
    element('Default', { Extension: 'xml', ContentType: 'application/xml' }),
    override('/xl/workbook.xml', `${TYPES}.spreadsheetml.sheet.main+xml`),
    override('/xl/styles.xml', `${TYPES}.spreadsheetml.styles+xml`),
    override('/docProps/core.xml', `${PACKAGE}.core-properties+xml`),
    ...sheets.map((_, i) => override(`/${sheetPath(i)}`, `${TYPES}.spreadsheetml.worksheet+xml`)),
  ]);
}

function relationships(targets: readonly (readonly [type: string, target: string])[]): string {
  return element(
    'Relationships',
    { xmlns: `${SCHEMAS}/package/2006/relationships` },
    targets.map(([Type, Target], i) => element('Relationship', { Id: `rId${i + 1}`, Type, Target })),
  );
}

/** The head row again on every printed page of a sheet. */
function printTitles({ name }: FittedSheet, i: number): string {
  const quoted = `'${name.replaceAll("'", "''")}'`;
  return element('definedName', { name: '_xlnm.Print_Titles', localSheetId: i }, xmlText(`${quoted}!$1:$1`));
}

function filterArea({ name, header, rows }: FittedSheet, i: number): string {
  const quoted = `'${name.replaceAll("'", "''")}'`;
  const area = `${quoted}!$A$1:$${columnName(Math.max(header.length - 1, 0))}$${rows.length + 1}`;
  return element('definedName', { name: '_xlnm._FilterDatabase', localSheetId: i, hidden: 1 }, xmlText(area));
}

function workbookXml(sheets: readonly FittedSheet[]): string {
  return element('workbook', { xmlns: `${SCHEMAS}/spreadsheetml/2006/main`, 'xmlns:r': OFFICE }, [
    element('bookViews', {}, element('workbookView', { activeTab: 0 })),
    element(
      'sheets',
      {},
      sheets.map(({ name }, i) => element('sheet', { name, sheetId: i + 1, 'r:id': `rId${i + 1}` })),
    ),
    element('definedNames', {}, [...sheets.map(filterArea), ...sheets.map(printTitles)]),
  ]);
}

function coreXml({ title, at }: Workbook): string {
  const time = element(
    'dcterms:created',
    { 'xsi:type': 'dcterms:W3CDTF' },
    `${new Date(at).toISOString().slice(0, 19)}Z`,
  );
  return element(
    'cp:coreProperties',
    {
      'xmlns:cp': `${SCHEMAS}/package/2006/metadata/core-properties`,
      'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
      'xmlns:dcterms': 'http://purl.org/dc/terms/',
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    },
    [
      element('dc:title', {}, xmlText(title)),
      element('dc:creator', {}, 'Redress'),
      element('dc:language', {}, 'en-US'),
      time,
    ],
  );
}

/** Most characters of a header or footer (ECMA-376 part 1, 18.3.1.46). */
const FRAME_CHARACTERS = 255;

/** "&" begins a code in a header or footer, so a plain one is written twice. */
function frameText(code: string, text: string): string {
  const room = FRAME_CHARACTERS - code.length;
  let written = '';
  for (const char of text) {
    const next = char === '&' ? '&&' : char;
    if (written.length + next.length > room) break;
    written += next;
  }
  return `${code}${written}`;
}

function frameOf({ banner, draft, watermark }: Workbook): PageFrame {
  const marks = [...(banner === null ? [] : [banner]), ...(draft ? ['DRAFT: not approved by a second person'] : [])];
  return { header: frameText('&C&"-,Bold"', marks.join(' | ')), footer: frameText('&L&7Page &P of &N  ', watermark) };
}

/**
 * A workbook as XLSX (ECMA-376, Office Open XML): one sheet a table, the head frozen and repeated in print, the marking on
 * every printed page. All cells are text, exactly as in the CSV: a number of a spreadsheet holds 15 digits and no more.
 * Stored and not deflated, fixed times: the same tables are the same bytes.
 */
export async function renderXlsx(workbook: Workbook): Promise<Uint8Array> {
  const { sheets } = workbook;
  const frame = frameOf(workbook);
  const text = (path: string, xml: string) => ({ path, bytes: Buffer.from(XML_HEAD + xml) });
  return bagZip([
    text('[Content_Types].xml', contentTypes(sheets)),
    text(
      '_rels/.rels',
      relationships([
        [`${OFFICE}/officeDocument`, 'xl/workbook.xml'],
        [`${SCHEMAS}/package/2006/relationships/metadata/core-properties`, 'docProps/core.xml'],
      ]),
    ),
    text('docProps/core.xml', coreXml(workbook)),
    text('xl/workbook.xml', workbookXml(sheets)),
    text(
      'xl/_rels/workbook.xml.rels',
      relationships([
        ...sheets.map((_, i) => [`${OFFICE}/worksheet`, sheetPath(i).slice(3)] as const),
        [`${OFFICE}/styles`, 'styles.xml'],
      ]),
    ),
    { path: 'xl/styles.xml', bytes: Buffer.from(STYLES_XML) },
    ...sheets.map((sheet, i) => ({ path: sheetPath(i), bytes: sheetXml(sheet, frame, i === 0) })),
  ]);
}
