/** What canonical JSON can hold. Numbers must be safe integers: money, shares and scores travel as text. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Text that JSON writes as it is: printable ASCII without quote and backslash. Most text of a record is such. */
const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

function textOf(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw new TypeError('canonicalJson: the text holds a lone surrogate');
  return JSON.stringify(text);
}

function objectOf(value: { readonly [key: string]: Json }): string {
  let members = '';
  // sort() without a comparator orders by UTF-16 code units, as RFC 8785 section 3.2.3 asks.
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member !== undefined) members += `${members === '' ? '' : ','}${textOf(key)}:${canonicalJson(member)}`;
  }
  return `{${members}}`;
}

/**
 * RFC 8785 (JCS) text of a value: no white space, keys sorted by UTF-16 code units, minimal escapes.
 * Two stores and two machines give the same bytes for the same value, which ids and digests rest on.
 * Written here because every id passes through it; the package `canonicalize` is its test oracle.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'string') return textOf(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`canonicalJson: ${value} has no JSON form`);
    return String(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object') return objectOf(value as { readonly [key: string]: Json });
  throw new TypeError(`canonicalJson: a ${typeof value} has no JSON form`);
}
