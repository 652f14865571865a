import { canonicalJson, type Json, ok, type Result } from '../../core/index.ts';
import { broken } from '../bag/guard.ts';
import { textOf } from '../bag/manifest.ts';
import { CUSTODY_FILE, eventHash, FIRST_PREV, payloadDigest } from '../custody.ts';
import { MOVEMENTS, type ReadMovement } from './movements.ts';
import type { PayloadFiles } from './table.ts';

/** SHA-256 of each file of a payload by its path. */
export type Digests = ReadonlyMap<string, string>;

export type Item = { readonly [key: string]: Json };

export const SOURCES = 'data/sources.json';

function isItem(value: Json | undefined): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Whether names of members stand in code-unit order, in every object of a value. */
function isSorted(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isSorted);
  let before: string | null = null;
  const members = value as Item;
  for (const name of Object.keys(members)) {
    if ((before !== null && name < before) || !isSorted(members[name] ?? null)) return false;
    before = name;
  }
  return true;
}

/**
 * Whether a text is the canonical form of its value. What JavaScript writes of it again is that already where names are
 * sorted, and the engine writes fast; only lone surrogates, which it escapes and RFC 8785 refuses, and names that look
 * like numbers, which it puts first, need the long way.
 */
function isCanonical(value: Json, text: string): boolean {
  const isPlain = !text.includes('\\ud') && JSON.stringify(value) === text && isSorted(value);
  return isPlain || canonicalJson(value) === text;
}

/**
 * A JSON file of the payload, or null when it is not there. Its bytes have been checked against the manifests before. Only
 * the canonical form is read (RFC 8785): of a member that stands twice two readers could see two values.
 */
export function readJson(files: PayloadFiles, path: string): Result<Item | null> {
  if (!files.has(path)) return ok(null);
  const text = textOf(files, path);
  const value = parsed(text);
  if (value === undefined) return broken(path, 'it is not JSON');
  if (!isItem(value)) return broken(path, 'it is not an object');
  return isCanonical(value, text) ? ok(value) : broken(path, 'it is not canonical JSON');
}

export function itemsOf(value: Json | undefined): Item[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter(isItem) : [];
}

/** Why the events are not one chain, or null (legal-and-evidence 3.3: each names the hash of the one before). */
export function chainFault(events: readonly Item[], head: Json | undefined): string | null {
  let prev = FIRST_PREV;
  for (const [i, event] of events.entries()) {
    if (event.seq !== i + 1 || event.prev !== prev) return `event ${i + 1} does not follow from the one before`;
    prev = eventHash(event);
  }
  return head === prev ? null : 'its head is not the hash of its last event';
}

/** The chain of custody: whole, beginning with every original cited, ending with this very payload. */
export function checkCustody(files: PayloadFiles, digests: Digests, index: Item | null): Result<number> {
  const custody = readJson(files, CUSTODY_FILE);
  if (!custody.ok) return custody;
  if (custody.value === null) return ok(0);
  const events = itemsOf(custody.value.events);
  const fault = chainFault(events, custody.value.head);
  if (fault !== null) return broken(CUSTODY_FILE, fault);
  const held = new Set(events.filter(({ act }) => act === 'received').map(({ itemSha256 }) => itemSha256));
  const missing = itemsOf(index?.sources).find(({ sha256 }) => !held.has(sha256 ?? null));
  if (missing !== undefined) return broken(CUSTODY_FILE, `it does not tell how ${String(missing.label)} came in`);
  const last = events.at(-1);
  return last?.act === 'packaged' && last.itemSha256 === payloadDigest(digests)
    ? ok(events.length)
    : broken(CUSTODY_FILE, 'its last event is not the packaging of this payload');
}

/** Every movement leads to rows of an original that data/sources.json lists with its hash (R4). */
export function checkCitations(index: Item | null, movements: readonly ReadMovement[]): Result<number> {
  const hashed = itemsOf(index?.sources).filter(({ sha256 }) => /^[0-9a-f]{64}$/.test(String(sha256)));
  const labels = new Set(hashed.map(({ label }) => String(label)));
  const isListed = (part: string): boolean => labels.has(part.slice(0, part.indexOf(' ')));
  const wrong = movements.find(({ source }) => !source.split('; ').every(isListed));
  return wrong === undefined
    ? ok(movements.length)
    : broken(MOVEMENTS, `T-${wrong.number} cites an original that ${SOURCES} does not list`);
}
