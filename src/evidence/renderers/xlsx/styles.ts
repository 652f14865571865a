import { XML_HEAD } from '../xml.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** Places in `cellXfs` below. */
export const STYLE = { text: 1, quoted: 2, head: 3 } as const;

/** Number format 49 is "@": text, also for what is typed into the cell later. */
const TEXT = 'numFmtId="49" applyNumberFormat="1" borderId="0"';
const WRAPPED = '<alignment vertical="top" wrapText="1"/>';

/** The styles part: body text, text that is never a formula (quotePrefix), header. */
export const STYLES_XML = `${XML_HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="10"/><name val="Calibri"/></font><font><b/><sz val="10"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF5"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf ${TEXT} fontId="0" fillId="0" xfId="0" applyAlignment="1">${WRAPPED}</xf><xf ${TEXT} fontId="0" fillId="0" xfId="0" quotePrefix="1" applyAlignment="1">${WRAPPED}</xf><xf ${TEXT} fontId="1" fillId="2" xfId="0" applyFont="1" applyFill="1" applyAlignment="1">${WRAPPED}</xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
