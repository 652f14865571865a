import { compareText } from '../core/index.ts';
import type { PartyName } from '../facts/index.ts';
import { editDistance } from './comparators.ts';
import {
  ABBREVIATIONS,
  LEGAL_FORMS,
  LONGEST_LEGAL_FORM,
  NUMBER_WORDS,
  ORGANISATION_WORDS,
  SUFFIXES,
  TITLES,
} from './name-tables.ts';

export type NameKind = 'person' | 'organisation' | 'unknown';

/** A name taken apart for comparison. The words of the record itself stay in the Party. */
export type NameForm = {
  readonly kind: NameKind;
  /** Words of two letters and more, in order, without legal form, title and suffix. */
  readonly tokens: readonly string[];
  /** Single letters of a person's name. */
  readonly initials: readonly string[];
  readonly suffix: string | null;
  readonly legalForm: string | null;
  /** Whether a word of trade is in it: then what is left out is no middle name. */
  readonly trade: boolean;
  /** The words as an organisation's name has them, in order; empty for a person. */
  readonly stem: readonly string[];
  /** Numbers among the stem, brought to digits: "Fund II" and "Fund 3" are two funds. */
  readonly numbers: readonly string[];
  /** Sorted words: the same for "Lopez, Ana" and "ANA LOPEZ". */
  readonly key: string;
  /** `key` with initials and suffix: names with one full key are the same name in every part. */
  readonly fullKey: string;
};

const LETTERS_WITHOUT_PARTS: Readonly<Record<string, string>> = {
  ß: 'SS',
  Æ: 'AE',
  Ø: 'O',
  Œ: 'OE',
  Ł: 'L',
  Đ: 'D',
  Þ: 'TH',
};

/** Upper-case words without accents and punctuation; letters of every script are kept (NFKD, Unicode UAX 15). */
export function nameWords(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toUpperCase()
    .replace(/[ßÆØŒŁĐÞ]/g, (letter) => LETTERS_WITHOUT_PARTS[letter] ?? letter)
    .replace(/['’`´]/g, '')
    .replace(/&/g, ' AND ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** A name as it is searched: its words in order. */
export function searchName(text: string): string {
  return nameWords(text).join(' ');
}

/** "L L C" becomes LLC and "A B C Movers" ABC Movers: clerks dot and space the letters of a company at will. */
function joinLetters(words: readonly string[]): string[] {
  const joined: string[] = [];
  let run = '';
  for (const word of [...words, '']) {
    if (word.length === 1 && /\p{L}/u.test(word)) {
      run += word;
      continue;
    }
    if (run !== '') joined.push(run);
    if (word !== '') joined.push(word);
    run = '';
  }
  return joined;
}

/** Long legal forms, which clerks misspell; in short ones a slip makes another word. */
const LONG_FORMS = ['INCORPORATED', 'CORPORATION', 'LIMITED', 'COMPANY'];

function legalForm(words: readonly string[]): string | null {
  const known = LEGAL_FORMS.get(words.join(' '));
  if (known !== undefined) return known;
  const [only = ''] = words;
  const meant =
    words.length === 1 && only.length >= 6 ? LONG_FORMS.find((form) => editDistance(only, form, 1) <= 1) : undefined;
  return meant === undefined ? null : (LEGAL_FORMS.get(meant) ?? null);
}

function splitLegalForm(words: readonly string[]): { readonly rest: readonly string[]; readonly form: string | null } {
  for (let length = Math.min(LONGEST_LEGAL_FORM, words.length - 1); length > 0; length--) {
    const form = legalForm(words.slice(-length));
    if (form !== null) return { rest: splitLegalForm(words.slice(0, -length)).rest, form };
  }
  return { rest: words, form: null };
}

function organisationForm(text: string): NameForm {
  const { rest, form } = splitLegalForm(joinLetters(nameWords(text)));
  const plain = rest.filter((word) => word !== 'THE' && word !== 'AND').map((word) => ABBREVIATIONS.get(word) ?? word);
  const tokens = plain.map((word) => NUMBER_WORDS.get(word) ?? word);
  const key = [...tokens].sort(compareText).join(' ');
  const numbers = tokens.filter((word) => /\p{N}/u.test(word)).sort(compareText);
  return {
    kind: 'organisation',
    tokens,
    initials: [],
    suffix: null,
    legalForm: form,
    trade: true,
    stem: tokens,
    numbers,
    key,
    fullKey: `${key}|${form ?? ''}`,
  };
}

function personForm(words: readonly string[], kind: NameKind): NameForm {
  const untitled = words.filter((word) => !TITLES.has(word));
  const suffix = untitled.slice(1).flatMap((word) => SUFFIXES.get(word) ?? [])[0] ?? null;
  const rest = untitled.filter((word, index) => index === 0 || !SUFFIXES.has(word));
  const tokens = rest.filter((word) => word.length > 1 || !/\p{Script=Latin}/u.test(word));
  const initials = rest.filter((word) => !tokens.includes(word));
  const key = [...tokens].sort(compareText).join(' ');
  const fullKey = `${key}|${[...initials].sort(compareText).join('')}|${suffix ?? ''}`;
  return { kind, tokens, initials, suffix, legalForm: null, trade: false, stem: [], numbers: [], key, fullKey };
}

/** A closing legal form of three letters and more: "Co", "Sa" and "Pa" are surnames too. */
function showsLegalForm(words: readonly string[]): boolean {
  const last = words.at(-1) ?? '';
  return words.length > 1 && (last.length >= 3 || last === 'LP') && splitLegalForm(words).form !== null;
}

/** Whether a name that no record calls a person's or an organisation's is surely or possibly an organisation's. */
export function organisationSigns(text: string): 'sure' | 'possible' | 'none' {
  const words = joinLetters(nameWords(text));
  if (showsLegalForm(words)) return 'sure';
  return words.some((word) => ORGANISATION_WORDS.has(word)) ? 'possible' : 'none';
}

/**
 * Takes a name apart. A name of unknown kind is read word by word like a person's unless a legal form closes it; a word
 * of trade gives it both readings, because there are people called Church.
 */
export function readName(name: PartyName, kind: NameKind): readonly NameForm[] {
  const signs = kind === 'unknown' ? organisationSigns(name.full) : 'none';
  if (kind === 'organisation' || signs === 'sure') return [organisationForm(name.full)];
  const structured = [name.first, name.middle, name.last, name.suffix].filter((part) => part !== null).join(' ');
  const text = name.last !== null && name.first !== null ? structured : name.full;
  const person = personForm(nameWords(text), kind);
  if (kind === 'person') return [person];
  const organisation = organisationForm(name.full);
  const { stem, numbers } = organisation;
  return signs === 'possible' ? [organisation, { ...person, trade: true }] : [{ ...person, stem, numbers }];
}

const SECOND_NAME =
  /\s+(?:A\.?K\.?A\.?|A\/K\/A|D\.?B\.?A\.?|D\/B\/A|T\/A|DOING BUSINESS AS|TRADING AS|ALSO KNOWN AS)\s+/i;

/** The names inside one written name: "Lin Wei DBA Golden Spa" holds two. */
export function splitNames(name: PartyName): readonly PartyName[] {
  const parts = name.full.split(SECOND_NAME);
  if (parts.length < 2) return [name];
  return parts.map((full, index) =>
    index === 0 ? { ...name, full } : { type: 'aka', full, last: null, first: null, middle: null, suffix: null },
  );
}

const NOT_A_NAME = new Set([
  'UNKNOWN',
  'NONE',
  'NULL',
  'NOT PROVIDED',
  'NOT AVAILABLE',
  'N A',
  'NA',
  'XX',
  'XXX',
  'TEST',
  'CASH',
]);

/** Whether the words name anybody: blank and "unknown" never link two Parties. */
export function isName(form: NameForm): boolean {
  const spelled = [...form.tokens, ...form.initials].join(' ');
  return spelled !== '' && !NOT_A_NAME.has(spelled);
}
