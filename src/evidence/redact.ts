import { type EntityId, groupBy } from '../core/index.ts';
import { type Entity, nameWords, type Resolution } from '../resolution/index.ts';

/** Replaces what names a possible victim by the pseudonym, in any text that leaves the house. */
export type Redactor = (text: string) => string;

const HIDDEN = 'withheld';
/** What stands for a name that several numbered people have: a number would say which of them is meant. */
const SEVERAL = 'a numbered person';
/** A figure with decimals is no account number, though its first digits may be those of one. */
const FIGURE = /^-?\d+\.\d+$/;

/** Accents of a decomposed text (NFKD), and the apostrophe of O'Neil: a name is known with and without them. */
const MARKS = "[\\p{M}'’`´]*";

/** Letters that no decomposition takes apart, beside those with which `nameWords` writes them. */
const UNDIVIDED: Readonly<Record<string, string>> = {
  SS: `(?:S${MARKS}S|ß)`,
  AE: `(?:A${MARKS}E|Æ)`,
  OE: `(?:O${MARKS}E|Œ)`,
  TH: `(?:T${MARKS}H|Þ)`,
  D: '[DĐ]',
  L: '[LŁ]',
  O: '[OØ]',
};

/** A word of `nameWords` as it may stand in a decomposed text. */
function wordPattern(word: string): string {
  const letters = word.match(/SS|AE|OE|TH|./gu) ?? [];
  return letters.map((letter) => `${UNDIVIDED[letter] ?? letter}${MARKS}`).join('');
}

/** A name in both orders, with blanks, commas or the signs of file names between its words. One word alone is too common to search for. */
function namePatterns(name: string): string[] {
  const words = nameWords(name);
  if (words.length < 2) return [];
  const join = (parts: readonly string[]): string => parts.map(wordPattern).join('[\\s,._+-]+');
  const [first = '', last = ''] = [words[0], words.at(-1)];
  const turned = [last, ...words.slice(0, -1)];
  const short = words.length > 2 ? [join([first, last]), join([last, first])] : [];
  return [join(words), join(turned), ...short];
}

function identifyingTexts(
  entity: Entity,
  { partyById }: Pick<Resolution, 'partyById'>,
): { names: string[]; exact: string[] } {
  const parties = entity.parties.flatMap((id) => partyById.get(id) ?? []);
  return {
    names: [...entity.names, ...parties.flatMap((party) => party.names.map(({ full }) => full))],
    exact: [
      ...entity.identifiers.map(({ value }) => value),
      ...parties.flatMap((party) => [...party.phones, ...party.emails, ...party.addresses.map(({ text }) => text)]),
    ],
  };
}

/** The words of a name in one order and case: the same for "Lima, Rosa" and "ROSA LIMA". */
function nameKey(name: string): string {
  return nameWords(name).toSorted().join(' ');
}

type Numbered = { readonly name: string; readonly pseudonym: string };

/** The number that each name stands for, in any case and order of its words. */
function numbersOf(numbered: readonly Numbered[]): (name: string) => string {
  const byKey = groupBy(numbered, ({ name }) => nameKey(name));
  return (name) => {
    const [first, ...others] = byKey.get(nameKey(name)) ?? [];
    return first !== undefined && others.every(({ pseudonym }) => pseudonym === first.pseudonym)
      ? first.pseudonym
      : SEVERAL;
  };
}

/** Patterns of the names, the longest name first; what several people's names match stands for none of them. */
function searches(numbered: readonly Numbered[], numberOf: (name: string) => string) {
  const sources = numbered.flatMap(({ name }) =>
    namePatterns(name).map((source) => ({ source, pseudonym: numberOf(name), length: name.length })),
  );
  return [...groupBy(sources, ({ source }) => source).values()]
    .flatMap(([first, ...others]) => {
      if (first === undefined) return [];
      const isOne = others.every(({ pseudonym }) => pseudonym === first.pseudonym);
      const length = Math.max(first.length, ...others.map((other) => other.length));
      const pattern = new RegExp(`(?<![\\p{L}\\p{N}\\p{M}])${first.source}(?![\\p{L}\\p{N}\\p{M}])`, 'giu');
      return [{ pattern, pseudonym: isOne ? first.pseudonym : SEVERAL, length }];
    })
    .sort((a, b) => b.length - a.length);
}

/**
 * Built from the people of a Run who are numbered (possible victims, and bystanders of flagged networks): their names wherever they stand in a text, and their identifiers, contact
 * data where they are the whole text, and account numbers of possible victims. The second net under labels that already are pseudonyms.
 */
export function makeRedactor(
  resolution: Pick<Resolution, 'entities' | 'partyById' | 'accounts' | 'transfers'>,
  labels: {
    readonly person: (entity: EntityId) => string | null;
    readonly victim: (entity: EntityId) => string | null;
  },
): Redactor {
  const exact = new Map<string, string>();
  const numbered: Numbered[] = [];
  for (const entity of resolution.entities) {
    const pseudonym = labels.person(entity.id);
    if (pseudonym === null) continue;
    const { names, exact: values } = identifyingTexts(entity, resolution);
    for (const name of new Set(names)) numbered.push({ name, pseudonym });
    for (const value of values) exact.set(value, HIDDEN);
  }
  const numberOf = numbersOf(numbered);
  for (const { name } of numbered) exact.set(name, numberOf(name));
  const patterns = searches(numbered, numberOf);
  const accounts = new Set(victimAccounts(resolution, labels.victim));
  for (const account of accounts) exact.set(account, HIDDEN);
  const knownWords = new Set([...exact.keys()].flatMap(nameWords));
  // Two words of names must stand in a text before it is worth searching: most texts hold none.
  const mayName = (text: string): boolean => nameWords(text).filter((word) => knownWords.has(word)).length > 1;
  const search = (text: string): string => {
    const decomposed = text.normalize('NFKD');
    const safe = patterns.reduce((result, { pattern, pseudonym }) => result.replaceAll(pattern, pseudonym), decomposed);
    return safe === decomposed ? text : safe.normalize('NFC');
  };
  // Short numbers stand in too many texts by chance; as a whole cell they are hidden all the same.
  const punctuated = [...accounts].filter((number) => number.length >= 6 && !/^[A-Z0-9]+$/.test(number));
  const withoutAccounts = (text: string): string =>
    punctuated
      .reduce((rest, number) => rest.replaceAll(number, HIDDEN), text)
      .replaceAll(/[A-Z0-9]{6,}/g, (word) => (accounts.has(word) ? HIDDEN : word));
  // The same names and accounts stand in thousands of rows: each text is searched once.
  const known = new Map<string, string>();
  return (text) => {
    const before = exact.get(text) ?? known.get(text);
    if (before !== undefined) return before;
    if (FIGURE.test(text)) return text;
    const safe = withoutAccounts(mayName(text) ? search(text) : text);
    known.set(text, safe);
    return safe;
  };
}

/** A file name as it may leave: a name written together, as in RosaLima.csv, is found too. */
export function redactFileName(fileName: string, redact: Redactor): string {
  const spaced = fileName.replaceAll(/(?<=\p{Ll})(?=[\p{Lu}\d])/gu, ' ');
  const safe = redact(spaced);
  return safe === spaced ? redact(fileName) : safe;
}

/** Numbers of accounts owned by a possible victim: as declared, else as the rows name the holder beside the account. */
function victimAccounts(
  { accounts, transfers }: Pick<Resolution, 'accounts' | 'transfers'>,
  pseudonymOf: (entity: EntityId) => string | null,
): string[] {
  const named = new Set<string>();
  for (const side of transfers.flatMap(({ from, to }) => [from, to])) {
    if (side.account !== null && side.entity !== null && pseudonymOf(side.entity) !== null) named.add(side.account);
  }
  return accounts
    .filter(({ id, holders }) => {
      const owners = holders.filter(({ role }) => role === 'owner' || role === 'joint');
      return owners.length === 0 ? named.has(id) : owners.some(({ entity }) => pseudonymOf(entity) !== null);
    })
    .map(({ number }) => number);
}

/** The same value with every text in it redacted; object keys stay. */
export function redactAll<T>(value: T, redact: Redactor): T {
  if (typeof value === 'string') return redact(value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => redactAll(item, redact)) as T;
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redactAll(item, redact)])) as T;
  return value;
}
