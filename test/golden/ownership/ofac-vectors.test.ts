import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { sharedData } from '../../shared-data.ts';
import { type Held, ofac50, type World } from '../../unit/ownership/blocked-world.ts';

type Vector = {
  readonly id: string;
  readonly owners?: Readonly<Record<string, number>>;
  readonly controls?: string;
  readonly chain?: string;
  readonly blocked?: boolean;
  readonly C_blocked?: boolean;
};

/** "X(blocked) 50% of B; B 50% of C" and "X(blocked) 25% of B, Y(blocked) 25% of B; …". */
function chainOf(text: string): { readonly listed: string[]; readonly held: Held[] } {
  const steps = [...text.matchAll(/(\w+)(\(blocked\))? (\d+)% of (\w+)/g)];
  return {
    listed: steps.flatMap(([, name = '', mark]) => (mark === undefined ? [] : [name])),
    held: steps.map(([, name = '', , percent, subject = '']) => [name, subject, Number(percent)]),
  };
}

function worldOf({ owners, controls, chain }: Vector): World {
  if (chain !== undefined) return chainOf(chain);
  const stated = Object.entries(owners ?? {});
  const nameOf = (text: string) => text.replace('(blocked)', '');
  const board = { interestType: 'appointmentOfBoard', interestClass: 'control' as const };
  return {
    listed: stated.flatMap(([text]) => (text.includes('(blocked)') ? [nameOf(text)] : [])),
    held: [
      ...stated.map(([text, percent]): Held => [nameOf(text), 'C', percent]),
      ...(controls === undefined ? [] : [[controls, 'C', null, board] as Held]),
    ],
  };
}

describe('R13: the 50 percent rule is on ownership, not control, aggregated, through any number of layers', () => {
  for (const id of ['O1', 'O2', 'O3', 'O4'])
    it(`vector ${id} of legal_test_vectors.json`, (t) => {
      const folder = sharedData('reference');
      if (folder === null) return t.skip('NOT RUN: shared data absent');
      const { ofac_50: vectors } = JSON.parse(readFileSync(join(folder, 'legal_test_vectors.json'), 'utf8')) as {
        ofac_50: readonly Vector[];
      };
      const vector = vectors.find((item) => item.id === id);
      assert.ok(vector !== undefined);
      const { blocked } = ofac50(worldOf(vector))('C');
      assert.equal(blocked, vector.blocked ?? vector.C_blocked);
      t.diagnostic(`R13: vector ${id}: blocked ${blocked}`);
    });
});

/** ownership-and-resolution 3.4, after OFAC's FAQs 398 to 402; its O1-O6 in 3.2 are about economic shares. */
const FAQ: readonly (readonly [words: string, held: readonly Held[], asked: string, blocked: boolean])[] = [
  [
    'X 50% of A, A 50% of B: B is blocked',
    [
      ['X', 'A', 50],
      ['A', 'B', 50],
    ],
    'B',
    true,
  ],
  [
    'X 50% of A and of B, A and B 25% each of C: C is blocked',
    [
      ['X', 'A', 50],
      ['X', 'B', 50],
      ['A', 'C', 25],
      ['B', 'C', 25],
    ],
    'C',
    true,
  ],
  [
    'X 50% of A and 10% of B, A 40% of B: B is blocked',
    [
      ['X', 'A', 50],
      ['X', 'B', 10],
      ['A', 'B', 40],
    ],
    'B',
    true,
  ],
  [
    'X 50% of A and 25% of B, A and B 25% each of C: C is not blocked',
    [
      ['X', 'A', 50],
      ['X', 'B', 25],
      ['A', 'C', 25],
      ['B', 'C', 25],
    ],
    'C',
    false,
  ],
  [
    'X 25% of A and of B, A and B 50% each of C: C is not blocked',
    [
      ['X', 'A', 25],
      ['X', 'B', 25],
      ['A', 'C', 50],
      ['B', 'C', 50],
    ],
    'C',
    false,
  ],
];

describe("the cases of OFAC's answers to questions", () => {
  for (const [words, held, asked, blocked] of FAQ) {
    it(words, () => assert.equal(ofac50({ listed: ['X'], held })(asked).blocked, blocked));

    it(`${words}; the same when a person who is not blocked holds the rest`, () => {
      const subjects = [...new Set(held.map(([, subject]) => subject))];
      const sum = (subject: string) =>
        held.reduce((total, [, of, share]) => total + (of === subject ? Number(share) : 0), 0);
      const rest = subjects.flatMap((subject): Held[] =>
        sum(subject) < 100 ? [['Z', subject, 100 - sum(subject)]] : [],
      );
      assert.equal(ofac50({ listed: ['X'], held: [...held, ...rest] })(asked).blocked, blocked);
    });
  }
});
