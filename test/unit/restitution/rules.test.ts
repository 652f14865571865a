import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codes, type Fields, only, refusal, victim, week, worksheet } from './files.ts';

const FULL_WEEK = week('2018-12-02', ['0', '8', '8', '8', '8', '8', '0']);

/** Losses 100.00, gross value 1,000.00, one unpaid week of 290.00. */
function measured(changes: Fields, top: Fields = {}) {
  const losses = [{ category: 'A', amount: '100.00', lossId: 'L1' }];
  return worksheet([victim({ losses, grossValue: '1000.00', labour: { weeks: [FULL_WEEK] }, ...changes })], top);
}

describe('R15: the rule is that of the date of the offence', () => {
  it('section 1593 gives its labour limb from 28 October 2000, and before it losses alone', () => {
    const after = measured({ offence: ['2000-10-28', '2000-11-01'] });
    const before = measured({ offence: ['2000-01-01', '2000-10-27'] });
    assert.deepEqual([only(after).labourLimb, only(after).total], ['1000.00', '1100.00']);
    assert.deepEqual([only(before).labourLimb, only(before).total], ['0.00', '100.00']);
    assert.deepEqual(only(before).rules, [{ version: '18 USC 3663A (1996-04-24)', total: '100.00' }]);
    assert.ok(only(after).lines.every(({ ruleVersion }) => ruleVersion === '18 USC 1593 (2000-10-28)'));
  });

  it('an offence over the beginning of section 1593 is measured under both laws and flagged', (t) => {
    const sheet = measured({ offence: ['2000-01-01', '2001-01-01'] });
    assert.deepEqual(only(sheet).rules, [
      { version: '18 USC 3663A (1996-04-24)', total: '100.00' },
      { version: '18 USC 1593 (2000-10-28)', total: '1100.00' },
    ]);
    assert.equal(only(sheet).total, '1100.00');
    assert.ok(codes(sheet).includes('RULE_CHANGE'));
    t.diagnostic('R15: 100.00 before 28 October 2000, 1100.00 from then on, both printed over the change');
  });

  it('a law that begins on the last day of the offence is one of its laws', () => {
    const of = (to: string) => only(measured({ offence: ['2000-01-01', to] })).rules.length;
    assert.deepEqual([of('2000-10-27'), of('2000-10-28')], [1, 2]);
  });

  it('section 2429 gives gross value for commercial sex acts from 21 December 2018, and never wages', () => {
    const of = (changes: Fields) => only(measured({ statutes: ['2429'], ...changes }));
    const acts = { offence: ['2018-12-21', '2019-01-01'], commercialSexActs: true };
    assert.deepEqual([of(acts).gross, of(acts).flsa, of(acts).total], ['1000.00', '0.00', '1100.00']);
    assert.equal(of({ ...acts, commercialSexActs: false }).total, '100.00');
    assert.equal(of({ ...acts, offence: ['2018-12-21', '2018-12-21'] }).total, '1100.00');
    assert.equal(of({ ...acts, offence: ['2018-01-01', '2018-12-20'] }).total, '100.00');
  });

  it('sections 3663A and 3663 give losses alone, whatever was gained', () => {
    for (const statute of ['3663A', '3663']) {
      const sheet = measured({ statutes: [statute] });
      assert.deepEqual([only(sheet).gross, only(sheet).flsa, only(sheet).total], ['0.00', '0.00', '100.00'], statute);
      assert.equal(codes(sheet).filter((code) => code === 'LIMB_NOT_GIVEN').length, 2, statute);
    }
  });

  it('projected losses before 7 December 2018 are counted and flagged', () => {
    const losses = [{ category: 'A', amount: '38000.00', projected: true, lossId: 'L1' }];
    const of = (from: string, to: string) => worksheet([victim({ losses, offence: [from, to] })]);
    assert.equal(only(of('2012-01-01', '2012-02-01')).total, '38000.00');
    assert.ok(codes(of('2012-01-01', '2012-02-01')).includes('PROJECTED_BEFORE_2018'));
    assert.ok(!codes(of('2018-12-07', '2019-01-01')).includes('PROJECTED_BEFORE_2018'));
  });

  it('several counts give the widest measure, and the same loss once', () => {
    const { total, lines } = only(measured({ statutes: ['3663A', '1593'] }));
    assert.equal(total, '1100.00');
    assert.equal(lines[0]?.ruleVersion, '18 USC 1593 (2000-10-28) + 18 USC 3663A (1996-04-24)');
  });

  it('a count of conviction stands for the section that orders its restitution', () => {
    for (const count of ['1581', '1589', '1591', '1593A', '1594', '1597'])
      assert.equal(only(measured({ statutes: [count] })).total, '1100.00', count);
    assert.equal(only(measured({ statutes: ['2421A'] })).total, '100.00');
    assert.equal(refusal([victim({ statutes: ['1956'] })]).code, 'WORKSHEET_INVALID');
  });

  it('rulesAsOf takes the law of a day for all, and says so', () => {
    const sheet = measured({}, { rulesAsOf: '1999-01-01' });
    assert.equal(only(sheet).total, '100.00');
    assert.ok(codes(sheet).includes('RULES_AS_OF'));
  });

  it('without a date of offence the rules of today are used, and that is flagged', () => {
    const sheet = measured({ offence: null });
    assert.deepEqual(only(sheet).rules, [{ version: '18 USC 1593 (2018-12-07)', total: '1100.00' }]);
    const acts = measured({ offence: null, statutes: ['2429'], commercialSexActs: true });
    assert.deepEqual(only(acts).rules, [{ version: '18 USC 2429 (2018-12-21)', total: '1100.00' }]);
    assert.ok(codes(sheet).includes('OFFENCE_UNKNOWN'));
  });

  it('an offence before 1983 is refused: no rule is loaded', () => {
    const early = victim({ offence: ['1982-12-31', '1984-01-01'] });
    assert.deepEqual(refusal([early]), { code: 'NO_RULE', victim: 'V-1', week: null });
  });
});
