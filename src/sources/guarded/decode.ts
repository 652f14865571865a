import { isAscii } from 'node:buffer';
import { failure, RedressError } from '../../core/index.ts';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'iso-8859-1' | 'windows-1252';

const XML_ENCODINGS: ReadonlyMap<string, Encoding | 'utf-16'> = new Map([
  ['utf-8', 'utf-8'],
  ['utf8', 'utf-8'],
  ['us-ascii', 'utf-8'],
  ['utf-16', 'utf-16'],
  ['utf-16le', 'utf-16le'],
  ['utf-16be', 'utf-16be'],
  ['iso-8859-1', 'iso-8859-1'],
  ['latin1', 'iso-8859-1'],
  ['windows-1252', 'windows-1252'],
  ['cp1252', 'windows-1252'],
]);
/** Bytes that surely hold a byte order mark and the XML declaration. */
const DECLARATION_BYTES = 256;

function wrongEncoding(file: string, what: string, cause?: unknown): RedressError {
  return new RedressError(failure('WRONG_ENCODING', what, { file }, cause));
}

/** Encoding by byte order mark, or by the pattern of `<?` in UTF-16 without one (XML 1.0, appendix F). */
function detected(head: Uint8Array): { readonly encoding: Encoding; readonly marked: boolean } | null {
  const [a, b, c, d] = head;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', marked: true };
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', marked: true };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', marked: true };
  if (a === 0x3c && b === 0 && c !== 0 && d === 0) return { encoding: 'utf-16le', marked: false };
  if (a === 0 && b === 0x3c && c === 0 && d !== 0) return { encoding: 'utf-16be', marked: false };
  return null;
}

function declaredName(head: Uint8Array): string | null {
  const ascii = Buffer.from(head.filter((byte) => byte !== 0)).toString('latin1');
  const match = /<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(ascii);
  return match?.[1]?.toLowerCase() ?? null;
}

/** The encoding that an XML file states; a statement that its own bytes contradict is refused, not guessed over. */
function xmlEncoding(head: Uint8Array, file: string): Encoding {
  const seen = detected(head);
  const name = declaredName(head);
  if (name === null) return seen?.encoding ?? 'utf-8';
  const declared = XML_ENCODINGS.get(name);
  if (declared === undefined) throw wrongEncoding(file, `the declared encoding "${name}" is not accepted`);
  const fits = seen === null ? !declared.startsWith('utf-16') : seen.encoding.startsWith(declared);
  if (!fits) throw wrongEncoding(file, `the declared encoding "${name}" is not that of the bytes`);
  return seen?.encoding ?? (declared === 'utf-16' ? 'utf-16le' : declared);
}

type Decode = (chunk: Uint8Array | null) => string;

function latin1(chunk: Uint8Array): string {
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1');
}

/**
 * Tells which chunks are plain ASCII and follow a finished character, so that they need no decoder: most files are
 * plain ASCII, and V8 then holds their text in half the memory. The first chunk is never one of them, since a byte order
 * mark is known there and nowhere else.
 */
function createPlainChunks(): (chunk: Uint8Array) => boolean {
  let isFirst = true;
  let isInCharacter = false;
  return (chunk) => {
    const isPlain = !isFirst && !isInCharacter && isAscii(chunk);
    isFirst = false;
    if (chunk.length > 0) isInCharacter = (chunk.at(-1) ?? 0) > 0x7f;
    return isPlain;
  };
}

function utf8Decoder(mark: 'taken off' | 'kept' = 'taken off'): Decode {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: mark === 'kept' });
  const isPlainChunk = createPlainChunks();
  return (chunk) => {
    if (chunk === null) return decoder.decode();
    return isPlainChunk(chunk) ? latin1(chunk) : decoder.decode(chunk, { stream: true });
  };
}

/** Node reads the label iso-8859-1 as windows-1252 (WHATWG); a file that declares ISO-8859-1 means the real one. */
function decoderOf(encoding: Encoding): Decode {
  if (encoding === 'utf-8') return utf8Decoder();
  if (encoding === 'iso-8859-1') return (chunk) => (chunk === null ? '' : latin1(chunk));
  const decoder = new TextDecoder(encoding, { fatal: true });
  return (chunk) => (chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true }));
}

async function* decodeWith(
  bytes: AsyncIterable<Uint8Array>,
  file: string,
  choose: (head: Uint8Array) => Decode,
): AsyncGenerator<string> {
  let decode: Decode | null = null;
  let head: Uint8Array = new Uint8Array(0);
  const attempt = (chunk: Uint8Array | null): string => {
    try {
      decode ??= choose(head);
      return decode(chunk);
    } catch (error) {
      if (error instanceof RedressError) throw error;
      throw wrongEncoding(file, 'the bytes are not text of the stated encoding', error);
    }
  };
  for await (const chunk of bytes) {
    if (decode !== null) yield attempt(chunk);
    else {
      head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
      if (head.length >= DECLARATION_BYTES) yield attempt(head);
    }
  }
  if (decode === null) yield attempt(head);
  yield attempt(null);
}

/**
 * Text of an XML file: UTF-8, UTF-16, ISO-8859-1 or windows-1252 as its mark or declaration says. Characters split
 * over chunks are joined. Throws WRONG_ENCODING on any byte that is not text of that encoding.
 */
export function decodeXml(bytes: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<string> {
  return decodeWith(bytes, file, (head) => decoderOf(xmlEncoding(head, file)));
}

/** Text of a UTF-8 file, byte order mark removed. Throws WRONG_ENCODING. */
export function decodeUtf8(bytes: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<string> {
  return decodeWith(bytes, file, () => utf8Decoder());
}

/** Text of UTF-8 bytes that begin within a file, where a byte order mark is a character like any other. */
export function decodeUtf8Within(bytes: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<string> {
  return decodeWith(bytes, file, () => utf8Decoder('kept'));
}

/** Passes UTF-8 bytes on unchanged after proving that they are UTF-8, for parsers that cut on bytes themselves. */
export async function* assertUtf8(bytes: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const isPlainChunk = createPlainChunks();
  try {
    for await (const chunk of bytes) {
      if (!isPlainChunk(chunk)) decoder.decode(chunk, { stream: true });
      yield chunk;
    }
    decoder.decode();
  } catch (error) {
    if (error instanceof TypeError && 'code' in error) throw wrongEncoding(file, 'the bytes are not UTF-8', error);
    throw error;
  }
}
