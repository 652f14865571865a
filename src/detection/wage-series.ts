import { type EntityId, groupBy } from '../core/index.ts';
import type { PurposeReading } from './movement.ts';
import type { Profile } from './profile.ts';
import type { UnreadMovement } from './purpose.ts';

/** Days between pay days: weekly, twice a month, monthly; the two days of slack are holidays and weekends. */
const RHYTHMS = [
  { name: 'weekly', from: 7 - 2, to: 7 + 2 },
  { name: 'fortnightly', from: 14 - 2, to: 16 + 2 },
  { name: 'monthly', from: 28 - 2, to: 31 + 2 },
] as const;
const MIN_CREDITS = 3;
const BAND_PERCENT = 25n;
const MIN_REGULAR = 0.6;

function similar(a: bigint, b: bigint): boolean {
  const gap = a > b ? a - b : b - a;
  return gap * 100n <= a * BAND_PERCENT;
}

/** Indexes of the credits that stand in a chain of at least three in one rhythm. `credits` are in time order. */
function inRhythm(credits: readonly UnreadMovement[], rhythm: (typeof RHYTHMS)[number]): Set<number> {
  const linked = (earlier: UnreadMovement, later: UnreadMovement) => {
    const gap = later.day - earlier.day;
    return gap >= rhythm.from && gap <= rhythm.to && similar(earlier.amount, later.amount);
  };
  const behind = credits.map(() => 1);
  const ahead = credits.map(() => 1);
  for (let i = 0; i < credits.length; i++) {
    for (let j = i - 1; j >= 0; j--) {
      const [earlier, later] = [credits[j], credits[i]];
      if (earlier === undefined || later === undefined || later.day - earlier.day > rhythm.to) break;
      if (linked(earlier, later)) behind[i] = Math.max(behind[i] ?? 1, (behind[j] ?? 1) + 1);
    }
  }
  for (let i = credits.length - 1; i >= 0; i--) {
    for (let j = i + 1; j < credits.length; j++) {
      const [earlier, later] = [credits[i], credits[j]];
      if (earlier === undefined || later === undefined || later.day - earlier.day > rhythm.to) break;
      if (linked(earlier, later)) ahead[i] = Math.max(ahead[i] ?? 1, (ahead[j] ?? 1) + 1);
    }
  }
  const chained = credits.filter((_, i) => (behind[i] ?? 1) + (ahead[i] ?? 1) - 1 >= MIN_CREDITS);
  return new Set(isRegular(chained, credits) ? chained.map((credit) => credit.index) : []);
}

/** Among many irregular payments some stand a week apart by chance: a rhythm is most of what is paid in its span. */
function isRegular(chained: readonly UnreadMovement[], credits: readonly UnreadMovement[]): boolean {
  const [first, last] = [chained[0], chained.at(-1)];
  if (first === undefined || last === undefined) return false;
  const inSpan = credits.filter((credit) => credit.day >= first.day && credit.day <= last.day);
  return chained.length >= inSpan.length * MIN_REGULAR;
}

/**
 * Wages known by rhythm alone: at least three credits from one organisation to one person's account, 7, 14-16 or 28-31
 * days apart (two days of slack), within 25 percent of each other. Answer: movement index -> reading.
 */
export function wageSeries(
  movements: readonly UnreadMovement[],
  profiles: ReadonlyMap<EntityId, Profile>,
): Map<number, PurposeReading> {
  const kind = (id: EntityId | null) => (id === null ? 'unknown' : (profiles.get(id)?.kind ?? 'unknown'));
  const credits = movements.filter(
    (movement) =>
      movement.method !== 'cash' &&
      movement.to.account !== null &&
      kind(movement.from.entity) === 'organisation' &&
      kind(movement.to.entity) === 'person',
  );
  const groups = groupBy(credits, (item) => `${item.from.entity} ${item.to.account}`);
  const found = new Map<number, PurposeReading>();
  for (const group of groups.values()) {
    for (const rhythm of RHYTHMS) {
      for (const index of inRhythm(group, rhythm)) {
        if (!found.has(index))
          found.set(index, {
            purpose: 'wage',
            reason: `a ${rhythm.name} series of like amounts from one organisation`,
          });
      }
    }
  }
  return found;
}
