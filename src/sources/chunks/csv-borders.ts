import type { BorderFinder, TakeBorder } from './borders.ts';

const QUOTE = 34;
const NEWLINE = 10;
const RETURN = 13;
const MARK = [0xef, 0xbb, 0xbf];

/** The text of a blank line: nothing, or two quotes with nothing between. The reader takes neither for a record. */
function isBlank(length: number, quotes: number): boolean {
  return length === 0 || (length === 2 && quotes === 2);
}

/**
 * Finds the ends of records in an RFC 4180 file. A newline ends a record when an even number of quotes stands before
 * it, which is so in every file that the reader accepts; in another file the part with the first fault still holds it
 * whole, so the fault is found there. `kind` says whether the first record is a header, which no part may begin before.
 */
export function csvBorders(kind: 'with-header' | 'without-header'): BorderFinder {
  const state = { at: 0, recordStart: 0, quotes: 0, last: 0, line: 1, rows: 0, headerEnd: 0, marks: 0 };
  let isHeaderNext = kind === 'with-header';

  const endRecord = (end: number, before: number, take: TakeBorder): void => {
    const mark = state.recordStart === 0 && state.marks === MARK.length ? MARK.length : 0;
    const length = end - 1 - state.recordStart - mark;
    const isRow = !isBlank(length > 0 && before === RETURN ? length - 1 : length, state.quotes);
    state.recordStart = end;
    state.quotes = 0;
    if (isRow && isHeaderNext) {
      isHeaderNext = false;
      state.headerEnd = end;
    } else if (isRow) state.rows++;
    if (!isHeaderNext) take({ at: end, line: state.line, rows: state.rows, headerEnd: state.headerEnd });
  };

  return {
    feed: (bytes, take) => {
      for (let i = state.at; i < MARK.length && i - state.at < bytes.length; i++)
        if (bytes[i - state.at] === MARK[i]) state.marks++;
      for (let i = 0; i < bytes.length; i++) {
        const byte = bytes[i];
        if (byte === QUOTE) state.quotes++;
        else if (byte === NEWLINE) {
          state.line++;
          if (state.quotes % 2 === 0) endRecord(state.at + i + 1, (i > 0 ? bytes[i - 1] : state.last) ?? 0, take);
        }
      }
      state.at += bytes.length;
      state.last = bytes.at(-1) ?? state.last;
    },
  };
}
