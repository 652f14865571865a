import { byKeys, compareText, groupBy } from '../core/index.ts';
import { nameWords, searchName } from './names.ts';
import type { Entity, ResolvedAccount } from './types.ts';

/** A search key of a result, in the form in which the store keeps it. */
export type SearchKey = { readonly key: string; readonly kind: string; readonly id: string };

/** What search keys are made of: so little that they can be made again from stored results. */
export type Searchable = {
  readonly entities: readonly (Pick<Entity, 'id' | 'names'> & {
    readonly identifiers: readonly { readonly value: string }[];
  })[];
  readonly accounts: readonly Pick<ResolvedAccount, 'id' | 'number'>[];
};

/** A word, pair, sound or part that more results than this share says little: its number is kept, and nobody under it. */
export const COMMON_KEY = 1_000;

/** Words of a text beyond this many make no pairs: a name of seven words is found by any six of them. */
const PAIRED_WORDS = 6;

/** The consonant frame of a word by sound: the same for Meier and Mayer, Philip and Filip. Latin letters only. */
export function phoneticKey(word: string): string {
  const sounds = word
    .replace(/^(?:GN|KN|PN|WR)/, (start) => start.charAt(1))
    .replace(/(?:SCH|SH|CH|TCH)/g, 'X')
    .replace(/PH/g, 'F')
    .replace(/(?:CK|Q|C(?![EIY]))/g, 'K')
    .replace(/(?:C|Z|DT)/g, (sound) => (sound === 'DT' ? 'T' : 'S'))
    .replace(/GH(?=$|T)/g, '')
    .replace(/[DT]+/g, 'T')
    .replace(/[VW]/g, 'F')
    .replace(/[GJ](?=[EIY])/g, 'J')
    .replace(/[BP]/g, 'P');
  return (
    sounds.charAt(0) +
    sounds
      .slice(1)
      .replace(/[AEIOUYH]/g, '')
      .replace(/(.)\1+/g, '$1')
  );
}

function trigrams(word: string): string[] {
  const padded = `^${word}$`;
  return Array.from({ length: Math.max(padded.length - 2, 0) }, (_, at) => padded.slice(at, at + 3));
}

/** Any two words, in order of code units: what finds a name whose words are each too common. */
function wordPairs(words: readonly string[]): string[] {
  const sorted = [...new Set(words.slice(0, PAIRED_WORDS))].sort(compareText);
  return sorted.flatMap((word, at) => sorted.slice(at + 1).map((other) => `${word} ${other}`));
}

/** The key of an account number or identifier, however it is spaced. */
export function numberKey(text: string): string {
  return `number ${searchName(text).replaceAll(' ', '')}`;
}

/** The keys of a text: whole name, pairs of words, words, sounds and trigrams of words. */
export function keysOfText(text: string): string[] {
  const words = nameWords(text);
  const latin = words.filter((word) => /^[A-Z]{2,}$/.test(word));
  return [
    ...new Set([
      `name ${searchName(text)}`,
      ...wordPairs(words).map((pair) => `pair ${pair}`),
      ...words.map((word) => `word ${word}`),
      ...latin.map((word) => `sound ${phoneticKey(word)}`),
      ...words.flatMap((word) => trigrams(word).map((part) => `tri ${part}`)),
    ]),
  ];
}

/** The rows of one key; of a common key only how many there are. Whole names and numbers always find all who bear them. */
function boundedRows(key: string, rows: readonly SearchKey[]): readonly SearchKey[] {
  const isWhole = key.startsWith('name ') || key.startsWith('number ');
  return isWhole || rows.length <= COMMON_KEY ? rows : [{ key, kind: 'hub', id: String(rows.length) }];
}

/** Key rows of entities (names, identifiers) and accounts (numbers). Order: key, id. */
export function searchKeys(resolution: Searchable): SearchKey[] {
  const rows: SearchKey[] = [];
  const add = (kind: string, id: string, keys: Iterable<string>) => {
    for (const key of new Set(keys)) rows.push({ key, kind, id });
  };
  for (const { id, names, identifiers } of resolution.entities)
    add('entity', id, [...names.flatMap(keysOfText), ...identifiers.map(({ value }) => numberKey(value))]);
  for (const { id, number } of resolution.accounts) add('account', id, [numberKey(number)]);
  return [...groupBy(rows, (row) => row.key)]
    .flatMap(([key, group]) => boundedRows(key, group))
    .sort(
      byKeys(
        (row) => row.key,
        (row) => row.id,
      ),
    );
}
