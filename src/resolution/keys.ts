import { byKeys } from '../core/index.ts';
import { nameWords, searchName } from './names.ts';
import type { Resolution } from './types.ts';

/** A search key of a result, in the form in which the store keeps it. */
export type SearchKey = { readonly key: string; readonly kind: string; readonly id: string };

/** The consonant frame of a word by sound: the same for Meier and Mayer, Philip and Filip. Latin letters only. */
function phoneticKey(word: string): string {
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

/** The keys of a text: whole name, words, sounds and trigrams of words. */
function keysOfText(text: string): string[] {
  const words = nameWords(text);
  const latin = words.filter((word) => /^[A-Z]{2,}$/.test(word));
  return [
    ...new Set([
      `name ${searchName(text)}`,
      ...words.map((word) => `word ${word}`),
      ...latin.map((word) => `sound ${phoneticKey(word)}`),
      ...words.flatMap((word) => trigrams(word).map((part) => `tri ${part}`)),
    ]),
  ];
}

/** Key rows of entities (names, identifiers) and accounts (numbers). Order: key, id. */
export function searchKeys(resolution: Resolution): SearchKey[] {
  const rows: SearchKey[] = [];
  const add = (kind: string, id: string, keys: Iterable<string>) => {
    for (const key of new Set(keys)) rows.push({ key, kind, id });
  };
  for (const { id, names, identifiers } of resolution.entities) {
    const numbers = identifiers.map(({ value }) => `number ${searchName(value).replaceAll(' ', '')}`);
    add('entity', id, [...names.flatMap(keysOfText), ...numbers]);
  }
  for (const { id, number } of resolution.accounts)
    add('account', id, [`number ${searchName(number).replaceAll(' ', '')}`]);
  return rows.sort(
    byKeys(
      (row) => row.key,
      (row) => row.id,
    ),
  );
}
