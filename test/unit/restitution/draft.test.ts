import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type RecordId, unwrap } from '../../../src/core/index.ts';
import type { VictimFact } from '../../../src/facts/index.ts';
import { draftWorksheet, type ReturnedWages, worksheetOf } from '../../../src/restitution/index.ts';
import { reference } from '../../in-memory.ts';

let made = 0;

function fact(category: VictimFact['category'], changes: Partial<VictimFact> = {}): VictimFact {
  made += 1;
  return {
    kind: 'victim-fact',
    id: `fac_${String(made).padStart(3, '0')}`,
    record: `rec_${made}` as RecordId,
    victim: 'V-4k7q2m9x',
    category,
    from: null,
    to: null,
    hours: null,
    rate: null,
    amount: null,
    currency: null,
    note: null,
    ...changes,
  };
}

const usd = (amount: string): Partial<VictimFact> => ({ amount, currency: 'USD' });
const wages = (victim: string, amount: string, record: string): ReturnedWages => ({
  victim,
  date: '2024-02-02',
  amount,
  currency: 'USD',
  records: [record],
});

function draft(victimFacts: readonly VictimFact[], returnedWages: readonly ReturnedWages[] = [], circuits = ['4']) {
  const file = draftWorksheet({ case: 'C-1', circuits, victimFacts, returnedWages });
  return { file, sheet: unwrap(worksheetOf(file, reference)) };
}

const asked = ({ file }: ReturnType<typeof draft>, what: RegExp) => file.missing.filter((gap) => what.test(gap.what));

describe('a drafted worksheet file', () => {
  it('is read by the worksheet and holds losses, labour and payments to the cent', () => {
    const facts = [
      fact('A', { ...usd('120.00'), note: 'clinic bill' }),
      fact('A', usd('30.00')),
      // 61 hours over one workweek, Sunday 4 to Saturday 10 March 2012.
      fact('LABOUR', { from: '2012-03-04', to: '2012-03-10', hours: '61.00' }),
      fact('PAID', { ...usd('50.00'), from: '2012-03-09', to: '2012-03-09' }),
    ];
    const { sheet } = draft(facts);
    const [victim] = sheet.victims;
    // 61 x 7.25 + 21 x 3.625 = 518.375, rounded once; less 50.00; doubled in the Fourth Circuit.
    assert.deepEqual(
      [victim?.losses, victim?.flsa, victim?.labourLimb, victim?.total],
      ['150.00', '468.38', '936.76', '1086.76'],
    );
    assert.equal(victim?.weeks[0]?.hours, '61');
    assert.deepEqual(
      victim?.lines.map(({ lossId }) => lossId),
      ['A1', 'A2', 'FLSA', 'FLSA_LIQUIDATED'],
    );
    assert.equal(victim?.lines[2]?.sourceIds.length, 2);
  });

  it('spreads hours evenly over the days and payments over the workweeks, and asks for the true ones', () => {
    const facts = [
      fact('LABOUR', { from: '2012-03-08', to: '2012-03-13', hours: '10.01' }),
      fact('PAID', { ...usd('10.01'), from: '2012-03-01', to: '2012-03-31' }),
    ];
    const result = draft(facts);
    assert.deepEqual(
      result.sheet.victims[0]?.weeks.map(({ start, hours, paid }) => [start, hours, paid]),
      [
        // 1.67 hours on each of the first five days, 1.66 on the last.
        ['2012-03-04', '5.01', '5.01'],
        ['2012-03-11', '5', '5.00'],
      ],
    );
    assert.equal(asked(result, /spread evenly/).length, 2);
  });

  it('places a payment of the last day of a workweek, a Saturday, in it', () => {
    const facts = [
      fact('LABOUR', { from: '2012-03-04', to: '2012-03-10', hours: '40' }),
      fact('PAID', { ...usd('50.00'), from: '2012-03-10', to: '2012-03-10' }),
    ];
    const result = draft(facts);
    assert.equal(result.sheet.victims[0]?.weeks[0]?.paid, '50.00');
    assert.equal(asked(result, /meets no workweek/).length, 0);
  });

  it('says where stretches together come to more than 24 hours on a day, which no worksheet takes', () => {
    const day = { from: '2012-03-08', to: '2012-03-08' } as const;
    const facts = [fact('LABOUR', { ...day, hours: '24' }), fact('LABOUR', { ...day, hours: '0.01' })];
    const { missing } = draftWorksheet({ case: 'C-1', circuits: ['4'], victimFacts: facts, returnedWages: [] });
    assert.deepEqual(
      missing.filter(({ what }) => what.includes('more than 24 hours')),
      [
        {
          victim: 'V-4k7q2m9x',
          what: 'workweek of 2012-03-04: more than 24 hours on a day are told: correct the hours',
        },
      ],
    );
  });

  it('leaves out what it cannot place and says so', () => {
    const facts = [
      fact('LABOUR', { from: '2012-03-04', to: '2012-03-10' }),
      fact('PAID', { ...usd('50.00'), from: '2012-03-09', to: '2012-03-09' }),
      fact('B', { amount: '900.00', currency: 'MXN' }),
    ];
    const result = draft(facts);
    assert.equal(result.sheet.victims[0]?.total, '0.00');
    assert.equal(asked(result, /the hours are not known/).length, 1);
    assert.equal(asked(result, /meets no workweek/).length, 1);
    assert.equal(asked(result, /B of 900\.00 MXN is not in dollars/).length, 1);
  });

  it('takes wages that a possible victim of the lead sent back as gross value, each payment once', () => {
    const sent = [wages('V-1', '700.00', 'rec_a'), wages('V-1', '700.00', 'rec_a'), wages('V-1', '650.00', 'rec_b')];
    const { file, sheet } = draft([fact('GROSS', usd('90.00'))], sent);
    assert.deepEqual(
      sheet.victims.map(({ id, gross, total }) => [id, gross, total]),
      [
        ['V-1', '1350.00', '1350.00'],
        ['V-4k7q2m9x', '90.00', '90.00'],
      ],
    );
    assert.deepEqual(
      file.victims.map(({ id, offence }) => [id, offence]),
      [
        ['V-4k7q2m9x', null],
        ['V-1', ['2024-02-02', '2024-02-02']],
      ],
    );
  });

  it('never joins a pseudonym of the vault with one of the lead: a person is asked', () => {
    const result = draft([fact('A', usd('1.00'))], [wages('V-1', '700.00', 'rec_a')]);
    assert.equal(asked(result, /move the receipts to that entry/).length, 1);
    assert.deepEqual(asked(result, /name no network/)[0]?.victim, null);
  });

  it('names the circuit only when the districts of the lead have one', () => {
    assert.equal(draft([], [], ['4', '4']).file.circuit, '4');
    for (const circuits of [[], ['4', '9']]) {
      const result = draft([], [], circuits);
      assert.equal(result.file.circuit, null);
      assert.equal(asked(result, /circuit is not known/).length, 1);
    }
  });

  it('repeats every gap as a warning of the worksheet', () => {
    const { file, sheet } = draft([fact('A', usd('1.00'))]);
    const repeated = sheet.warnings.filter(({ code }) => code === 'DRAFT_INCOMPLETE').map(({ message }) => message);
    assert.deepEqual(
      repeated,
      file.missing.map(({ what }) => what),
    );
    assert.ok(repeated.length >= 4);
  });
});
