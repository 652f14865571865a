import { createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, createWhole, secretHex, sha256Hex } from '../core/index.ts';

/** HMAC-SHA-256 (RFC 2104) in lower-case hex; the key is hex. */
export function keyedDigest(keyHex: string, text: string): string {
  return createHmac('sha256', Buffer.from(keyHex, 'hex')).update(text).digest('hex');
}

/** The name under which a pair of agencies keeps its key, in whichever order they are named. */
export function pairName(a: string, b: string): string {
  return sha256Hex(canonicalJson([a, b].sort())).slice(0, 32);
}

/** Two processes may make a key at once: one of them makes it, and both read that one. */
function readOrCreateKey(path: string): string {
  if (!existsSync(path)) createWhole(path, secretHex(32));
  return readFileSync(path, 'utf8').trim();
}

function keyPath(folder: string, name: string): string {
  return join(folder, 'keys', `${name}.key`);
}

/** The key of a pair of agencies, drawn when one of them first states what it holds towards the other. */
export function pairKey(folder: string, a: string, b: string): string {
  return readOrCreateKey(keyPath(folder, pairName(a, b)));
}

/** The broker's own key: for digests in logs, and for the work that is done where a pair has no key. */
export function ownKey(folder: string): string {
  return readOrCreateKey(keyPath(folder, 'broker'));
}

/** The key of a pair, or the broker's own, under which nothing is held: either costs the same. */
export function keyOrDecoy(folder: string, a: string | null, b: string): string {
  const path = a === null ? null : keyPath(folder, pairName(a, b));
  return path !== null && existsSync(path) ? readFileSync(path, 'utf8').trim() : ownKey(folder);
}
