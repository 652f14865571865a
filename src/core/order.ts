/** Order of two texts by UTF-16 code units: the same on every machine, in every locale. */
export function compareText(a: string, b: string): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A comparator that looks at `keys` in turn; each key is a text, a number or a bigint. */
export function byKeys<T>(...keys: readonly ((item: T) => string | number | bigint)[]): (a: T, b: T) => number {
  return (a, b) => {
    for (const key of keys) {
      const x = key(a);
      const y = key(b);
      if (x < y) return -1;
      if (x > y) return 1;
    }
    return 0;
  };
}

/** The items sorted and without repeats, by code units. */
export function sortedUnique<T extends string>(items: Iterable<T>): T[] {
  return [...new Set(items)].sort(compareText);
}

/** Groups items under a key, keeping both first-seen key order and item order. */
export function groupBy<K, T>(items: Iterable<T>, key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const k = key(item);
    const group = groups.get(k);
    if (group === undefined) groups.set(k, [item]);
    else group.push(item);
  }
  return groups;
}
