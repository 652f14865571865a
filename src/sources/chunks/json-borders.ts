import { createInside, isSpace } from '../guarded/json.ts';
import type { BorderFinder } from './borders.ts';

const NEWLINE = 10;
const OPEN_OBJECT = 123;
const MARK = [0xef, 0xbb, 0xbf];

/**
 * Finds the newlines between JSON objects that follow each other (NDJSON). All marks that matter are ASCII, and no byte
 * of a longer character looks like one. An array, and whatever may not stand between objects, ends the search: the rest
 * is one part, and what is wrong with it is for the reader to say.
 */
export function jsonBorders(): BorderFinder {
  const inside = createInside();
  const state = { at: 0, line: 1, rows: 0 };
  let mode: 'between' | 'inside' | 'given-up' = 'between';
  return {
    feed: (bytes, take) => {
      for (let i = 0; i < bytes.length && mode !== 'given-up'; i++) {
        const at = state.at + i;
        const byte = bytes[i] ?? 0;
        if (byte === NEWLINE) state.line++;
        if (mode === 'between') {
          if (byte === OPEN_OBJECT) mode = 'inside';
          else if (!isSpace(byte) && byte !== MARK[at]) mode = 'given-up';
          else if (byte === NEWLINE && state.rows > 0)
            take({ at: at + 1, line: state.line, rows: state.rows, headerEnd: 0 });
        }
        if (mode === 'inside' && inside.take(byte) === 0) {
          mode = 'between';
          state.rows++;
        }
      }
      state.at += bytes.length;
    },
  };
}
