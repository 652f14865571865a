import { failure, type Json, RedressError } from '../../core/index.ts';
import { decodeUtf8, decodeUtf8Within } from './decode.ts';
import { LIMITS, refuseLimit } from './limits.ts';

/** One top-level item: an element of the outer array, or one of the values that follow each other (NDJSON). */
export type JsonItem = {
  readonly text: string;
  readonly index: number;
  /** Line on which the item starts, from 1. */
  readonly line: number;
  readonly inArray: boolean;
};

const QUOTE = 34;
const COMMA = 44;
const OPEN_ARRAY = 91;
const BACKSLASH = 92;
const CLOSE_ARRAY = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;
const NEWLINE = 10;

export function isSpace(code: number): boolean {
  return code === 32 || code === NEWLINE || code === 13 || code === 9;
}

/** What may stand between items: nothing yet, inside the outer array, among values that follow each other, or no more. */
type Between = 'start' | 'first-element' | 'element' | 'after-element' | 'value' | 'end';

/** Follows the outer array, its commas and its end. */
function createOutside(start: 'start' | 'value') {
  let between: Between = start;
  const isInArray = (): boolean => between === 'element' || between === 'first-element';
  return {
    isInArray,
    isComplete: (): boolean => between === 'end' || between === 'value',
    afterItem: (): void => {
      if (isInArray()) between = 'after-element';
    },
    /** Takes one character outside any item: whether an item starts there, or that none of it may stand there. */
    take: (code: number): 'starts' | 'between' | 'wrong' => {
      if (between === 'start' && code === OPEN_ARRAY) between = 'first-element';
      else if (code === CLOSE_ARRAY && (between === 'first-element' || between === 'after-element')) between = 'end';
      else if (code === COMMA && between === 'after-element') between = 'element';
      else if (code !== OPEN_OBJECT || between === 'after-element' || between === 'end') return 'wrong';
      else {
        if (between === 'start') between = 'value';
        return 'starts';
      }
      return 'between';
    },
  };
}

/** Follows one item by its brackets and quotes alone. `take` gives the depth after the character; 0 ends the item. */
export function createInside() {
  let isInString = false;
  let isEscaped = false;
  let depth = 0;
  return {
    take: (code: number): number => {
      if (isEscaped) isEscaped = false;
      else if (isInString) {
        if (code === BACKSLASH) isEscaped = true;
        else if (code === QUOTE) isInString = false;
      } else if (code === QUOTE) isInString = true;
      else if (code === OPEN_OBJECT || code === OPEN_ARRAY) depth++;
      else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) depth--;
      return depth;
    },
  };
}

/** Where text comes from. `firstLine` is that of text that begins within a file, after a value. */
export type JsonPlace = { readonly file: string; readonly firstLine: number | null };

/** Cuts text into items; what is inside an item is left to JSON.parse. */
function createItemCutter({ file, firstLine }: JsonPlace) {
  const outside = createOutside(firstLine === null ? 'start' : 'value');
  const inside = createInside();
  const kept = { pieces: [] as string[], length: 0, index: 0, line: 1 };
  let isInItem = false;
  let line = firstLine ?? 1;

  const grow = (piece: string): void => {
    kept.length += piece.length;
    if (kept.length > LIMITS.jsonItemCharacters) refuseLimit('jsonItemCharacters', file, `line ${kept.line}`);
    kept.pieces.push(piece);
  };
  const finish = (piece: string): JsonItem => {
    grow(piece);
    const item = { text: kept.pieces.join(''), index: kept.index++, line: kept.line, inArray: outside.isInArray() };
    kept.pieces = [];
    kept.length = 0;
    isInItem = false;
    outside.afterItem();
    return item;
  };
  /** Whether an item starts with the character. */
  const starts = (code: number): boolean => {
    if (isSpace(code)) return false;
    const taken = outside.take(code);
    if (taken === 'wrong') {
      const what = `JSON: unexpected "${String.fromCharCode(code)}" where a statement object may stand`;
      throw new RedressError(failure('MALFORMED_JSON', what, { file, locator: `line ${line}` }));
    }
    return taken === 'starts';
  };
  return {
    feed: (text: string): JsonItem[] => {
      const items: JsonItem[] = [];
      let from = 0;
      for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i);
        if (code === NEWLINE) line++;
        if (!isInItem) {
          if (!starts(code)) continue;
          isInItem = true;
          from = i;
          kept.line = line;
        }
        const depth = inside.take(code);
        if (depth > LIMITS.jsonDepth) refuseLimit('jsonDepth', file, `line ${line}`);
        if (depth === 0) items.push(finish(text.slice(from, i + 1)));
      }
      if (isInItem) grow(text.slice(from));
      return items;
    },
    end: (): void => {
      if (!isInItem && outside.isComplete()) return;
      throw new RedressError(failure('TRUNCATED', 'JSON: the text ends too early', { file, locator: `line ${line}` }));
    },
  };
}

/**
 * Streams the objects of a JSON array, or objects that follow each other (NDJSON, or one object alone), each as its own
 * text, so that memory holds one item and a bad value costs one row. Throws RedressError with MALFORMED_JSON,
 * TRUNCATED, LIMIT or WRONG_ENCODING.
 */
export async function* readJsonItems(
  bytes: AsyncIterable<Uint8Array>,
  place: JsonPlace,
): AsyncGenerator<readonly JsonItem[]> {
  const cutter = createItemCutter(place);
  const text = place.firstLine === null ? decodeUtf8(bytes, place.file) : decodeUtf8Within(bytes, place.file);
  for await (const piece of text) yield cutter.feed(piece);
  cutter.end();
}

/** The value of an item. Throws MALFORMED_JSON for the whole file: a broken container tells nothing about what follows. */
export function parseItem(item: JsonItem, file: string): unknown {
  try {
    return JSON.parse(item.text);
  } catch (error) {
    throw new RedressError(
      failure('MALFORMED_JSON', 'JSON: a statement is not well formed', { file, locator: `line ${item.line}` }, error),
    );
  }
}

/** Numbers that JSON keeps exactly stay numbers; any other becomes the text the source wrote, with all its digits. */
function exactNumber(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  return context?.source ?? String(value);
}

/** The item as content to keep. */
export function faithfulContent(item: JsonItem): Json {
  return JSON.parse(item.text, exactNumber);
}
