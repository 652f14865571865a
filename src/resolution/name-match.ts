import { editDistance, jaroWinkler } from './comparators.ts';
import { NICKNAME_GROUPS } from './name-tables.ts';
import type { NameForm } from './names.ts';

/**
 * How two names stand to each other, best first. `exact`: the same words. `fuller`: one has a middle name or initial that
 * the other leaves out. `variant`: a spelling slip, a nickname, another legal form. `partial`: an initial for a name, or
 * a name cut short. `unnamed`: one of them has no name to compare. `conflict`: two names.
 */
export type NameLevel = 'exact' | 'fuller' | 'variant' | 'partial' | 'unnamed' | 'conflict';

export const NAME_LEVELS: readonly NameLevel[] = ['exact', 'fuller', 'variant', 'partial', 'unnamed', 'conflict'];

const NICKNAMES: ReadonlyMap<string, ReadonlySet<number>> = (() => {
  const groups = new Map<string, Set<number>>();
  NICKNAME_GROUPS.forEach((group, index) => {
    for (const name of group) groups.set(name, (groups.get(name) ?? new Set()).add(index));
  });
  return groups;
})();

function areNicknames(a: string, b: string): boolean {
  const groups = NICKNAMES.get(a);
  const others = NICKNAMES.get(b);
  return groups !== undefined && others !== undefined && [...groups].some((group) => others.has(group));
}

/** Maria and Mario, Julia and Julio: one letter apart and two people. */
function differByGender(a: string, b: string): boolean {
  return a.length === b.length && a.slice(0, -1) === b.slice(0, -1) && /[AO]$/.test(a) && /[AO]$/.test(b);
}

/** The same letters but one: Mary and Mark, Karin and Karen are two names; Gonzalez and Gonzales are one. */
function differByOneLetter(a: string, b: string): boolean {
  return a.length === b.length && [...a].filter((letter, i) => letter !== b[i]).length === 1;
}

/**
 * Whether two words are one word misspelt: one edit from four letters on (another letter in the place of one from six
 * on), two edits from eight on; never a digit.
 */
export function isSlip(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  if (shorter < 4 || /\p{N}/u.test(a + b) || differByGender(a, b)) return false;
  if (shorter < 6 && differByOneLetter(a, b)) return false;
  const allowed = shorter >= 8 ? 2 : 1;
  return editDistance(a, b, allowed) <= allowed && jaroWinkler(a, b) >= 0.8;
}

type Rest = { readonly a: string[]; readonly b: string[]; readonly pairs: number };

/** Takes equal (or otherwise matching) words off both sides, first come first served. */
function takeMatches(rest: Rest, matches: (x: string, y: string) => boolean): Rest {
  const b = [...rest.b];
  const a = rest.a.filter((x) => {
    const at = b.findIndex((y) => matches(x, y));
    if (at >= 0) b.splice(at, 1);
    return at < 0;
  });
  return { a, b, pairs: rest.pairs + rest.a.length - a.length };
}

const startsWithInitial = (x: string, y: string) => (x.length === 1 || y.length === 1) && x[0] === y[0];

function suffixConflict(a: NameForm, b: NameForm): boolean {
  return a.suffix !== null && b.suffix !== null && a.suffix !== b.suffix;
}

/** "M Lopez" may be Maria Lopez; "Virginia B Lawson" is not Brandon: her own first name would be left over. */
function initialStandsForName({ initials }: NameForm, left: readonly string[]): boolean {
  return initials.length === 0 || left.every((word) => word.length === 1);
}

function comparePersons(a: NameForm, b: NameForm): NameLevel {
  if (suffixConflict(a, b)) return 'conflict';
  if (a.fullKey === b.fullKey) return a.tokens.length >= 2 ? 'exact' : 'partial';
  if ((a.trade || b.trade) && a.kind !== 'person' && b.kind !== 'person') return 'conflict';
  const equal = takeMatches({ a: [...a.tokens], b: [...b.tokens], pairs: 0 }, (x, y) => x === y);
  const nick = takeMatches(equal, areNicknames);
  const slips = takeMatches(nick, isSlip);
  const free = { a: [...slips.a, ...a.initials], b: [...slips.b, ...b.initials], pairs: slips.pairs };
  const all = takeMatches(free, startsWithInitial);
  // What is left on both sides contradicts: another middle initial, another surname.
  if ((all.a.length > 0 && all.b.length > 0) || all.pairs < 2 || equal.pairs === 0) return 'conflict';
  if (slips.pairs < 2) return initialStandsForName(a, all.a) && initialStandsForName(b, all.b) ? 'partial' : 'conflict';
  const slipCount = slips.pairs - equal.pairs;
  if (slipCount > 1) return 'conflict';
  const left = [...all.a, ...all.b];
  if (slipCount === 1) return left.every((word) => word.length === 1) ? 'variant' : 'partial';
  return left.length === 0 && all.pairs === slips.pairs && a.suffix === b.suffix ? 'exact' : 'fuller';
}

const SIDES = new Set(['NORTH', 'SOUTH', 'EAST', 'WEST', 'UPPER', 'LOWER', 'NEW', 'OLD']);

function compareOrganisations(a: NameForm, b: NameForm): NameLevel {
  if (a.numbers.join(' ') !== b.numbers.join(' ')) return 'conflict';
  const formsAgree = a.legalForm === null || b.legalForm === null || a.legalForm === b.legalForm;
  const [x, y] = [a.stem.join(''), b.stem.join('')];
  if (x === y && x !== '') return formsAgree ? 'exact' : 'variant';
  const equal = takeMatches({ a: [...a.stem], b: [...b.stem], pairs: 0 }, (p, q) => p === q);
  const slips = takeMatches(equal, isSlip);
  const left = [...slips.a, ...slips.b];
  if (left.some((word) => SIDES.has(word))) return 'conflict';
  const slipCount = slips.pairs - equal.pairs;
  if (left.length === 0) return slipCount <= 1 + Math.floor(slips.pairs / 3) && formsAgree ? 'variant' : 'conflict';
  if (formsAgree && editDistance(x, y, 1) <= 1 && Math.min(x.length, y.length) >= 8) return 'variant';
  const [short, long] = x.length < y.length ? [x, y] : [y, x];
  return short.length >= 8 && long.startsWith(short) && formsAgree ? 'partial' : 'conflict';
}

/** Compares two names. A person's name and an organisation's are always two names. */
export function compareNames(a: NameForm, b: NameForm): NameLevel {
  if (a.kind === 'organisation' && b.kind === 'organisation') return compareOrganisations(a, b);
  if (a.kind !== 'organisation' && b.kind !== 'organisation') return comparePersons(a, b);
  const [organisation, other] = a.kind === 'organisation' ? [a, b] : [b, a];
  if (other.kind === 'person') return 'conflict';
  // A name of unknown kind may be a company's although no word shows it.
  return compareOrganisations(organisation, other);
}

/** The best level over all pairs of names that two Parties carry. */
export function bestLevel(left: readonly NameForm[], right: readonly NameForm[]): NameLevel {
  if (left.length === 0 || right.length === 0) return 'unnamed';
  let best = NAME_LEVELS.length - 1;
  for (const a of left) for (const b of right) best = Math.min(best, NAME_LEVELS.indexOf(compareNames(a, b)));
  return NAME_LEVELS[best] ?? 'conflict';
}
