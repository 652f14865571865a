import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Held, ofac50 } from '../../unit/ownership/blocked-world.ts';

const RUNS = process.env.REDRESS_LONG === '1' ? 2_000 : 100;
const OWNERS = ['X', 'Y', 'Z', 'A', 'B', 'C'] as const;
const COMPANIES = ['A', 'B', 'C', 'D'] as const;

/** Bounds in tenths of all, for few enough worlds to try each. */
const bounds = fc
  .tuple(fc.nat(6), fc.nat(3))
  .map(([lo, width]) => ({ lo: lo * 10, hi: Math.min((lo + width) * 10, 100) }));
const edge = fc
  .tuple(fc.constantFrom(...OWNERS), fc.constantFrom(...COMPANIES), bounds)
  .filter(([owner, subject]) => owner !== subject);
const drawn = fc.uniqueArray(edge, {
  minLength: 1,
  maxLength: 5,
  selector: ([owner, subject]) => `${owner}${subject}`,
});

type Figures = ReadonlyMap<string, number>;

/** Every way to fill in the bounds by tens in which nothing is owned more than once. */
function worldsOf(held: readonly Held[]): Figures[] {
  let worlds: Figures[] = [new Map()];
  for (const [owner, subject, share] of held) {
    const { lo, hi } = share as { lo: number; hi: number };
    const figures = Array.from({ length: (hi - lo) / 10 + 1 }, (_, i) => lo + i * 10);
    worlds = worlds.flatMap((world) => figures.map((figure) => new Map(world).set(`${owner} ${subject}`, figure)));
  }
  return worlds.filter((world) =>
    COMPANIES.every(
      (company) => [...world].reduce((sum, [pair, share]) => sum + (pair.endsWith(company) ? share : 0), 0) <= 100,
    ),
  );
}

/** The rule as its text says it, round after round until nobody more is blocked. */
function blockedIn(world: Figures): Set<string> {
  const blocked = new Set<string>(['X', 'Y']);
  for (let before = -1; before < blocked.size; ) {
    before = blocked.size;
    for (const company of COMPANIES) {
      const sum = [...world].reduce((total, [pair, share]) => {
        const [owner = '', subject] = pair.split(' ');
        return total + (subject === company && blocked.has(owner) ? share : 0);
      }, 0);
      if (sum >= 50) blocked.add(company);
    }
  }
  return blocked;
}

describe('the 50 percent rule over bounds', () => {
  it('says true, false or unknown as every, no or some way to fill the bounds makes a company blocked', () => {
    fc.assert(
      fc.property(drawn, (held) => {
        const worlds = worldsOf(held).map(blockedIn);
        fc.pre(worlds.length > 0);
        const ask = ofac50({ listed: ['X', 'Y'], held });
        for (const company of new Set(held.map(([, subject]) => subject))) {
          const count = worlds.filter((blocked) => blocked.has(company)).length;
          const expected = count === worlds.length ? true : count === 0 ? false : 'unknown';
          assert.equal(ask(company).blocked, expected, company);
        }
      }),
      { numRuns: RUNS },
    );
  });
});
