/** One element of DER (X.690). `bytes` is the whole element with its head, `content` what stands in it. */
export type Der = { readonly tag: number; readonly bytes: Uint8Array; readonly content: Uint8Array };

export const TAG = {
  integer: 0x02,
  octets: 0x04,
  oid: 0x06,
  sequence: 0x30,
  set: 0x31,
  time: 0x18,
  context0: 0xa0,
} as const;

const LONG = 0x80;

/** The element at `at`. Throws TypeError where the bytes are not definite-length DER with one-byte tags. */
function elementAt(bytes: Uint8Array, at: number): Der {
  const [tag, first] = [bytes[at], bytes[at + 1]];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) throw new TypeError('not DER');
  const lengthBytes = first < LONG ? 0 : first - LONG;
  if (first === LONG || lengthBytes > 4) throw new TypeError('not DER: a length');
  let length = first < LONG ? first : 0;
  for (let i = 0; i < lengthBytes; i++) length = length * 256 + (bytes[at + 2 + i] ?? 0);
  const start = at + 2 + lengthBytes;
  if (start + length > bytes.length) throw new TypeError('not DER: it ends too early');
  return { tag, bytes: bytes.subarray(at, start + length), content: bytes.subarray(start, start + length) };
}

/** The one element that the bytes are. Throws TypeError when anything stands behind it. */
export function readDer(bytes: Uint8Array): Der {
  const element = elementAt(bytes, 0);
  if (element.bytes.length !== bytes.length) throw new TypeError('not DER: something stands behind it');
  return element;
}

/** The elements inside a constructed one. */
export function partsOf({ content }: Der): Der[] {
  const parts: Der[] = [];
  for (let at = 0; at < content.length; ) {
    const part = elementAt(content, at);
    parts.push(part);
    at += part.bytes.length;
  }
  return parts;
}

/** The part at a place, of the tag it must have. Throws TypeError otherwise. */
export function partOf(parent: Der, place: number, tag: number): Der {
  const part = partsOf(parent)[place];
  if (part?.tag !== tag) throw new TypeError(`not the structure expected: no element of tag ${tag} at ${place}`);
  return part;
}

/** An object identifier as dotted text. */
export function oidText({ tag, content }: Der): string {
  if (tag !== TAG.oid) throw new TypeError('not an object identifier');
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of content) {
    arc = arc * 128 + (byte & 0x7f);
    if (byte < LONG) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const [first = 0, ...rest] = arcs;
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - root * 40, ...rest].join('.');
}

/** "20260102030405.5Z" as ISO 8601. Throws TypeError for a form that RFC 3161 does not allow. */
export function timeText({ content }: Der): string {
  const text = Buffer.from(content).toString('latin1');
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d+)?Z$/.exec(text);
  if (match === null) throw new TypeError('not a GeneralizedTime in UTC');
  const [, year, month, day, hour, minute, second, fraction = ''] = match;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${fraction}Z`;
}
