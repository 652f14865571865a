/** What in a free text may tell who a person is. Digits of every script count; separators are those people type. */
type Sign = { readonly what: string; readonly sign: RegExp };

const CONTACTS: readonly Sign[] = [
  { what: 'an e-mail address', sign: /@/ },
  { what: 'a Social Security number', sign: /(?<!\p{Nd})\p{Nd}{3}[-. ]\p{Nd}{2}[-. ]\p{Nd}{4}(?!\p{Nd})/u },
  {
    what: 'a telephone number',
    sign: /(?<!\p{Nd})(?:\(\p{Nd}{3}\)|\p{Nd}{3})[-. ]{0,2}\p{Nd}{3}[-. ]\p{Nd}{4}(?!\p{Nd})/u,
  },
  { what: 'a telephone number', sign: /(?<!\p{Nd})\p{Nd}{3}[-.]\p{Nd}{4}(?!\p{Nd})/u },
  { what: 'a telephone number', sign: /\+\p{Nd}[\p{Nd} ().-]{6}/u },
];

const LONG_NUMBER: Sign = { what: 'a number of seven or more digits', sign: /\p{Nd}{7}/u };

function found(signs: readonly Sign[], text: string): string | null {
  const plain = text.normalize('NFKC').replaceAll(/\p{Pd}/gu, '-');
  return signs.find(({ sign }) => sign.test(plain))?.what ?? null;
}

/**
 * What a text holds that names or reaches a person (an e-mail address, a telephone number, a Social Security number or
 * another long number), or null. A date, an amount of money and a page number pass. A name cannot be told from other
 * words: the screen catches slips and proves nothing.
 */
export function identityIn(text: string): string | null {
  return found([LONG_NUMBER, ...CONTACTS], text);
}

/** The same, for a text whose long numbers are those of checks, receipts and dockets. */
export function contactIn(text: string): string | null {
  return found(CONTACTS, text);
}
