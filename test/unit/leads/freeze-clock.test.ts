import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DateText, RecordId } from '../../../src/core/index.ts';
import type { Outcome, OutcomeType } from '../../../src/facts/index.ts';
import { velocities } from '../../../src/leads/freeze/outflow.ts';
import { type AssetEntry, draftLead } from '../../../src/leads/index.ts';
import { makeScene, type Scene } from './scene.ts';

const HEAD =
  'transfer_id,posted_at,from_institution,from_account,from_name,to_institution,to_account,to_name,amount,currency,method,place,conductor,memo\n';
const WAGES = `t1,2024-02-01,021000021,100,Harbor Works LLC,021000021,300,Rosa Lima,900.00,USD,ach,,,payroll
t2,2024-02-02,021000021,300,Rosa Lima,021000021,200,Paul Stone,700.00,USD,p2p,"Boston, MA",,
t3,2024-03-01,021000021,100,Harbor Works LLC,021000021,400,Omar Diaz,900.00,USD,ach,,,payroll
t4,2024-03-02,021000021,400,Omar Diaz,021000021,200,Paul Stone,660.00,USD,p2p,"Boston, MA",,
`;

function stoneAccount(scene: Scene): AssetEntry {
  const found = draftLead(scene).assets.find(({ identifiers }) => identifiers.number === '200');
  assert.ok(found);
  return found;
}

function clockOf(scene: Scene) {
  const { freeze } = stoneAccount(scene);
  assert.ok(freeze);
  return freeze;
}

async function sceneWith(rows: string): Promise<Scene> {
  return makeScene({ 'transfers.csv': HEAD + WAGES + rows });
}

function withOutcome(scene: Scene, outcomeType: OutcomeType, at: string): Scene {
  const { id } = stoneAccount(scene);
  const outcome: Outcome = {
    kind: 'outcome',
    id: `outcome ${outcomeType}`,
    record: `rec_${'0'.repeat(32)}` as RecordId,
    reference: `O-${outcomeType}`,
    outcomeType,
    lead: null,
    asset: id,
    victim: null,
    amount: null,
    at,
    authority: 'D. Mass.',
    document: 'order 1',
  };
  return { ...scene, facts: { ...scene.facts, outcomes: [...scene.facts.outcomes, outcome] } };
}

describe('hours since the last inflow', () => {
  it('are an interval, because a record and a Run know only days', async () => {
    const clock = clockOf(await sceneWith('t5,2024-04-29,,,,021000021,200,Paul Stone,50.00,USD,cash,,,\n'));
    assert.deepEqual([clock.lastInflow?.date, clock.lastInflow?.hoursSince], ['2024-04-29', [0, 48]]);
  });

  it('are narrower by a day when the record knows the instant', async () => {
    const clock = clockOf(await sceneWith('t5,2024-04-29T18:00:00Z,,,,021000021,200,Paul Stone,50.00,USD,cash,,,\n'));
    assert.deepEqual(clock.lastInflow?.hoursSince, [6, 30]);
  });
});

describe('the velocity of outflows', () => {
  it('is money a day over 7 and 30 days, and the days that the stated balance lasts', async () => {
    const clock = clockOf(
      await sceneWith(
        't5,2024-04-10,021000021,200,Paul Stone,,,Bright Motors,100.00,USD,check,,,\nt6,2024-04-25,021000021,200,Paul Stone,,,Bright Motors,200.00,USD,check,,,\n',
      ),
    );
    assert.deepEqual(
      clock.velocity.map(({ days, outflow, perDay, daysToEmpty }) => [days, outflow, perDay, daysToEmpty]),
      [
        [7, '200.00', '28.57', '82.6'],
        [30, '300.00', '10.00', '236.0'],
      ],
    );
    assert.ok(clock.velocity.every(({ records }) => records.length > 0));
  });

  it('counts seven days with the as-of date as the last, and rounds a day half up', async () => {
    const paid = (day: string) =>
      `t${day},2024-04-${day},021000021,200,Paul Stone,,,Bright Motors,100.00,USD,check,,,\n`;
    const clock = clockOf(await sceneWith(paid('23') + paid('24')));
    assert.deepEqual(
      clock.velocity.map(({ outflow, perDay }) => [outflow, perDay]),
      [
        ['100.00', '14.29'],
        ['200.00', '6.67'],
      ],
    );
  });

  it('lets no overdrawn balance last any days', async () => {
    const [paid] = (await sceneWith('')).resolution.transfers;
    assert.ok(paid);
    const days = (units: bigint) =>
      velocities([paid], { units, scale: 2, currency: 'USD' }, { asOf: paid.at.date, currency: 'USD' })[0]?.daysToEmpty;
    assert.deepEqual([days(-100n), days(0n), days(90_000n)], [null, '0.0', '7.0']);
  });

  it('knows no days to empty without a stated balance or without an outflow', async () => {
    const clock = clockOf(await sceneWith(''));
    assert.deepEqual(
      clock.velocity.map(({ outflow, daysToEmpty, records }) => [outflow, daysToEmpty, records]),
      [
        ['0.00', null, []],
        ['0.00', null, []],
      ],
    );
  });
});

describe('cash-out points', () => {
  it('are cash, crypto, prepaid cards and institutions abroad, each with its last day', async () => {
    const clock = clockOf(
      await sceneWith(
        't5,2024-04-10,021000021,200,Paul Stone,,,,400.00,USD,cash,,,\nt6,2024-04-12,021000021,200,Paul Stone,,,,300.00,USD,cash,,,\nt7,2024-04-15,021000021,200,Paul Stone,DEUTDEFF,9001,Nordhaus GmbH,500.00,USD,wire,,,\n',
      ),
    );
    assert.deepEqual(
      clock.cashOuts.map(({ point, count, total, lastDate }) => [point, count, total, lastDate]),
      [
        ['cash', 2, '700.00', '2024-04-12'],
        ['foreign institution', 1, '500.00', '2024-04-15'],
      ],
    );
  });
});

describe('the 72 hours in which a wire may be recalled', () => {
  const wire = (at: string) => `t5,${at},021000021,200,Paul Stone,011000015,900,Someone,2000.00,USD,wire,,,\n`;

  it('run from the instant of the wire, and count only what of it is claimed', async () => {
    const [recall] = clockOf(await sceneWith(wire('2024-04-29T12:00:00Z'))).recalls;
    assert.deepEqual(
      [recall?.amount, recall?.claimed, recall?.expires, recall?.state],
      ['2000.00', '1000.00', ['2024-05-02T12:00:00Z', '2024-05-02T12:00:00Z'], 'open'],
    );
  });

  it('end within a day of each other when only the date is known, so that they may be over', async () => {
    const [recall] = clockOf(await sceneWith(wire('2024-04-27'))).recalls;
    assert.deepEqual(
      [recall?.expires, recall?.state],
      [['2024-04-30T00:00:00Z', '2024-05-01T00:00:00Z'], 'may be open'],
    );
  });

  it('are open as long as the whole of the as-of date lies within them', async () => {
    const [recall] = clockOf(await sceneWith(wire('2024-04-28'))).recalls;
    assert.deepEqual([recall?.expires[0], recall?.state], ['2024-05-01T00:00:00Z', 'open']);
  });

  it('list the latest 20 wires and count the older ones', async () => {
    const small = Array.from(
      { length: 20 },
      (_, at) => `w${at},2024-04-${at + 10},021000021,200,Paul Stone,011000015,900,Someone,1.00,USD,wire,,,\n`,
    );
    const { recalls, recallsLeftOut } = clockOf(await sceneWith(wire('2024-04-05') + small.join('')));
    assert.deepEqual([recalls.length, recalls[0]?.date, recallsLeftOut], [20, '2024-04-29', 1]);
  });

  it('are over on the fourth day after', async () => {
    const [recall] = clockOf(await sceneWith(wire('2024-04-26'))).recalls;
    assert.equal(recall?.state, 'closed');
  });

  it('are not asked for a wire of own money alone', async () => {
    const small = 't5,2024-04-29,021000021,200,Paul Stone,011000015,900,Someone,900.00,USD,wire,,,\n';
    assert.deepEqual(clockOf(await sceneWith(small)).recalls, []);
  });
});

describe('holds that outcomes state', () => {
  it('R9: of an ex parte order end after 14 days, of a restraint after 90, unless extended', async () => {
    const scene = await sceneWith('');
    const tro = clockOf(withOutcome(scene, 'tro', '2024-04-20')).holds;
    assert.deepEqual(
      tro.map(({ type, clock, due, state }) => [type, clock, due, state]),
      [['tro', 'criminal_tro_ex_parte', '2024-05-04', 'ends within 7 days']],
    );
    const restraint = clockOf(withOutcome(scene, 'restraint', '2024-01-15')).holds;
    assert.deepEqual(
      restraint.map(({ due, state }) => [due, state]),
      [['2024-04-14', 'ended unless extended']],
    );
  });

  it('R9: are told of seven days before they end, and stand on their last day', async () => {
    const scene = await sceneWith('');
    const state = (at: string) => clockOf(withOutcome(scene, 'tro', at)).holds.map((hold) => [hold.due, hold.state])[0];
    assert.deepEqual(state('2024-04-24'), ['2024-05-08', 'standing']);
    assert.deepEqual(state('2024-04-23'), ['2024-05-07', 'ends within 7 days']);
    assert.deepEqual(state('2024-04-16'), ['2024-04-30', 'ends within 7 days']);
    assert.deepEqual(state('2024-04-15'), ['2024-04-29', 'ended unless extended']);
  });

  it('R9: start the clock of the asset, so that its day is known: 60 days of notice after a seizure', async () => {
    const { route } = stoneAccount(withOutcome(await sceneWith(''), 'seizure', '2024-04-28'));
    const notice = route.clocks.find(({ id }) => id === 'admin_notice');
    assert.deepEqual([notice?.due, notice?.dueIfStartedAsOf], ['2024-06-27', null]);
  });

  it('dated after the as-of date are not yet there', async () => {
    assert.deepEqual(clockOf(withOutcome(await sceneWith(''), 'restraint', '2024-05-02')).holds, []);
  });
});

describe('alerts', () => {
  const gone = 't5,2024-04-25,021000021,200,Paul Stone,,,,300.00,USD,cash,,,\n';

  it('say that value left a frozen perimeter, citing the movement and the outcome', async () => {
    const { alerts } = clockOf(withOutcome(await sceneWith(gone), 'restraint', '2024-04-20'));
    assert.deepEqual(
      alerts.map(({ code, text }) => [code, text]),
      [
        [
          'LEFT_PERIMETER',
          '300.00 USD left the account on 2024-04-25, after the restraint of 2024-04-20; an order may allow payments, and a seizure is itself a debit',
        ],
      ],
    );
    assert.equal(alerts[0]?.records.length, 2);
  });

  it('leave the order open when both fell on one day', async () => {
    const { alerts } = clockOf(withOutcome(await sceneWith(gone), 'restraint', '2024-04-25'));
    assert.match(alerts[0]?.text ?? '', /in an order that no record tells, the restraint of 2024-04-25/);
  });

  it('say that the same amount came back one hop outside, at an account of the same owner', async () => {
    const accounts = `institution,account,holder_name,holder_kind,holder_id_type,holder_id,role,opened_on,closed_on,address,phone,email,naics,occupation
021000021,100,Harbor Works LLC,organisation,ein,912345671,owner,2020-01-02,,"12 Dock Street, Boston, MA 02110",,,561320,
021000021,200,Paul Stone,person,ssn,512345671,owner,2020-01-02,,"9 Elm Road, Durham, NC 27701",,,,manager
011000015,201,Paul Stone,person,ssn,512345671,owner,2024-04-21,,"9 Elm Road, Durham, NC 27701",,,,manager
021000021,300,Rosa Lima,person,ssn,512345672,owner,2023-05-02,,"4 Pine Lane, Boston, MA 02110",6175550101,,,
021000021,400,Omar Diaz,person,ssn,512345673,owner,2023-05-02,,"6 Oak Lane, Boston, MA 02110",,,,
`;
    const back = `${gone}t6,2024-04-27,,,,011000015,201,Paul Stone,300.00,USD,cash,,,\nt7,2024-05-20,,,,011000015,201,Paul Stone,300.00,USD,cash,,,\n`;
    const scene = await makeScene({ 'accounts.csv': accounts, 'transfers.csv': HEAD + WAGES + back });
    const { alerts, sentences } = clockOf(withOutcome(scene, 'restraint', '2024-04-20'));
    assert.deepEqual(
      alerts.map(({ code }) => code),
      ['LEFT_PERIMETER', 'REAPPEARED'],
    );
    assert.match(
      alerts[1]?.text ?? '',
      /^the same amount, 300\.00 USD, came in on 2024-04-27 at account 201 at 011000015/,
    );
    assert.deepEqual(
      sentences.slice(0, 2).map(({ text }) => text),
      alerts.map(({ text }) => text),
    );
  });

  it('look five days back for the same amount, and no further', async () => {
    const accounts = `institution,account,holder_name,holder_kind,holder_id_type,holder_id,role,opened_on,closed_on,address,phone,email,naics,occupation
021000021,200,Paul Stone,person,ssn,512345671,owner,2020-01-02,,,,,,manager
011000015,201,Paul Stone,person,ssn,512345671,owner,2020-01-02,,,,,,manager
021000021,300,Rosa Lima,person,ssn,512345672,owner,2023-05-02,,,,,,
021000021,400,Omar Diaz,person,ssn,512345673,owner,2023-05-02,,,,,,
`;
    const codes = async (day: string) => {
      const back = `t6,2024-04-${day},,,,011000015,201,Paul Stone,300.00,USD,cash,,,\n`;
      const scene = await makeScene({ 'accounts.csv': accounts, 'transfers.csv': HEAD + WAGES + gone + back });
      return clockOf(withOutcome(scene, 'restraint', '2024-04-20')).alerts.map(({ code }) => code);
    };
    assert.deepEqual(await codes('30'), ['LEFT_PERIMETER', 'REAPPEARED']);
    const early = gone.replace('2024-04-25', '2024-04-24');
    const scene = await makeScene({
      'accounts.csv': accounts,
      'transfers.csv': `${HEAD}${WAGES}${early}t6,2024-04-30,,,,011000015,201,Paul Stone,300.00,USD,cash,,,\n`,
    });
    const { alerts } = clockOf(withOutcome(scene, 'restraint', '2024-04-20'));
    assert.deepEqual(
      alerts.map(({ code }) => code),
      ['LEFT_PERIMETER'],
    );
  });

  it('say so when the clock of the order had run out before the money left, and name the order that stood', async () => {
    const scene = await sceneWith(gone);
    const text = (of: Scene) => clockOf(of).alerts[0]?.text ?? '';
    assert.match(text(withOutcome(scene, 'tro', '2024-04-01')), /tro of 2024-04-01, whose clock ran out on 2024-04-15/);
    assert.doesNotMatch(text(withOutcome(scene, 'tro', '2024-04-11')), /ran out/);
    const both = withOutcome(withOutcome(scene, 'restraint', '2024-04-10'), 'tro', '2024-04-01');
    assert.match(text(both), /after the restraint of 2024-04-10;/);
  });

  it('list the latest 20 of each kind and count the rest, however much left and came back', async () => {
    const accounts = `institution,account,holder_name,holder_kind,holder_id_type,holder_id,role,opened_on,closed_on,address,phone,email,naics,occupation
021000021,100,Harbor Works LLC,organisation,ein,912345671,owner,2020-01-02,,,,,561320,
021000021,200,Paul Stone,person,ssn,512345671,owner,2020-01-02,,,,,,manager
011000015,201,Paul Stone,person,ssn,512345671,owner,2024-04-21,,,,,,manager
021000021,300,Rosa Lima,person,ssn,512345672,owner,2023-05-02,,,,,,
021000021,400,Omar Diaz,person,ssn,512345673,owner,2023-05-02,,,,,,
`;
    const rows = Array.from(
      { length: 30 },
      (_, at) =>
        `g${at},2024-04-25,021000021,200,Paul Stone,,,,3.00,USD,cash,,,\nb${at},2024-04-26,,,,011000015,201,Paul Stone,3.00,USD,cash,,,\n`,
    );
    const scene = await makeScene({ 'accounts.csv': accounts, 'transfers.csv': HEAD + WAGES + rows.join('') });
    const clock = clockOf(withOutcome(scene, 'restraint', '2024-04-20'));
    const count = (code: string) => clock.alerts.filter((alert) => alert.code === code).length;
    assert.deepEqual([count('LEFT_PERIMETER'), count('REAPPEARED'), clock.alertsLeftOut], [20, 20, 20]);
  });

  it('are not raised for what left before the hold', async () => {
    const { alerts } = clockOf(withOutcome(await sceneWith(gone), 'restraint', '2024-04-26'));
    assert.deepEqual(alerts, []);
  });
});

describe('a freeze clock', () => {
  it('is never made for an account of a possible victim', async () => {
    const lead = draftLead(await makeScene());
    const rosa = lead.assets.find(({ identifiers }) => identifiers.number === '300');
    assert.deepEqual([rosa?.victimConnection, rosa?.freeze], [true, null]);
  });

  it('is the same at any as-of date for what happened before it', async () => {
    const scene = await makeScene();
    const later = clockOf({ ...scene, asOf: '2024-05-30' as DateText });
    assert.deepEqual(later.lastInflow?.hoursSince, [2040, 2088]);
  });
});
