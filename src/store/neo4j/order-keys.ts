import { sha256Hex } from '../../core/index.ts';
import { indexKey } from '../port/index.ts';

/**
 * Texts whose order, by code unit, is the order of a view, so that one index gives both the place and the page. Parts
 * are joined by a blank, which sorts below every character of an id; integers have one width.
 */
const WIDTH = 17;
const OFFSET = 2n ** 53n;

/** A safe integer, negative ones too, as digits that sort like it. */
export function orderedInteger(value: number): string {
  return (BigInt(value) + OFFSET).toString().padStart(WIDTH, '0');
}

export function orderedKey(...parts: readonly string[]): string {
  return parts.join(' ');
}

/** Bounds of all keys that start with these parts and have more: a blank, and the character after it. */
export function keysUnder(...parts: readonly string[]): { readonly after: string; readonly before: string } {
  const start = parts.join(' ');
  return { after: `${start} `, before: `${start}!` };
}

/** The part of a search key that stands for its text, which may hold anything: its hash. */
export function searchPart(key: string): string {
  return sha256Hex(indexKey(key));
}
