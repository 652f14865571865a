import type { EntityId } from '../core/index.ts';
import type { Entity, Resolution } from '../resolution/index.ts';

/** Replaces what names a possible victim by the pseudonym, in any text that leaves the house. */
export type Redactor = (text: string) => string;

const HIDDEN = 'withheld';
/** A figure with decimals is no account number, though its first digits may be those of one. */
const FIGURE = /^-?\d+\.\d+$/;

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** A name in both orders, with blanks, commas or the signs of file names between its words. One word alone is too common to search for. */
function namePatterns(name: string): string[] {
  const words = name.split(/[\s,]+/).filter((word) => word !== '');
  if (words.length < 2) return [];
  const join = (parts: readonly string[]): string => parts.map(escaped).join('[\\s,._+-]+');
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
  const patterns: { readonly pattern: RegExp; readonly pseudonym: string; readonly length: number }[] = [];
  for (const entity of resolution.entities) {
    const pseudonym = labels.person(entity.id);
    if (pseudonym === null) continue;
    const { names, exact: values } = identifyingTexts(entity, resolution);
    for (const name of new Set(names)) {
      exact.set(name, pseudonym);
      for (const pattern of namePatterns(name))
        patterns.push({
          pattern: new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'giu'),
          pseudonym,
          length: name.length,
        });
    }
    for (const value of values) exact.set(value, HIDDEN);
  }
  patterns.sort((a, b) => b.length - a.length);
  const accounts = new Set(victimAccounts(resolution, labels.victim));
  for (const account of accounts) exact.set(account, HIDDEN);
  const nameWords = new Set([...exact.keys()].flatMap(wordsOf));
  // Two words of names must stand in a text before it is worth searching: most texts hold none.
  const mayName = (text: string): boolean => wordsOf(text).filter((word) => nameWords.has(word)).length > 1;
  const search = (text: string): string =>
    patterns.reduce((result, { pattern, pseudonym }) => result.replaceAll(pattern, pseudonym), text);
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

function wordsOf(text: string): string[] {
  return text.toUpperCase().split(/[^\p{L}\p{N}]+/u);
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
