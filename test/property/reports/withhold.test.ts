import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type Cell,
  columnSums,
  LEAST_COUNT,
  type Shown,
  shownAmounts,
  shownCounts,
} from '../../../src/reports/published/grid.ts';
import { narrowed, type Printed, possible } from './adversary.ts';

const LONG = process.env.REDRESS_LONG === '1';
const RUNS = LONG ? 2_000 : 100;

type Across = 'adds up' | 'stands apart';

const cell = (value: number): Cell => ({ value: BigInt(value), basis: value });

/** Rows with their totals, as a table is published. */
function table(parts: readonly (readonly number[])[], across: Across): (readonly Cell[])[] {
  const rows = parts.map((row) => {
    const cells = row.map(cell);
    return across === 'adds up' ? [...cells, cell(row.reduce((a, b) => a + b, 0))] : cells;
  });
  return [...rows, columnSums(rows)];
}

function print(rows: readonly (readonly Cell[])[], shown: Shown): Printed {
  return rows.map((cells, row) => cells.map(({ value }, column) => (shown[row]?.[column] === true ? value : null)));
}

/** Small counts with some that may be shown, so that every kind of give-back occurs. */
const count = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  fc.integer({ min: 1, max: 4 }),
  fc.integer({ min: 5, max: 8 }),
);

type Attacked = { readonly value: bigint; readonly values: readonly bigint[] };

/** What the reader holds possible, by cell that was left out. */
function attack(parts: readonly (readonly number[])[], across: Across): Attacked[] {
  const rows = table(parts, across);
  const printed = print(rows, shownCounts({ rows, across }));
  const held = possible(printed, across === 'adds up', 13n);
  return printed.flatMap((cells, row) =>
    cells.flatMap((shown, column) => {
      const value = rows[row]?.[column]?.value ?? 0n;
      const values = [...(held.get(`${row} ${column}`) ?? [])];
      return shown === null ? [{ value, values }] : [];
    }),
  );
}

function isAsWideAsTheRule({ value, values }: Attacked): boolean {
  const inOrder = [...values].sort((a, b) => Number(a - b));
  const span = (inOrder.at(-1) ?? 0n) - (inOrder[0] ?? 0n);
  if (value >= BigInt(LEAST_COUNT)) return span >= 5n;
  return [0n, 1n, 2n, 3n, 4n, 5n].every((each) => values.includes(each));
}

describe('a published table of counts', () => {
  it('shows no count under five, zero among them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(count, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 30 }),
        (parts) => {
          const rows = table(parts, 'adds up');
          for (const value of print(rows, shownCounts({ rows, across: 'adds up' })).flat())
            assert.ok(value === null || value >= 5n);
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('lets a reader who tries every table hold any of 0 to 5 possible for a small count, and six values for any other', () => {
    let attacked = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(count, count), { minLength: 2, maxLength: 2 }), (parts) => {
        for (const hidden of attack(parts, 'adds up')) {
          attacked++;
          assert.ok(isAsWideAsTheRule(hidden), `${hidden.value} is within ${hidden.values.join(' ')}`);
        }
      }),
      { numRuns: LONG ? 400 : 30 },
    );
    assert.ok(attacked > 0);
  });

  it('does so in one column as well, where only the nation adds up', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(count), { minLength: 1, maxLength: 4 }), (parts) => {
        for (const hidden of attack(parts, 'stands apart'))
          assert.ok(isAsWideAsTheRule(hidden), `${hidden.value} is within ${hidden.values.join(' ')}`);
      }),
      { numRuns: LONG ? 400 : 40 },
    );
  });

  it('holds as well in tables of thirty rows against a reader who narrows it line by line', () => {
    const rowsOf = fc.array(fc.tuple(count, count, count, count), { minLength: 20, maxLength: 30 });
    fc.assert(
      fc.property(rowsOf, fc.constantFrom<Across>('adds up', 'stands apart'), (parts, across) => {
        const rows = table(parts, across);
        const printed = print(rows, shownCounts({ rows, across })).flat();
        const bounds = narrowed(print(rows, shownCounts({ rows, across })), across === 'adds up');
        const values = rows.flat().map(({ value }) => value);
        for (const [index, [low, high]] of bounds.entries()) {
          const value = values[index] ?? 0n;
          if (printed[index] !== null) assert.equal(printed[index], value);
          else if (value < 5n) assert.ok(low === 0n && (high === null || high >= 5n));
          else assert.ok(high === null || high - low >= 5n);
        }
      }),
      { numRuns: LONG ? 400 : 20 },
    );
  });

  it('leaves no count under five to subtraction: all that is left out of a line whose total is shown is five or more', () => {
    const rowsOf = fc.array(fc.tuple(count, count, count), { minLength: 1, maxLength: 20 });
    const rest = (cells: readonly (bigint | null)[], total: bigint | null | undefined): bigint | null => {
      if (total === null || total === undefined || cells.every((cell) => cell !== null)) return null;
      return cells.reduce<bigint>((left, cell) => left - (cell ?? 0n), total);
    };
    fc.assert(
      fc.property(rowsOf, (parts) => {
        const rows = table(parts, 'adds up');
        const printed = print(rows, shownCounts({ rows, across: 'adds up' }));
        const aside = printed.map((cells) => rest(cells.slice(0, -1), cells.at(-1)));
        const columns = [0, 1, 2, 3].map((column) => printed.map((cells) => cells[column] ?? null));
        const down = columns.map((cells) => rest(cells.slice(0, -1), cells.at(-1)));
        for (const left of [...aside, ...down]) assert.ok(left === null || left >= 5n, `${left} is left`);
      }),
      { numRuns: RUNS },
    );
  });

  it('lets a reader who knows which of them are small hold any of 0 to 4 possible for each of those', () => {
    const shown = (...parts: readonly number[]) => {
      const rows = table(
        parts.map((part) => [part]),
        'stands apart',
      );
      return print(rows, shownCounts({ rows, across: 'stands apart' })).map(([value]) => Number(value ?? -1));
    };
    // Were the other 4 of the 5, the 1 would be a 1 at least; and a 7 that is not small gives 2 and no more.
    assert.deepEqual(shown(4, 1, 20), [-1, -1, -1, 25]);
    assert.deepEqual(shown(0, 7, 20), [-1, -1, -1, 27]);
    assert.deepEqual(shown(0, 9, 20), [-1, -1, 20, 29]);
    assert.deepEqual(shown(3, 2, 1, 20), [-1, -1, -1, 20, 26]);
  });

  it('tells no small count to a reader who knows the method and tries which columns would have been printed so', () => {
    const prints = new Map<string, (readonly number[])[]>();
    const most = LONG ? 20 : 10;
    const values = Array.from({ length: most + 1 }, (_, value) => value);
    for (const parts of values.flatMap((a) => values.flatMap((b) => values.map((c) => [a, b, c] as const)))) {
      const rows = table(
        parts.map((value) => [value]),
        'stands apart',
      );
      const printed = print(rows, shownCounts({ rows, across: 'stands apart' }));
      const key = printed.map(([value]) => value ?? '-').join(' ');
      prints.set(key, [...(prints.get(key) ?? []), parts]);
    }
    for (const [key, columns] of prints)
      for (const [row, shown] of key.split(' ').slice(0, -1).entries()) {
        const possibleValues = new Set(columns.map((parts) => parts[row] ?? 0));
        assert.ok(shown !== '-' || possibleValues.size > 1 || [...possibleValues].every((value) => value >= 5), key);
      }
  });

  it('would be read back without the second step: of 12 with 9 shown, the 3 left out is certain', () => {
    const rows = table([[9], [3], [0]], 'stands apart');
    const primaryOnly = rows.map((cells) => cells.map(({ value }) => (value < 5n ? null : value)));
    assert.deepEqual(possible(primaryOnly, false, 13n).get('1 0'), new Set([0n, 1n, 2n, 3n]));
    const shown = shownCounts({ rows, across: 'stands apart' });
    assert.deepEqual(print(rows, shown), [[null], [null], [null], [12n]]);
  });
});

describe('a published column of dollars', () => {
  const LEAST = 1_000_000n;
  const amount = fc.record({
    value: fc.bigInt({ min: 0n, max: 400_000_000n }),
    basis: fc.integer({ min: 0, max: 9 }),
  });

  it('keeps an amount on fewer than five between nothing and twice itself, and any other within 10,000 dollars or more', () => {
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 12 }), (drawn) => {
        const parts = drawn.map((cell) => [cell.basis === 0 ? { value: 0n, basis: 0 } : cell]);
        const rows = [...parts, columnSums(parts)];
        const counts = rows.map((cells) => cells.map((cell) => cell.basis >= LEAST_COUNT));
        const shown = shownAmounts({ rows, across: 'stands apart' }, counts);
        const bounds = narrowed(print(rows, shown), false);
        for (const [index, [low, high]] of bounds.entries()) {
          const { value, basis } = rows[index]?.[0] ?? { value: 0n, basis: 0 };
          if (shown[index]?.[0] === true) assert.ok(basis >= LEAST_COUNT);
          else if (basis < LEAST_COUNT)
            assert.ok(low === 0n && (high === null || (high >= 2n * value && high >= LEAST)));
          else assert.ok(high === null || high - low >= LEAST);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('leaves out one more where a single one moves by a cent less than 10,000 dollars', () => {
    const shownBeside = (value: bigint) => {
      const parts = [
        { value: 0n, basis: 0 },
        { value, basis: 5 },
        { value: 5_000_000n, basis: 5 },
      ].map((one) => [one]);
      const rows = [...parts, columnSums(parts)];
      const counts = rows.map(([one]) => [(one?.basis ?? 0) >= LEAST_COUNT]);
      return shownAmounts({ rows, across: 'stands apart' }, counts).map(([is]) => is);
    };
    assert.deepEqual(shownBeside(LEAST), [false, false, true, true]);
    assert.deepEqual(shownBeside(LEAST - 1n), [false, false, false, true]);
  });

  it('shows no amount whose count is left out', () => {
    const rows = [[cell(9)], [cell(8)], [cell(17)]];
    const shown = shownAmounts({ rows, across: 'stands apart' }, [[false], [true], [true]]);
    assert.equal(shown[0]?.[0], false);
  });
});
