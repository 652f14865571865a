import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { addDays } from '../../../src/core/index.ts';
import type { Worksheet } from '../../../src/restitution/index.ts';
import { sharedData } from '../../shared-data.ts';
import { type Fields, only, owed, victim, week, worksheet } from '../../unit/restitution/files.ts';

type Vector = Readonly<Record<string, unknown>> & { readonly id: string };
type Group = 'flsa_week' | 'flsa_span' | 'greater_of' | 'pro_rata' | 'joint_and_several' | 'waterfall' | 'interest';

/** The vectors of one group of legal_test_vectors.json, or a test that says that it was not run. */
function vectors(t: TestContext, group: Group): readonly Vector[] {
  const folder = sharedData('reference');
  if (folder === null) {
    t.skip('NOT RUN: shared data absent');
    return [];
  }
  const groups = JSON.parse(readFileSync(join(folder, 'legal_test_vectors.json'), 'utf8')) as Record<Group, Vector[]>;
  t.diagnostic(`R1: ${groups[group].length} vectors ${group}`);
  return groups[group];
}

/** The figures of a vector that a result has too, under the names that the worksheet gives them. */
function agree(
  vector: Vector,
  found: Readonly<Record<string, unknown>>,
  names: Readonly<Record<string, string>>,
): void {
  for (const [theirs, ours] of Object.entries(names))
    if (vector[theirs] !== undefined) assert.equal(found[ours], vector[theirs], `${vector.id} ${theirs}`);
}

const amounts = (map: unknown): [string, string][] => Object.entries(map as Record<string, string>);
const exempt = (vector: Vector): string | null => (vector.exempt_overtime === true ? '213(b)(21)' : null);

describe('R1: the legal test vectors', () => {
  it('flsa_week: W1 to W9, to the cent', (t) => {
    const found = vectors(t, 'flsa_week');
    for (const vector of found) {
      const hours = (vector.hours_by_day as number[]).map(String);
      const lodging = vector.claimed_lodging_deduction;
      const credits = lodging === undefined ? [] : [{ kind: 'lodging', amount: lodging, reason: '' }];
      const stated = week(String(vector.week_start), hours, {
        paid: vector.paid ?? '0.00',
        credits,
        overtimeExempt: exempt(vector),
      });
      const result = only(worksheet([victim({ labour: { weeks: [stated] } })]));
      const [line = {}] = result.weeks;
      agree(vector, line, {
        straight: 'straight',
        overtime_premium: 'premium',
        regular_rate: 'regularRate',
        due: 'due',
        unpaid: 'unpaid',
        lodging_credit_allowed: 'credited',
      });
      agree(vector, result, { unpaid: 'flsa', liquidated: 'flsaLiquidated' });
    }
    assert.ok(found.length === 9 || sharedData('reference') === null);
  });

  it('flsa_span: S1 and S2, with the liquidated amount counted in the Fourth Circuit', (t) => {
    for (const vector of vectors(t, 'flsa_span')) {
      const span = {
        from: vector.from,
        to: vector.to,
        hoursPerDay: String(vector.hours_per_day),
        daysPerWeek: vector.days_per_week ?? 7,
        overtimeExempt: exempt(vector),
      };
      const result = only(worksheet([victim({ labour: { spans: [span] } })], { circuit: '4' }));
      assert.equal(result.weeks.length, vector.weeks, vector.id);
      agree(vector, result, { due: 'flsa', liquidated: 'flsaLiquidated', total: 'labourLimb' });
      const hours = result.weeks.reduce((sum, line) => sum + Number(line.hours), 0);
      if (vector.hours !== undefined) assert.equal(String(hours), vector.hours);
    }
  });

  it('greater_of: G1, G2 and G3', (t) => {
    for (const vector of vectors(t, 'greater_of')) {
      const losses = amounts(vector.section_2259_losses).map(([name, amount]) => ({
        category: name.startsWith('lost_income') ? 'D' : 'A',
        amount,
        projected: name.startsWith('future'),
        lossId: name,
        sameHoursAsLabour: name.endsWith('same_hours'),
      }));
      // A week paid nothing at the minimum wage gives any sum in whole cents: the FLSA value of the vector as weeks.
      const result = only(
        worksheet([victim({ losses, grossValue: vector.gross_income_or_value, labour: flsaWorth(vector.flsa_value) })]),
      );
      agree(vector, result, {
        gross_income_or_value: 'gross',
        flsa_value: 'flsa',
        labour_limb: 'labourLimb',
        restitution: 'total',
      });
    }
  });

  it('pro_rata: P1, P2 and P3', (t) => {
    for (const vector of vectors(t, 'pro_rata')) {
      const claims = amounts(vector.claims).map(([id, amount]) => owed(id, amount));
      const { allocation } = worksheet(claims.toReversed(), { available: vector.available });
      assert.deepEqual(
        allocation,
        amounts(vector.paid).map(([id, amount]) => ({ victim: id, amount })),
        vector.id,
      );
    }
  });

  it('joint_and_several: J1, J2 and J3', (t) => {
    const byId = new Map(vectors(t, 'joint_and_several').map((vector) => [vector.id, vector]));
    const [j1, j2, j3] = [byId.get('J1'), byId.get('J2'), byId.get('J3')];
    if (j1 === undefined || j2 === undefined || j3 === undefined) return;

    const both = { D1: '100000.00', D2: '100000.00' };
    const first = j1Sheet(j1, [], both);
    assert.equal(only(first).balanceVictim, j1.outstanding);
    assert.equal(first.orders?.[0]?.defendants.D1?.outstanding, j1.outstanding);
    const next = { id: 'next', kind: 'defendant', payer: 'D1', amount: j1.next_payment, at: '2020-06-01' };
    const last = j1Sheet(j1, [next], both);
    assert.equal(only(last).balanceVictim, '0.00');
    assert.equal(Number(j1.next_payment) - Number(j1.applied), Number(j1.refused_excess));
    assert.deepEqual(
      last.refused.map(({ payment, amount }) => [payment, amount]),
      [['next', j1.refused_excess]],
    );

    const apart = worksheet([owed('V-1', String(j2.order))], {
      orders: [{ mode: 'apportioned', defendants: j2.shares }],
      payments: defendantPayments(j2),
    });
    assert.equal(only(apart).received, j2.applied_to_D1);
    assert.deepEqual(apart.refused, [{ payment: 'p0', amount: j2.excess, why: 'it exceeds what D1 is liable for' }]);
    assert.equal(apart.orders?.[0]?.defendants.D2?.outstanding, j2.outstanding_D2);

    const transfer = { id: 't', kind: 'transfer_1594f', payer: 'D1', amount: j3.transfer_1594f, at: '2020-01-01' };
    const moved = only(worksheet([owed('V-1', String(j3.order))], { payments: [transfer] }));
    assert.equal(moved.balanceVictim, j3.victim_balance);
    assert.equal(moved.balanceVictim, j3.defendant_owes_victim);
    assert.equal(moved.balanceAttorneyGeneral, j3.defendant_owes_attorney_general);
  });

  it('waterfall: F1 and F2', (t) => {
    const names = {
      assessment_3013: 'assessments',
      private_victims: 'victims',
      united_states_as_victim: 'unitedStates',
      insurer: 'insurer',
      fine: 'fine',
      jvta_3014: 'jvta',
    };
    for (const vector of vectors(t, 'waterfall')) {
      const receipts = {
        received: vector.received,
        assessments: vector.assessment_3013,
        insurer: vector.insurer_that_paid_victim ?? '0.00',
        unitedStates: vector.united_states_as_victim ?? '0.00',
        fine: vector.fine ?? '0.00',
        jvta: vector.jvta_3014 ?? '0.00',
      };
      const sheet = worksheet([owed('V-1', String(vector.private_victims))], { receipts });
      agree({ ...(vector.paid as Fields), id: vector.id }, sheet.receipts?.paid ?? {}, names);
      assert.equal(sheet.allocation[0]?.amount, sheet.receipts?.paid.victims);
    }
  });

  it('interest: I1 and I2', (t) => {
    for (const vector of vectors(t, 'interest')) {
      const interest = { rate: vector.annual_rate, from: '2024-01-01', to: '2024-01-31', basis: vector.basis ?? 365 };
      const sheet = worksheet([owed('V-1', String(vector.principal))], { interest });
      agree(vector, sheet.interest ?? {}, { principal: 'principal', days: 'days', simple_interest: 'interest' });
    }
  });
});

function defendantPayments(vector: Vector): Fields[] {
  return (vector.payments as [string, string][]).map(([payer, amount], index) => ({
    id: `p${index}`,
    kind: 'defendant',
    payer,
    victim: 'V-1',
    lossIds: [],
    amount,
    at: '2020-01-01',
  }));
}

function j1Sheet(vector: Vector, more: readonly Fields[], defendants: Fields): Worksheet {
  const amount = vector.civil_recovery_same_loss;
  const civil = { id: 'c', kind: 'civil', payer: 'D2', victim: 'V-1', lossIds: ['L1'], amount, at: '2020-03-01' };
  return worksheet([owed('V-1', String(vector.order))], {
    orders: [{ mode: vector.mode, defendants }],
    payments: [...defendantPayments(vector), civil, ...more],
  });
}

/** Unpaid weeks of 2012, each of 40 hours at 7.25 = 290.00, the last less what was paid: worth exactly this much. */
function flsaWorth(value: unknown): Fields {
  const cents = BigInt(String(value).replace('.', ''));
  const full = cents / 29_000n;
  const rest = cents % 29_000n;
  const day = ['0', '8', '8', '8', '8', '8', '0'];
  const start = (index: number) => addDays('2012-01-01', 7 * index);
  const money = (units: bigint) => `${units / 100n}.${String(units % 100n).padStart(2, '0')}`;
  const weeks = Array.from({ length: Number(full) }, (_, index) => week(start(index), day));
  return { weeks: [...weeks, week(start(Number(full)), day, { paid: money(29_000n - rest) })] };
}
