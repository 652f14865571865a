const NAMED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** What XML 1.0 (section 2.2, Char) has no place for: control characters, lone surrogates, U+FFFE and U+FFFF. */
const ILLEGAL = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/**
 * Text as it may stand in an element or an attribute. A character that XML cannot hold becomes U+FFFD, so that a reader
 * sees that one was there; blanks other than the space are written as references, because attributes lose them.
 */
export function xmlText(text: string): string {
  return text.replaceAll(ILLEGAL, '\uFFFD').replaceAll(/[&<>"'\t\n\r]/g, (char) => NAMED[char] ?? char);
}

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** An element: attribute values are escaped here, `content` is markup already. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  content: string | readonly string[] = '',
): string {
  const inner = typeof content === 'string' ? content : content.join('');
  const start = Object.entries(attributes).reduce(
    (text, [key, value]) => `${text} ${key}="${xmlText(`${value}`)}"`,
    `<${name}`,
  );
  return inner === '' ? `${start}/>` : `${start}>${inner}</${name}>`;
}
