import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { dayNumber, type LeadId, microsOfDate } from '../../../src/core/index.ts';
import type { Decision, Outcome } from '../../../src/facts/index.ts';
import { draftLead, type Lead } from '../../../src/leads/index.ts';
import type { DeskState } from '../../../src/reports/desk/types.ts';
import { deskState } from '../../../src/reports/index.ts';
import { reference } from '../../in-memory.ts';
import { makeScene, type Scene } from '../leads/scene.ts';
import { outcome } from './desk.ts';

const submit = (lead: string, on: string): Decision => ({
  kind: 'lead-transition',
  lead,
  act: 'submit',
  reason: 'ready',
  actor: 'ann',
  keyId: 'k',
  signature: 's',
  ordinal: 1,
  atMicros: microsOfDate(on as never),
  classes: ['PROCESS_OBTAINED'],
});

describe('what the district desk knows of a Run', () => {
  let scene: Scene;
  let lead: Lead;
  before(async () => {
    scene = await makeScene();
    lead = draftLead(scene);
  });
  const desk = (outcomes: readonly Outcome[], decisions: readonly Decision[] = []): DeskState =>
    deskState({
      leads: [lead],
      facts: { ...scene.facts, outcomes, decisions },
      resolution: scene.resolution,
      reference,
      asOf: scene.asOf,
    });
  const assetOf = (state: DeskState, id: string) => {
    const found = state.assets.find((item) => item.id === id);
    if (found === undefined) throw new TypeError(`there is no asset ${id}`);
    return found;
  };
  const entry = (number: string) => {
    const found = lead.assets.find(({ account }) => account === scene.account(number));
    if (found === undefined) throw new TypeError(`there is no account ${number}`);
    return found;
  };

  it('counts what can be reached, and no account of a possible victim', () => {
    const state = desk([]);
    const reachable = lead.assets.filter(({ route }) => route.choice !== 'none').map(({ id }) => id);
    assert.deepEqual(
      state.assets.map(({ id }) => id),
      reachable.toSorted(),
    );
    assert.ok(!state.assets.some(({ id }) => id === entry('300').id));
    assert.equal(assetOf(state, entry('200').id).amount, '2360.00');
    assert.equal(assetOf(state, entry('200').id).claimedOn, '2024-02-02');
  });

  it('takes an outcome that names the account for one about its asset, with the district of the lead', () => {
    const account = entry('200');
    const state = desk([outcome('restraint', { asset: scene.account('200'), at: '2024-04-02', amount: '2000.00' })]);
    const held = assetOf(state, account.id);
    assert.deepEqual(held.steps, [{ state: 'restrained', on: '2024-04-02', amount: '2000.00' }]);
    assert.deepEqual(held.districts, ['mad']);
    assert.equal(state.assets.filter(({ steps }) => steps.length > 0).length, 1);
  });

  it('dates the lead by its first submission, also of an older Run that an outcome names', () => {
    const older = 'led_0123456789abcdef0123456789abcdef' as LeadId;
    const outcomes = [outcome('tro', { asset: entry('200').id, lead: older, at: '2024-04-20' })];
    const decisions = [submit(lead.id, '2024-04-18'), submit(older, '2024-04-05'), submit(older, '2024-04-09')];
    const held = assetOf(desk(outcomes, decisions), entry('200').id);
    assert.equal(held.leadOn, '2024-04-05');
    assert.equal(dayNumber('2024-04-20' as never) - dayNumber(held.leadOn as never), 15);
  });

  it('counts the larger of possible victims and stated ones, who may be the same people: three and two are not five', () => {
    const sums = { losses: '0.00', gross: '0.00', flsa: '0.00', flsaLiquidated: '0.00', labourLimb: '0.00' };
    const figures = (total: string) => ({ ...sums, total, missing: [], records: [] });
    const told = (number: number, total: string) => ({ number: `VF-${number}`, facts: [], figures: figures(total) });
    const possible = (number: number, total: string) => ({
      ...{ victim: `V-${number}`, returnedWages: [], figures: figures(total) },
    });
    const requested = (victims: Lead['restitution']['victims'], stated: Lead['restitution']['stated']) => {
      const one: Lead = { ...lead, restitution: { ...lead.restitution, victims, stated } };
      const { facts, resolution, asOf } = scene;
      return deskState({ leads: [one], facts, resolution, reference, asOf }).leads[0]?.requested;
    };
    const two = [told(1, '900.00'), told(2, '50.00'), told(3, '0.00')];
    assert.deepEqual(
      requested(
        [1, 2, 3].map((n) => possible(n, '10.00')),
        two,
      )?.map(({ victim }) => victim),
      ['V-1', 'V-2', 'V-3'],
    );
    assert.deepEqual(requested([possible(1, '10.00'), possible(2, '10.00')], two), [
      { victim: 'VF-1', amount: '900.00' },
      { victim: 'VF-2', amount: '50.00' },
    ]);
  });

  it('sees what happened on its last day', () => {
    const state = desk([outcome('forfeiture', { asset: entry('200').id, at: scene.asOf })]);
    assert.equal(assetOf(state, entry('200').id).steps.length, 1);
  });

  it('does not see what happened after its last day', () => {
    const state = desk([outcome('forfeiture', { asset: entry('200').id, at: '2024-05-01' })]);
    assert.deepEqual(assetOf(state, entry('200').id).steps, []);
  });

  it('places an order by the court that its paper names, else by the assets that its lead is named with', () => {
    const older = 'led_0123456789abcdef0123456789abcdef';
    const money = { lead: older, amount: '100.00', at: '2024-04-01' };
    const state = desk([
      outcome('restraint', { asset: entry('200').id, lead: older, at: '2024-03-20' }),
      outcome('order', { ...money, victim: 'V-4k7q2m9x' }),
      outcome('order', { ...money, victim: 'V-5k7q2m9x', authority: 'U.S. District Court, S.D.N.Y.' }),
      outcome('order', { ...money, lead: null, victim: 'V-6k7q2m9x', authority: 'by the court' }),
      outcome('payment', { ...money, victim: 'V-4k7q2m9x', amount: '40.00' }),
    ]);
    assert.deepEqual(
      state.payees.map(({ payee, home, receipts }) => [payee, home, receipts.length]),
      [
        ['V-4k7q2m9x', { kind: 'district', code: 'mad' }, 1],
        ['V-5k7q2m9x', { kind: 'district', code: 'nysd' }, 0],
        ['V-6k7q2m9x', { kind: 'unknown' }, 0],
      ],
    );
  });
});
