import { canonicalJson, type DateText, dateOfMicros } from '../core/index.ts';

/** What a victim, or who supplied the data for them, agreed to, and when (a date or an instant). */
export type Consent = { readonly scope: string; readonly at: string };

/** Who a victim is. It exists in the vault, in the file that it comes from, and on the screen of whoever may see it. */
export type Identity = {
  readonly name: string;
  /** May be partial: "1990", "1990-06". */
  readonly dob: string | null;
  readonly contact: string | null;
};

/** What an entry of the vault holds, once opened. */
export type VaultEntry = {
  readonly pseudonym: string;
  readonly caseId: string;
  readonly identity: Identity;
  readonly consent: Consent;
  /** When consent was withdrawn, in microseconds; nobody sees the identity from then on. */
  readonly withdrawnAt: number | null;
  /** When it was found to have been added by mistake, in microseconds; nobody sees the identity from then on. */
  readonly dismissedAt: number | null;
};

const folded = (text: string): string => text.normalize('NFKC').trim().replaceAll(/\s+/gu, ' ').toLowerCase();

/**
 * What makes two lines of one case the same person: the name and the date of birth, letters folded; without a date of
 * birth the contact stands for it. Two people of one name of whom neither is known are one, which is why the method page
 * asks for a date of birth.
 */
export function identityKey(caseId: string, { name, dob, contact }: Identity): string {
  const second = dob === null ? ['contact', folded(contact ?? '')] : ['dob', dob];
  return canonicalJson([caseId, folded(name), ...second]);
}

/** Letters that no decomposition (NFD) takes a stroke or a tail from, with what people without that key type. */
const STROKED: Readonly<Record<string, string>> = { đ: 'd', ð: 'd', ł: 'l', ø: 'o', ħ: 'h', ı: 'i', ß: 'ss', æ: 'ae' };

const bare = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[đðłøħıßæ]/gu, (letter) => STROKED[letter] ?? letter);

/** What stands in many a longer word ("li" in "client"); as a word of its own it is told by its letters or capital. */
const SHORT_LATIN = /^\p{Script=Latin}{1,3}$/u;

/** Words as they are written, capitals and all. */
const wordsOf = (text: string): string[] => text.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== '');

/**
 * Whether a text names the person: a reason is written to the log, which people read who may not know the name. Accents
 * are no disguise. A name of two letters is told from a word ("An", "Do") by its capital.
 */
export function names({ name, dob, contact }: Identity, text: string): boolean {
  const words = wordsOf(text);
  const said = new Set(words.map((word) => bare(folded(word))));
  const capitals = new Set(words.filter((word) => /^\p{Lu}/u.test(word)).map((word) => bare(folded(word))));
  const isSaid = (part: string) => (part.length > 2 ? said : capitals).has(part);
  if (wordsOf(bare(folded(name))).some((part) => part.length > 1 && isSaid(part))) return true;
  const whole = [name, dob?.length === 10 ? dob : '', contact ?? ''].map((item) => bare(folded(item)));
  return whole.some((item) => item !== '' && !SHORT_LATIN.test(item) && bare(folded(text)).includes(item));
}

const AHEAD_MICROS = 14 * 3_600_000_000;

/** The latest day that has begun anywhere (UTC+14): where a date was written down is not known. */
export function latestDay(micros: number): DateText {
  return dateOfMicros(micros + AHEAD_MICROS);
}
