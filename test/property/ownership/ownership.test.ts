import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Stake, vector } from '../../unit/ownership/companies.ts';

const COMPANIES = ['A', 'B', 'C', 'D', 'E'];
const PERSONS = ['P1', 'P2', 'P3'];

/** Weights of each company's owners, turned into shares that leave `rest` of 100 percent unattributed. */
function stakesFrom(weights: readonly (readonly number[])[], rest: number, acyclic: boolean): Stake[] {
  return COMPANIES.flatMap((company, i) => {
    const owners = [...PERSONS, ...COMPANIES];
    const row = owners.map((owner, j) => {
      const isLater = acyclic ? j - PERSONS.length >= i : owner === company;
      return isLater ? 0 : (weights[i]?.[j] ?? 0);
    });
    // A person always holds something: a closed loop of companies has no owner to speak of.
    row[0] = (row[0] ?? 0) + 1;
    const sum = row.reduce((total, weight) => total + weight, 0);
    return row.flatMap((weight, j): Stake[] =>
      weight === 0 ? [] : [[owners[j] ?? '', company, (weight / sum) * (100 - rest)]],
    );
  });
}

const weights = fc.array(fc.array(fc.nat(4), { minLength: 8, maxLength: 8 }), { minLength: 5, maxLength: 5 });

/** Every path from an owner to the subject, multiplied out: right for graphs without loops. */
function byPaths(owner: string, subject: string, stakes: readonly Stake[]): number {
  return stakes
    .filter(([, held]) => held === subject)
    .reduce((sum, [holder, , share]) => {
      const direct = typeof share === 'number' ? share / 100 : 0;
      return sum + direct * (holder === owner ? 1 : byPaths(owner, holder, stakes));
    }, 0);
}

describe('integrated ownership', () => {
  it('gives each company wholly to its persons when all owners are known', () => {
    fc.assert(
      fc.property(weights, (rows) => {
        const { ownership, id, name } = vector(stakesFrom(rows, 0, false));
        for (const company of COMPANIES) {
          const { owners, unknown } = ownership.answer(id(company));
          const persons = owners.filter((owner) => name(owner.entity).startsWith('P'));
          const sum = persons.reduce((total, owner) => total + owner.economic.lo, 0);
          assert.ok(Math.abs(sum - 100) < 1e-6, `${company}: ${sum}`);
          assert.ok(unknown.hi < 1e-6);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('never gives anybody more than all of a company, loops or not', () => {
    fc.assert(
      fc.property(weights, fc.nat(60), (rows, rest) => {
        const { ownership, id } = vector(stakesFrom(rows, rest, false));
        for (const company of COMPANIES)
          for (const { economic } of ownership.answer(id(company)).owners)
            assert.ok(economic.lo >= 0 && economic.hi <= 100 && economic.lo <= economic.hi);
      }),
      { numRuns: 60 },
    );
  });

  it('agrees with the enumeration of paths where there is no loop', () => {
    fc.assert(
      fc.property(weights, fc.nat(60), (rows, rest) => {
        const stakes = stakesFrom(rows, rest, true);
        const { ownership, id, name } = vector(stakes);
        for (const company of COMPANIES)
          for (const { entity, economic } of ownership.answer(id(company)).owners)
            assert.ok(Math.abs(economic.lo - 100 * byPaths(name(entity), company, stakes)) < 1e-6);
      }),
      { numRuns: 60 },
    );
  });

  it('does not depend on the order of the statements', () => {
    fc.assert(
      fc.property(weights, (rows) => {
        const stakes = stakesFrom(rows, 10, false);
        const shown = (list: readonly Stake[]) => {
          const { ownership, id, name } = vector(list);
          const rowsOf = COMPANIES.map((company) =>
            ownership
              .answer(id(company))
              .owners.map(({ entity, economic, control }) => [name(entity), economic.lo.toFixed(6), control].join(' '))
              .sort(),
          );
          return JSON.stringify(rowsOf);
        };
        assert.equal(shown([...stakes].reverse()), shown(stakes));
      }),
      { numRuns: 40 },
    );
  });
});
