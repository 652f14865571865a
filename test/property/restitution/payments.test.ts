import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../../../src/core/index.ts';
import { worksheetOf } from '../../../src/restitution/index.ts';
import { reference } from '../../in-memory.ts';
import { type Fields, file, victim, worksheet } from '../../unit/restitution/files.ts';

const RUNS = process.env.REDRESS_LONG === '1' ? 10_000 : 500;

const IDS = ['V-1', 'V-2', 'V-3', 'V-10'];
const KINDS = ['defendant', 'transfer_1594f', 'remission', 'civil', 'insurer'];

const text = (units: number) => `${Math.floor(units / 100)}.${String(units % 100).padStart(2, '0')}`;
const least = (a: bigint, b: bigint) => [a, b].sort((x, y) => (x < y ? -1 : 1))[0] ?? a;
const cents = (amount: string) => BigInt(amount.replace('.', ''));
const sum = (amounts: readonly string[]) => amounts.reduce((total, amount) => total + cents(amount), 0n);

const amount = fc.integer({ min: 0, max: 30_000 }).map(text);
const someone = fc.constantFrom(...IDS);

/** Four victims with two losses and a gross value each. */
const victims = fc.array(fc.tuple(amount, amount, amount), { minLength: 4, maxLength: 4 }).map((rows) =>
  rows.map(([first, second, grossValue], index) =>
    victim({
      id: IDS[index],
      grossValue,
      losses: [
        { lossId: 'L1', category: 'A', amount: first },
        { lossId: 'L2', category: 'D', amount: second, sameHoursAsLabour: true },
      ],
    }),
  ),
);

const payment = fc.record({
  kind: fc.constantFrom(...KINDS),
  payer: fc.constantFrom('D1', 'D2', null),
  victim: fc.option(someone, { nil: null }),
  lossIds: fc.subarray(['L1', 'L2', 'GROSS']),
  amount,
  at: fc.constantFrom('2020-01-01', '2020-01-02', '2020-01-02T10:00:00Z', '2021-05-05'),
});
const payments = fc
  .array(payment, { maxLength: 12 })
  .map((rows) => rows.map((row, index): Fields => ({ id: `p${index}`, ...row })));

const share = fc.record({ D1: amount, D2: amount });
const orders = fc.oneof(
  fc.constant([]),
  share.map((defendants) => [{ mode: 'joint_and_several', defendants }]),
  fc.tuple(share, share).map(([a, b]) => [
    { mode: 'apportioned', victim: 'V-1', defendants: a },
    { mode: 'apportioned', victim: 'V-3', defendants: b },
  ]),
);

describe('R14: under any payments and orders', () => {
  it('no victim receives more than they are owed, and every cent is applied once or refused', (t) => {
    fc.assert(
      fc.property(victims, payments, orders, (people, paid, ordered) => {
        const sheet = worksheet(people, { payments: paid, orders: ordered });
        for (const { total, received, balanceVictim, balanceAttorneyGeneral } of sheet.victims) {
          assert.ok(cents(received) <= cents(total));
          assert.equal(cents(received) + cents(balanceVictim), cents(total));
          assert.ok(cents(balanceAttorneyGeneral) >= 0n);
        }
        // What came in is what victims hold, what was refused, and what went back to the Attorney General.
        const transferred = sum(paid.filter(({ kind }) => kind === 'transfer_1594f').map((row) => String(row.amount)));
        const isTransfer = new Set(paid.filter(({ kind }) => kind === 'transfer_1594f').map(({ id }) => id));
        const refusedTransfers = sum(
          sheet.refused.filter((row) => isTransfer.has(row.payment)).map((row) => row.amount),
        );
        const owedBack = sum(sheet.victims.map((one) => one.balanceAttorneyGeneral));
        const givenBack = transferred - refusedTransfers - owedBack;
        const held = sum(sheet.victims.map((one) => one.received)) + sum(sheet.refused.map((row) => row.amount));
        assert.equal(held + givenBack, sum(paid.map((row) => String(row.amount))));
      }),
      { numRuns: RUNS },
    );
    t.diagnostic(`R14: ${RUNS} drawn ledgers, 0 victims above what they are owed, 0 cents lost`);
  });

  it('no defendant pays victims more than the order says', () => {
    fc.assert(
      fc.property(victims, payments, share, (people, paid, defendants) => {
        const byDefendants = paid.filter(({ kind }) => kind === 'defendant');
        const sheet = worksheet(people, { payments: byDefendants, orders: [{ mode: 'apportioned', defendants }] });
        const refused = new Map(sheet.refused.map((row) => [row.payment, cents(row.amount)]));
        for (const name of ['D1', 'D2'] as const) {
          const own = byDefendants.filter(({ payer }) => payer === name);
          const applied = own.reduce(
            (total, row) => total + cents(String(row.amount)) - (refused.get(String(row.id)) ?? 0n),
            0n,
          );
          assert.ok(applied <= cents(defendants[name]));
          assert.equal(cents(sheet.orders?.[0]?.defendants[name]?.paid ?? '0.00'), applied);
        }
      }),
      { numRuns: RUNS },
    );
  });
});

describe('money split over victims', () => {
  it('adds up exactly to the smaller of what is available and what is owed, and gives nobody more than that', () => {
    fc.assert(
      fc.property(victims, payments, amount, (people, paid, available) => {
        const sheet = worksheet(people, { payments: paid, available });
        const owed = sum(sheet.victims.map((one) => one.balanceVictim));
        const most = least(cents(available), owed);
        assert.equal(sum(sheet.allocation.map((row) => row.amount)), most);
        for (const [index, row] of sheet.allocation.entries()) {
          const balance = cents(sheet.victims[index]?.balanceVictim ?? '0.00');
          assert.ok(cents(row.amount) <= balance);
          // Never a whole cent away from the exact share.
          if (owed > 0n) {
            const exact = most * balance;
            const distance = cents(row.amount) * owed - exact;
            assert.ok(distance < owed && distance > -owed);
          }
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('does not depend on the order of victims in the file', () => {
    fc.assert(
      fc.property(victims, payments, amount, fc.boolean(), (people, paid, available, reversed) => {
        const turned = reversed ? people.toReversed() : [...people.slice(2), ...people.slice(0, 2)];
        const of = (list: readonly Fields[]) =>
          JSON.stringify(unwrap(worksheetOf(file(list, { payments: paid, available }), reference)));
        assert.equal(of(turned), of(people));
      }),
      { numRuns: RUNS },
    );
  });
});

describe('a pool under any rule', () => {
  it('gives out all that is recovered or all that was lost, and nobody more than their loss', () => {
    const stake = fc.tuple(amount, amount);
    const rule = fc.constantFrom('rising-tide', 'net-loss', 'pro-rata');
    fc.assert(
      fc.property(fc.array(stake, { minLength: 1, maxLength: 6 }), amount, rule, (stakes, recovered, chosen) => {
        const named = (index: 0 | 1) => Object.fromEntries(stakes.map((row, at) => [`I${at}`, row[index]]));
        const { pool } = worksheet([], {
          pool: { rule: chosen, invested: named(0), withdrawn: named(1), recovered },
        });
        const losses = stakes.map(([put, back]) => (cents(put) > cents(back) ? cents(put) - cents(back) : 0n));
        const lost = losses.reduce((total, loss) => total + loss, 0n);
        const paid = stakes.map((_, at) => cents(pool?.paid[`I${at}`] ?? '-1.00'));
        const given = least(cents(recovered), lost);
        assert.equal(
          paid.reduce((total, part) => total + part, 0n),
          given,
        );
        for (const [at, part] of paid.entries()) assert.ok(part >= 0n && part <= (losses[at] ?? 0n), chosen);
      }),
      { numRuns: RUNS },
    );
  });
});
