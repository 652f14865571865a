import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { byKeys, writeWhole } from '../core/index.ts';
import { pairName } from './keys.ts';
import type { Member } from './protocol.ts';

const membersPath = (folder: string) => join(folder, 'members.json');

/** Who takes part; order: agency. */
export function readMembers(folder: string): readonly Member[] {
  return existsSync(membersPath(folder)) ? (JSON.parse(readFileSync(membersPath(folder), 'utf8')) as Member[]) : [];
}

/** Adds an agency, or states its contact and actors anew. An actor speaks for one agency: the last that named them. */
export function saveMember(folder: string, member: Member): void {
  const others = readMembers(folder)
    .filter(({ agency }) => agency !== member.agency)
    .map((other) => ({ ...other, actors: other.actors.filter((actor) => !member.actors.includes(actor)) }));
  const members = [...others, member].sort(byKeys(({ agency }) => agency));
  writeWhole(membersPath(folder), `${JSON.stringify(members)}\n`);
}

export function agencyOf(members: readonly Member[], actor: string): string | null {
  return members.find(({ actors }) => actors.includes(actor))?.agency ?? null;
}

/** Keyed digests of what one agency holds towards another. The identifiers themselves are nowhere kept. */
function heldPath(folder: string, holder: string, towards: string): string {
  return join(folder, 'held', `${pairName(holder, towards)}.${pairName(holder, holder)}.txt`);
}

export function saveHeld(
  folder: string,
  { holder, towards }: { readonly holder: string; readonly towards: string },
  digests: readonly string[],
): void {
  writeWhole(heldPath(folder, holder, towards), `${[...new Set(digests)].sort().join('\n')}\n`);
}

export function readHeld(folder: string, holder: string, towards: string | null): ReadonlySet<string> {
  const path = towards === null ? null : heldPath(folder, holder, towards);
  return new Set(path !== null && existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []);
}
