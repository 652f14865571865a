/** Crockford's base 32, lower case: without i, l, o and u nothing is misread and few words can be spelled. */
export const PSEUDONYM_ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** The form of a vault pseudonym, for those who state it to others as a pattern (OpenAPI). */
export const PSEUDONYM = new RegExp(`^V-(?=[a-z]*[0-9])[${PSEUDONYM_ALPHABET}]{8}$`);

/**
 * Whether a text has the form of a vault pseudonym: `V-` and 8 characters of the alphabet, a digit among them, so that a
 * first name of eight letters is none (legal-and-evidence 6.3).
 */
export function isPseudonym(text: string): boolean {
  return PSEUDONYM.test(text);
}
