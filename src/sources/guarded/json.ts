import { failure, type Json, RedressError } from '../../core/index.ts';
import { decodeUtf8 } from './decode.ts';
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

function isSpace(code: number): boolean {
  return code === 32 || code === NEWLINE || code === 13 || code === 9;
}

/** Where the splitter stands between items. */
type Between = 'start' | 'first-element' | 'element' | 'after-element' | 'value' | 'end';

/** Cuts text into items by brackets and quotes alone; what is inside an item is left to JSON.parse. */
function createSplitter(file: string) {
  const items: JsonItem[] = [];
  let between: Between = 'start';
  let kept: string[] = [];
  let keptLength = 0;
  let inItem = false;
  let inString = false;
  let escaped = false;
  let depth = 0;
  let index = 0;
  let line = 1;
  let startLine = 1;

  const malformed = (what: string): never => {
    throw new RedressError(failure('MALFORMED_JSON', `JSON: ${what}`, { file, locator: `line ${line}` }));
  };
  const inArray = (): boolean => between === 'element' || between === 'first-element';
  const grow = (piece: string): void => {
    keptLength += piece.length;
    if (keptLength > LIMITS.jsonItemCharacters) refuseLimit('jsonItemCharacters', file, `line ${startLine}`);
    kept.push(piece);
  };
  const finish = (piece: string): void => {
    grow(piece);
    items.push({ text: kept.join(''), index: index++, line: startLine, inArray: inArray() });
    kept = [];
    keptLength = 0;
    inItem = false;
    if (inArray()) between = 'after-element';
  };
  /** One character outside any item. Whether an item starts there. */
  const separate = (code: number): boolean => {
    if (between === 'start' && code === OPEN_ARRAY) between = 'first-element';
    else if (code === CLOSE_ARRAY && (between === 'first-element' || between === 'after-element')) between = 'end';
    else if (code === COMMA && between === 'after-element') between = 'element';
    else if (code === OPEN_OBJECT && between !== 'after-element' && between !== 'end') {
      if (between === 'start') between = 'value';
      return true;
    } else malformed(`unexpected "${String.fromCharCode(code)}" where a statement object may stand`);
    return false;
  };
  const bracket = (code: number): void => {
    if (code === OPEN_OBJECT || code === OPEN_ARRAY) depth++;
    else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) depth--;
    if (depth > LIMITS.jsonDepth) refuseLimit('jsonDepth', file, `line ${line}`);
  };
  /** One character inside an item. Whether the item ends with it. */
  const inside = (code: number): boolean => {
    if (escaped) escaped = false;
    else if (inString) {
      if (code === BACKSLASH) escaped = true;
      else if (code === QUOTE) inString = false;
    } else if (code === QUOTE) inString = true;
    else bracket(code);
    return depth === 0;
  };
  const feed = (text: string): JsonItem[] => {
    let from = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === NEWLINE) line++;
      if (!inItem) {
        if (isSpace(code) || !separate(code)) continue;
        inItem = true;
        from = i;
        startLine = line;
      }
      if (inside(code)) finish(text.slice(from, i + 1));
    }
    if (inItem) grow(text.slice(from));
    return items.splice(0);
  };
  const end = (): void => {
    if (inItem || (between !== 'end' && between !== 'value')) {
      throw new RedressError(failure('TRUNCATED', 'JSON: the text ends too early', { file, locator: `line ${line}` }));
    }
  };
  return { feed, end };
}

/**
 * Streams the objects of a JSON array, or objects that follow each other (NDJSON, or one object alone), each as its own
 * text, so that memory holds one item and a bad value costs one row. Throws RedressError with MALFORMED_JSON,
 * TRUNCATED, LIMIT or WRONG_ENCODING.
 */
export async function* readJsonItems(
  bytes: AsyncIterable<Uint8Array>,
  file: string,
): AsyncGenerator<readonly JsonItem[]> {
  const splitter = createSplitter(file);
  for await (const text of decodeUtf8(bytes, file)) yield splitter.feed(text);
  splitter.end();
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
