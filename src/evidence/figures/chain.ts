import { canonicalJson, type Json, ok, type Result } from '../../core/index.ts';
import { broken } from '../bag/guard.ts';
import { CUSTODY_FILE, eventHash, FIRST_PREV, payloadDigest } from '../custody.ts';
import { MOVEMENTS, type ReadMovement } from './movements.ts';
import type { PayloadFiles } from './table.ts';

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

/**
 * A JSON file of the payload, or null when it is not there. Its bytes have been checked against the manifests before. Only
 * the canonical form is read (RFC 8785): of a member that stands twice two readers could see two values.
 */
export function readJson(files: PayloadFiles, path: string): Result<Item | null> {
  const bytes = files.get(path);
  if (bytes === undefined) return ok(null);
  const text = Buffer.from(bytes).toString('utf8');
  const value = parsed(text);
  if (value === undefined) return broken(path, 'it is not JSON');
  if (!isItem(value)) return broken(path, 'it is not an object');
  return canonicalJson(value) === text ? ok(value) : broken(path, 'it is not canonical JSON');
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
export function checkCustody(files: PayloadFiles, index: Item | null): Result<number> {
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
  return last?.act === 'packaged' && last.itemSha256 === payloadDigest(files)
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
