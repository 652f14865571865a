import { failure, type Json, RedressError } from '../../core/index.ts';

function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

function everyText(value: Json, holds: (text: string) => boolean): boolean {
  if (typeof value === 'string') return holds(value);
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every((item) => everyText(item, holds));
  return Object.entries(value).every(([key, item]) => holds(key) && everyText(item, holds));
}

/** Throws BAD_TEXT when a text of the row holds U+0000 or a lone surrogate: no two stores keep those alike. */
export function assertStorable(value: Json): void {
  if (!everyText(value, isStorable)) {
    throw new RedressError(failure('BAD_TEXT', 'the row holds U+0000 or a lone surrogate'));
  }
}

const RAW_CHARACTERS = 16_000;

/** The raw text of a refused row in a form that every store keeps, cut at 16,000 characters (the bytes are kept whole). */
export function rawText(text: string): string {
  const safe = text.toWellFormed().replaceAll('\0', '\\u0000');
  return safe.length <= RAW_CHARACTERS ? safe : `${safe.slice(0, RAW_CHARACTERS).toWellFormed()}…`;
}
