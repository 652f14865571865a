import { canonicalJson, compareText, type Json, sha256Hex } from '../core/index.ts';
import type { Source } from '../facts/index.ts';
import type { ExportInput } from './input.ts';

/** One step of the chain of custody (legal-and-evidence 3.3). `prev` is the hash of the event before, or 64 zeros. */
export type CustodyEvent = {
  readonly seq: number;
  readonly act: 'received' | 'packaged';
  readonly item: string;
  readonly itemSha256: string;
  readonly from: string;
  readonly to: string;
  readonly actor: string;
  readonly role: string;
  readonly reason: string;
  readonly at: string;
  readonly tool: string;
  readonly prev: string;
};

export const FIRST_PREV = '0'.repeat(64);
export const CUSTODY_FILE = 'data/custody.json';

const UNRECORDED = 'not recorded';
const STORE = 'the evidence store of the system';

/** The hash by which the next event names this one: SHA-256 of its canonical JSON (RFC 8785). */
export function eventHash(event: { readonly [key: string]: Json }): string {
  return sha256Hex(canonicalJson(event));
}

function chained(events: readonly Omit<CustodyEvent, 'seq' | 'prev'>[]): { events: CustodyEvent[]; head: string } {
  const linked: CustodyEvent[] = [];
  let prev = FIRST_PREV;
  for (const event of events) {
    const next = { ...event, seq: linked.length + 1, prev };
    linked.push(next);
    prev = eventHash(next);
  }
  return { events: linked, head: prev };
}

/** The digest of a payload: SHA-256 of its lines "digest, two blanks, path" in path order, as in the manifest of a bag. */
export function payloadDigest(digests: ReadonlyMap<string, string>): string {
  const lines = [...digests]
    .filter(([path]) => path !== CUSTODY_FILE)
    .sort(([a], [b]) => compareText(a, b))
    .map(([path, digest]) => `${digest}  ${path}\n`);
  return sha256Hex(lines.join(''));
}

type Held = { readonly label: string; readonly source: Source };

function received({ label, source }: Held): Omit<CustodyEvent, 'seq' | 'prev'> {
  return {
    act: 'received',
    item: label,
    itemSha256: source.sha256,
    from: source.custodian ?? UNRECORDED,
    to: STORE,
    actor: 'named in the custody log of the house',
    role: UNRECORDED,
    reason: 'hashed as received, before reading; the original bytes are kept',
    at: source.receivedAt ?? UNRECORDED,
    tool: 'redress ingest',
  };
}

/**
 * data/custody.json: how each cited original came in and that this package was made, as a hash chain. It holds no wall
 * clock but received-at and --at; who did what at which minute is in the custody log of the house, given on request.
 * The last event covers every other file of the payload, so a chain from another package does not fit.
 */
export function custodyJson(
  input: Pick<ExportInput, 'to' | 'at' | 'approvedBy' | 'run'>,
  held: readonly Held[],
  files: ReadonlyMap<string, Uint8Array>,
): Json {
  const packaged: Omit<CustodyEvent, 'seq' | 'prev'> = {
    act: 'packaged',
    item: 'payload',
    itemSha256: payloadDigest(new Map([...files].map(([path, bytes]) => [path, sha256Hex(bytes)]))),
    from: STORE,
    to: input.to,
    actor: input.approvedBy ?? 'no second person has approved it',
    role: 'approver',
    reason: 'packaged for the recipient',
    at: input.at,
    tool: `redress ${input.run.codeVersion}`,
  };
  return { schema: 'redress-custody/1', ...chained([...held.map(received), packaged]) };
}
