import { isNearIdentifier } from './identifiers.ts';
import type { Mention } from './mentions.ts';

/** What tells the members of a cluster from others: small sets, however many Parties are in it. */
export type Traits = {
  readonly kinds: ReadonlySet<'person' | 'organisation'>;
  readonly linkable: boolean;
  readonly exclusive: ReadonlyMap<string, ReadonlySet<string>>;
  readonly renewed: ReadonlyMap<string, ReadonlySet<string>>;
  readonly births: ReadonlySet<string>;
  readonly middles: ReadonlySet<string>;
  readonly suffixes: ReadonlySet<string>;
  readonly numbers: ReadonlySet<string>;
  /** Holder lists (Source and account) with the names they give. */
  readonly lists: ReadonlyMap<string, ReadonlySet<string>>;
};

function grouped(pairs: readonly (readonly [string, string])[]): Map<string, Set<string>> {
  const groups = new Map<string, Set<string>>();
  for (const [key, value] of pairs) groups.set(key, (groups.get(key) ?? new Set()).add(value));
  return groups;
}

export function traitsOf(mention: Mention): Traits {
  const { party, kind, names } = mention;
  const organisation = names.filter((form) => form.kind === 'organisation');
  return {
    kinds: new Set(kind === 'unknown' ? [] : [kind]),
    linkable: party.linkable,
    exclusive: grouped(
      mention.identifiers.flatMap((item) => (item.exclusive === null ? [] : [[item.exclusive, item.value]])),
    ),
    renewed: grouped(
      mention.identifiers.flatMap((item) => (item.renewed === null ? [] : [[item.renewed, item.value]])),
    ),
    births: new Set(party.birthDate === null ? [] : [party.birthDate]),
    middles: new Set(mention.middles),
    suffixes: new Set(names.flatMap((form) => form.suffix ?? [])),
    numbers: new Set(kind === 'organisation' ? organisation.map((form) => form.numbers.join(' ')) : []),
    lists: grouped(mention.lists.flatMap((list) => names.map((form) => [list, form.key] as const))),
  };
}

function union<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): ReadonlySet<T> {
  return b.size === 0 ? a : a.size === 0 ? b : new Set([...a, ...b]);
}

function joinMaps(a: Traits['lists'], b: Traits['lists']): Map<string, ReadonlySet<string>> {
  const joined = new Map(a);
  for (const [key, values] of b) joined.set(key, union(joined.get(key) ?? new Set(), values));
  return joined;
}

export function joinTraits(a: Traits, b: Traits): Traits {
  return {
    kinds: union(a.kinds, b.kinds),
    linkable: a.linkable && b.linkable,
    exclusive: joinMaps(a.exclusive, b.exclusive),
    renewed: joinMaps(a.renewed, b.renewed),
    births: union(a.births, b.births),
    middles: union(a.middles, b.middles),
    suffixes: union(a.suffixes, b.suffixes),
    numbers: union(a.numbers, b.numbers),
    lists: joinMaps(a.lists, b.lists),
  };
}

function apart(a: ReadonlySet<string>, b: ReadonlySet<string>, alike: (x: string, y: string) => boolean): boolean {
  if (a.size === 0 || b.size === 0) return false;
  for (const x of a) for (const y of b) if (x === y || alike(x, y)) return false;
  return true;
}

/** A partial date holds every date that begins with it. */
function sameBirth(x: string, y: string): boolean {
  return x.startsWith(y) || y.startsWith(x);
}

/** One digit wrong, or day and month exchanged. */
function nearBirth(x: string, y: string): boolean {
  if (x.length !== 10 || y.length !== 10) return sameBirth(x, y);
  const exchanged = x.slice(0, 4) === y.slice(0, 4) && x.slice(5, 7) === y.slice(8) && x.slice(8) === y.slice(5, 7);
  return exchanged || isNearIdentifier(x.replaceAll('-', ''), y.replaceAll('-', ''));
}

const never = () => false;

function sharesIdentifier(a: Traits, b: Traits): boolean {
  return [...a.exclusive].some(([list, values]) =>
    [...values].some((value) => b.exclusive.get(list)?.has(value) === true),
  );
}

/**
 * Why two clusters are not one, or null. `tolerant` links overlook a number that is one slip away, and a birth date one
 * slip away when an identifier is the same.
 */
export function vetoBetween(a: Traits, b: Traits, options: { readonly tolerant: boolean }): string | null {
  if (a.linkable !== b.linkable) return 'an institution of a filing is no customer';
  if (union(a.kinds, b.kinds).size > 1) return 'a person is no organisation';
  for (const [list, values] of a.exclusive) {
    // A publisher does not mistype the numbers of its own entries.
    const slip = options.tolerant && !list.startsWith('list-entry ') ? isNearIdentifier : never;
    if (apart(values, b.exclusive.get(list) ?? new Set(), slip)) return `two numbers of one list (${list})`;
  }
  for (const [list, values] of a.renewed)
    if (!sharesIdentifier(a, b) && apart(values, b.renewed.get(list) ?? new Set(), never))
      return `two papers (${list})`;
  const births = options.tolerant && sharesIdentifier(a, b) ? nearBirth : sameBirth;
  if (apart(a.births, b.births, births)) return 'two birth dates';
  if (apart(a.suffixes, b.suffixes, never)) return 'two generations (Jr, Sr)';
  if (apart(a.middles, b.middles, never)) return 'two middle initials';
  if (apart(a.numbers, b.numbers, never)) return 'two numbers in the name';
  for (const [list, keys] of a.lists)
    if (apart(keys, b.lists.get(list) ?? new Set(), never)) return 'two holders of one account, named side by side';
  return null;
}
