import canonicalize from 'canonicalize';

/** What canonical JSON can hold. Numbers must be safe integers: money, shares and scores travel as text. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * RFC 8785 (JCS) text of a value: no white space, keys sorted by UTF-16 code units, minimal escapes.
 * Two stores and two machines give the same bytes for the same value, which ids and digests rest on.
 */
export function canonicalJson(value: Json): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('canonicalJson: the value has no JSON form');
  return text;
}
