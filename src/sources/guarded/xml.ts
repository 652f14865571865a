import { SaxesParser } from 'saxes';
import { failure, RedressError } from '../../core/index.ts';
import { decodeXml } from './decode.ts';
import { LIMITS, refuseLimit } from './limits.ts';
import { createNameScope } from './xml-names.ts';

export type XmlAttributes = Readonly<Record<string, string>>;

/**
 * What a reader hears. `name` is the local name in the accepted namespace or none, else `{uri}local`; `attributes` is
 * null for a tag without any.
 */
export type XmlHandlers = {
  readonly open: (name: string, attributes: XmlAttributes | null, locator: () => string) => void;
  readonly text: (text: string) => void;
  readonly close: () => void;
};

type Parser = SaxesParser<{ xmlns: false; position: false }>;

/**
 * Comments and processing instructions have no listener, so they count towards the size of what follows: saxes keeps
 * each listener as a property added by name, and past seven of them V8 holds the parser as a dictionary, five times
 * slower (bench/xml shows it).
 */
function listen(parser: Parser, handlers: XmlHandlers, namespace: string, file: string): () => void {
  const names = createNameScope(namespace);
  const locator = (): string => `line ${parser.line}`;
  let depth = 0;
  let lastEvent = 0;
  let attributes = 0;
  // The parser keeps an unfinished node whole and gives no event for it, so size is measured between events.
  const guardSize = (): void => {
    if (parser.position - lastEvent > LIMITS.xmlTextCharacters) refuseLimit('xmlTextCharacters', file, locator());
  };
  const event = (): void => {
    guardSize();
    lastEvent = parser.position;
  };
  parser.on('doctype', () => {
    throw new RedressError(failure('DOCTYPE', 'the file has a DOCTYPE', { file, locator: locator() }));
  });
  parser.on('attribute', () => {
    if (++attributes > LIMITS.xmlAttributes) refuseLimit('xmlAttributes', file, locator());
  });
  parser.on('opentag', (tag) => {
    event();
    if (++depth > LIMITS.xmlDepth) refuseLimit('xmlDepth', file, locator());
    const stated = attributes === 0 ? null : tag.attributes;
    attributes = 0;
    handlers.open(names.enter(tag.name, stated), stated, locator);
  });
  parser.on('text', (text) => {
    event();
    handlers.text(text);
  });
  parser.on('cdata', (text) => {
    event();
    handlers.text(text);
  });
  parser.on('closetag', () => {
    event();
    depth--;
    names.leave();
    handlers.close();
  });
  return guardSize;
}

/**
 * Drives saxes over a file, chunk by chunk, with the guards of LIMITS. Yields after each chunk, so that whoever consumes
 * it sets the pace. No entity is ever expanded and any DOCTYPE refuses the file. saxes' own `xmlns` option is not used:
 * it is quadratic in depth.
 *
 * Throws RedressError with DOCTYPE, LIMIT, MALFORMED_XML, TRUNCATED or WRONG_ENCODING, naming file and line.
 */
export async function* driveXml(
  bytes: AsyncIterable<Uint8Array>,
  handlers: XmlHandlers,
  place: { readonly file: string; readonly namespace: string },
): AsyncGenerator<void> {
  const { file } = place;
  const parser: Parser = new SaxesParser({ xmlns: false, position: false });
  let ended = false;
  parser.on('error', (error) => {
    const details = { file, locator: `line ${parser.line}, column ${parser.column}` };
    throw new RedressError(failure(ended ? 'TRUNCATED' : 'MALFORMED_XML', `XML: ${error.message}`, details));
  });
  const guardSize = listen(parser, handlers, place.namespace, file);
  for await (const text of decodeXml(bytes, file)) {
    parser.write(text);
    guardSize();
    yield;
  }
  ended = true;
  parser.close();
  yield;
}
