import type { PartyName } from '../facts/index.ts';

/** Words that clerks write where a value is not known. They are absence, never a value that two parties share. */
const PLACEHOLDERS = new Set([
  'UNKNOWN',
  'UNK',
  'N/A',
  'NONE',
  'NOT PROVIDED',
  'NOT AVAILABLE',
  'NOT GIVEN',
  'XX',
  'XXX',
]);

/** The trimmed text, or null when it is blank or only says that the value is unknown. */
export function statedText(text: string | null): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' || PLACEHOLDERS.has(trimmed.toUpperCase()) ? null : trimmed;
}

/** The digits of a telephone number; null when there are none. */
export function phoneDigits(text: string | null): string | null {
  const digits = (text ?? '').replaceAll(/\D/g, '');
  return digits === '' ? null : digits;
}

/** A lower-case e-mail address; null when the text is none. */
export function emailText(text: string | null): string | null {
  const trimmed = statedText(text)?.toLowerCase() ?? '';
  return /^[^\s@]+@[^\s@]+$/.test(trimmed) ? trimmed : null;
}

/** Identity numbers are compared without the marks that people put between digits. */
export function identityNumber(text: string): string {
  return text
    .trim()
    .toUpperCase()
    .replaceAll(/[\s.\-/]/g, '');
}

/** A name of which only the whole text is known. */
export function wholeName(full: string, type: PartyName['type'] = 'legal'): PartyName {
  return { type, full, last: null, first: null, middle: null, suffix: null };
}
