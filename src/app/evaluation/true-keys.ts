import { compareText, type EntityId, type PartyId } from '../../core/index.ts';
import type { FactSet, Party } from '../../facts/index.ts';
import type { Resolution } from '../../resolution/index.ts';
import type { Truth } from './truth.ts';

const SIDE_OF_ROLE: Readonly<Record<string, string>> = {
  sender: 'from',
  beneficiary: 'to',
  conductor: 'conductor',
  'account-holder': 'holder',
  'asset-owner': 'owner',
};
const TABLE_SIDES = new Set(Object.values(SIDE_OF_ROLE));

/** Spelling apart: the same words in whatever order and punctuation are the same name. */
function placeKey(file: string, at: string, name: string): string {
  const words = name.toUpperCase().split(/[^A-Z0-9]+/);
  return [file, at, words.sort().join(' ')].join('|');
}

/** A row and side of a table, or a JSON pointer; a party of a FinCEN report is found by its name in the file alone. */
function placesOf(truth: Truth): ReadonlyMap<string, ReadonlySet<string>> {
  const places = new Map<string, Set<string>>();
  for (const { key, mentions } of truth.people)
    for (const { file, at, side, name } of mentions) {
      const pointer = at.startsWith('/') ? at : '';
      const place = placeKey(file, TABLE_SIDES.has(side) ? `${at}|${side}` : pointer, name);
      places.set(place, (places.get(place) ?? new Set()).add(key));
    }
  return places;
}

function placeOf({ role }: Party, locator: string): string {
  if (locator.startsWith('line ')) return `${locator.slice('line '.length)}|${SIDE_OF_ROLE[role] ?? ''}`;
  return locator.startsWith('/') ? locator : '';
}

/**
 * Who each Party truly is, by the place of its Record and the name written there. A place that two people share under
 * one name tells nothing and is left out.
 */
export function trueKeys(truth: Truth, facts: FactSet): Map<PartyId, string> {
  const places = placesOf(truth);
  const files = new Map(facts.sources.map(({ sha256, fileName }) => [sha256, fileName]));
  const keys = new Map<PartyId, string>();
  for (const party of facts.parties) {
    const record = facts.records.get(party.record);
    if (record === undefined || !party.linkable) continue;
    for (const { full } of party.names) {
      const found = places.get(placeKey(files.get(record.source) ?? '', placeOf(party, record.locator), full));
      const [key] = found ?? [];
      if (found?.size === 1 && key !== undefined) keys.set(party.id, key);
    }
  }
  return keys;
}

/** Who each Entity is: the person of most of its Parties, of equally many the first by key. */
export function majorityKeys(
  { entities }: Pick<Resolution, 'entities'>,
  parties: ReadonlyMap<PartyId, string>,
): Map<EntityId, string> {
  const keyOf = new Map<EntityId, string>();
  for (const entity of entities) {
    const counts = new Map<string, number>();
    for (const party of entity.parties) {
      const key = parties.get(party);
      if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const [best] = [...counts].sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]));
    if (best !== undefined) keyOf.set(entity.id, best[0]);
  }
  return keyOf;
}
