import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PartyId } from '../../../src/core/index.ts';
import type { FactSet, Party } from '../../../src/facts/index.ts';
import type { Truth } from './truth.ts';

const SIDE_OF_ROLE: Readonly<Record<string, string>> = {
  sender: 'from',
  beneficiary: 'to',
  conductor: 'conductor',
  'account-holder': 'holder',
  'asset-owner': 'owner',
};
const TABLE_SIDES = new Set(Object.values(SIDE_OF_ROLE));

/** Keys of one place in a file; a place that two parties share under one name tells nothing and is left out. */
type Places = ReadonlyMap<string, ReadonlySet<string>>;

function placesOf(truth: Truth): Places {
  const places = new Map<string, Set<string>>();
  for (const { key, mentions } of truth.people) {
    for (const { file, at, side, name } of mentions) {
      const place = placeKey(
        file,
        TABLE_SIDES.has(side) ? `${at}|${side}` : file.endsWith('.json') ? String(at) : '',
        name,
      );
      places.set(place, (places.get(place) ?? new Set()).add(key));
    }
  }
  return places;
}

function placeKey(file: string, at: string, name: string): string {
  return [
    file,
    at,
    name
      .toUpperCase()
      .split(/[^A-Z0-9]+/)
      .sort()
      .join(' '),
  ].join('|');
}

function statementIds(input: string): readonly string[] {
  const statements = JSON.parse(readFileSync(join(input, 'bods.json'), 'utf8')) as readonly { statementId: string }[];
  return statements.map((statement) => statement.statementId);
}

/** Where the truth says that this Party stands: a CSV line and side, a BODS statement, or just the filing. */
function placeOf(party: Party, locator: string, statements: readonly string[]): string {
  if (locator.startsWith('line ')) return `${locator.slice(5)}|${SIDE_OF_ROLE[party.role] ?? ''}`;
  return locator.startsWith('/') ? (statements[Number(locator.slice(1))] ?? '') : '';
}

/** The true key of each Party, by the place in the file where its Record stands and the name written there. */
export function trueKeys(truth: Truth, facts: FactSet, input: string): Map<PartyId, string> {
  const places = placesOf(truth);
  const statements = statementIds(input);
  const files = new Map(facts.sources.map((source) => [source.sha256, source.fileName]));
  const keys = new Map<PartyId, string>();
  for (const party of facts.parties.filter((item) => item.linkable)) {
    const record = facts.records.get(party.record);
    if (record === undefined) continue;
    const file = files.get(record.source) ?? '';
    const at = placeOf(party, record.locator, statements);
    for (const name of party.names) {
      const found = places.get(placeKey(file, at, name.full));
      const [key] = found ?? [];
      if (found?.size === 1 && key !== undefined) keys.set(party.id, key);
    }
  }
  return keys;
}
