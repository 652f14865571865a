/** A cell of text, or the mark for null; the files of 2018 and later quote every text that is not null. */
const CELL = '(?:"(?:[^"\\r\\n]|"")*"|-0- ?)';
const END = '(?:\\r?\\n|$)';
const cells = (count: number): string => `(?:,${CELL}){${count}}${END}`;

/** How the first line of each of the four files reads: they have no header, and their names say nothing sure. */
const FIRST_LINES: readonly RegExp[] = [
  new RegExp(`^\\d{1,10},${CELL},(?:"(?:individual|vessel|aircraft)"|-0- ?)${cells(9)}`),
  // OFAC has never filled the last cell of an address.
  new RegExp(`^\\d{1,10},\\d{1,10}(?:,${CELL}){3},-0- ?${END}`),
  new RegExp(`^\\d{1,10},\\d{1,10},"[afn]ka"${cells(2)}`),
];
/** The overflow of Remarks is two cells; what stands in it is told by the words that OFAC sets before a value. */
const COMMENT = new RegExp(`^\\d{1,10},${CELL}${END}`);
const REMARK_WORDS =
  /(?:Linked To: |a\.k\.a\. '|Digital Currency Address - |DOB \d|Passport |Registration |Secondary sanctions risk: )/;

/** Whether a head is one of OFAC's legacy CSV files. */
export function isOfacCsv(text: string): boolean {
  const [line = ''] = /^[^\n]*\n?/.exec(text) ?? [];
  return FIRST_LINES.some((pattern) => pattern.test(line)) || (COMMENT.test(line) && REMARK_WORDS.test(line));
}
