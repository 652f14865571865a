import { compareText, type DateText, type EntityId, groupBy, type RecordId, sortedUnique } from '../core/index.ts';
import type { FactSet, Listing } from '../facts/index.ts';
import { type Entity, nameWords, type Resolution } from '../resolution/index.ts';
import { earliest, latest } from './in-force.ts';

/**
 * How an entity stands to OFAC's list. `listed`: an entry in force is this entity. `possible`: the entry does not say
 * whether it is blocked or only restricted, or its date is not exact. `name-only`: it bears the full name of an entry and
 * nothing else that the records state agrees or disagrees. `weak-alias`: it bears an alias that OFAC calls weak and was
 * born on the same day; such an alias alone says nothing.
 */
export type Listed = {
  readonly how: 'listed' | 'possible' | 'name-only' | 'weak-alias';
  /** The entity that is the entry: itself, or the bearer of the same name. */
  readonly entry: EntityId;
  readonly programs: readonly string[];
  readonly records: readonly RecordId[];
};

/** Entries of the list of blocked persons; of the second it is not told whether they are. */
const BLOCKED_LISTS = ['OFAC-SDN', 'OFAC'];

/** Whether a listing counts on a date. The CSV files give no date: an undated entry counts on every day. */
function standing({ authority, listedOn }: Listing, asOf: DateText): 'listed' | 'possible' | 'not' {
  if (!BLOCKED_LISTS.includes(authority) || (listedOn !== null && asOf < earliest(listedOn))) return 'not';
  const isExact = authority === 'OFAC-SDN' && (listedOn === null || asOf >= latest(listedOn));
  return isExact ? 'listed' : 'possible';
}

/** The words of a name in order of code units: "LOGAN MOREY, Elvis" and "Elvis Logan Morey" are one. */
function nameKey(name: string): string {
  return nameWords(name).sort(compareText).join(' ');
}

function birthsOf({ parties }: Entity, { partyById }: Resolution): string[] {
  return parties.flatMap((party) => partyById.get(party)?.birthDate ?? []);
}

/** Whether kind or birth date tells two entities apart. */
function isSomeoneElse(a: Entity, b: Entity, resolution: Resolution): boolean {
  if (a.kind !== 'unknown' && b.kind !== 'unknown' && a.kind !== b.kind) return true;
  const [left, right] = [birthsOf(a, resolution), birthsOf(b, resolution)];
  const known = left.length > 0 && right.length > 0;
  return known && !left.some((x) => right.some((y) => x.startsWith(y) || y.startsWith(x)));
}

function bornTheSameDay(a: Entity, b: Entity, resolution: Resolution): boolean {
  const births = new Set(birthsOf(a, resolution));
  return birthsOf(b, resolution).some((date) => date.length === 10 && births.has(date));
}

/** Names that two strangers easily share are no hit: one word alone says nothing about a person. */
function isWholeName(key: string, { kind }: Entity): boolean {
  return key.includes(' ') || (kind === 'organisation' && key.length >= 8);
}

function weakAliasesOf({ parties }: Entity, { partyById }: Resolution): string[] {
  const names = parties.flatMap((party) => partyById.get(party)?.names ?? []);
  return names.filter(({ type }) => type === 'weak').map(({ full }) => full);
}

type ByName = ReadonlyMap<string, readonly { readonly entity: Entity }[]>;

function indexNames(entries: readonly Entity[], namesOf: (entry: Entity) => readonly string[]): ByName {
  const named = entries.flatMap((entity) => sortedUnique(namesOf(entity).map(nameKey)).map((key) => ({ key, entity })));
  return groupBy(named, ({ key }) => key);
}

function entriesOf(index: ByName, keys: readonly string[]): Entity[] {
  return keys.flatMap((key) => index.get(key) ?? []).map(({ entity }) => entity);
}

/** Entities that are no entry, and may be one by the name that they bear. */
function bearers(listed: ReadonlyMap<EntityId, Listed>, resolution: Resolution): Map<EntityId, Listed> {
  const entries = resolution.entities.filter(({ id }) => listed.has(id));
  const strong = indexNames(entries, ({ names }) => names);
  const weak = indexNames(entries, (entry) => weakAliasesOf(entry, resolution));
  const found = new Map<EntityId, Listed>();
  for (const entity of resolution.entities) {
    if (listed.has(entity.id)) continue;
    const keys = entity.names.map(nameKey);
    const whole = keys.filter((key) => isWholeName(key, entity));
    const namesake = entriesOf(strong, whole).find((entry) => !isSomeoneElse(entity, entry, resolution));
    const alias = entriesOf(weak, keys).find((entry) => bornTheSameDay(entity, entry, resolution));
    const known = listed.get((namesake ?? alias)?.id ?? entity.id);
    if (known !== undefined)
      found.set(entity.id, { ...known, how: namesake === undefined ? 'weak-alias' : 'name-only' });
  }
  return found;
}

/**
 * Who is, or may be, on OFAC's list of blocked persons on a date; null where the records hold no such list, so that
 * nothing can be said.
 */
export function listedOn(facts: FactSet, resolution: Resolution, asOf: DateText): ReadonlyMap<EntityId, Listed> | null {
  if (!facts.listings.some(({ authority }) => BLOCKED_LISTS.includes(authority))) return null;
  const inForce = facts.listings.flatMap((listing) => {
    const entity = resolution.entityOf.get(listing.party);
    const how = standing(listing, asOf);
    return entity === undefined || how === 'not' ? [] : [{ entity, how, listing }];
  });
  const listed = new Map(
    [...groupBy(inForce, ({ entity }) => entity)].map(([entry, held]): [EntityId, Listed] => {
      const how = held.some((item) => item.how === 'listed') ? 'listed' : 'possible';
      const programs = sortedUnique(held.flatMap(({ listing }) => listing.programs));
      return [entry, { how, entry, programs, records: sortedUnique(held.map(({ listing }) => listing.record)) }];
    }),
  );
  return new Map([...listed, ...bearers(listed, resolution)]);
}
