/** A character as its code, for a reader who could not see it. */
export function codeOf(char: string): string {
  return `[U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
}

/** Controls, lone surrogates, line separators and signs without width; the joiners that some scripts need stay. */
const UNSEEN = /(?![\t\n\r\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Text whose unseen signs are shown: a name that turns the direction of writing would turn the figures after it round. */
export function seen(text: string): string {
  return text.replaceAll(UNSEEN, codeOf);
}
