import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { moneyText, sumMoney } from '../../../src/core/index.ts';
import type { FactSet, Finding } from '../../../src/facts/index.ts';
import { resolve, settleReports } from '../../../src/resolution/index.ts';
import { ack, batch, type FilingWords, factsOfTexts, type Receipt } from './filings.ts';

const [FIRST, SECOND, THIRD] = ['31000000000001', '31000000000002', '31000000000003'] as const;
const amends = (prior: string, more: FilingWords = {}): FilingWords => {
  return { kind: 'CorrectsAmendsPrior', prior, filed: '20240301', ...more };
};

const settle = async (...texts: readonly string[]) => settleReports(await factsOfTexts(...texts));
const cashOf = ({ cashMovements }: FactSet): string =>
  moneyText(
    sumMoney(
      cashMovements.map(({ amount }) => amount),
      'USD',
    ),
  );
const rulesOf = (findings: readonly Finding[]): string[] => findings.map(({ rule }) => rule).sort();

describe('an amended report', () => {
  it('replaces the cash, the parties and the totals of the filing that it amends', async () => {
    const first = batch({ cash: '15000', subject: 'Avrey', ssn: '219099999' });
    const second = batch(amends(FIRST, { cash: '12000', subject: 'Avery', ssn: '219099999' }));
    const { facts, findings } = await settle(first, second, ack(FIRST));
    assert.equal(cashOf(facts), '12000.00');
    assert.deepEqual(
      facts.parties.filter(({ linkable }) => linkable).map(({ names }) => names[0]?.full),
      ['Morgan Avery'],
    );
    assert.equal(facts.reports.length, 1);
    assert.deepEqual(rulesOf(findings), ['amended-report-superseded']);
  });

  it('leaves the record of the earlier filing, which can still be cited', async () => {
    const { facts, findings } = await settle(batch({}), batch(amends(FIRST)), ack(FIRST));
    assert.equal(facts.records.size, 3);
    const [finding] = findings;
    assert.equal(finding?.value, FIRST);
    assert.equal(finding?.records.length, 2);
    assert.ok(finding?.records.every((record) => facts.records.has(record)));
    assert.deepEqual(finding?.classes, ['BSA_LEAD_ONLY']);
  });

  it('replaces nothing without the acknowledgement, and a finding says so', async () => {
    const { facts, findings } = await settle(batch({}), batch(amends(FIRST)));
    assert.equal(cashOf(facts), '30000.00');
    assert.deepEqual(
      findings.map(({ rule, value }) => [rule, value]),
      [['prior-document-without-acknowledgement', FIRST]],
    );
  });

  it('of an amendment leaves the last one', async () => {
    const { facts } = await settle(
      batch({ cash: '1000' }),
      batch(amends(FIRST, { cash: '2000' })),
      batch(amends(SECOND, { cash: '3000', filed: '20240401' })),
      ack(FIRST),
      ack(SECOND),
    );
    assert.equal(cashOf(facts), '3000.00');
  });

  it('is found by its place in a batch of as many filings', async () => {
    const filings = batch({ cash: '100', subject: 'Brook' }, { cash: '200' }, { cash: '400', subject: 'Cole' });
    const receipt = ack(FIRST, SECOND, THIRD);
    const replaced = async (prior: string, subject: string) =>
      cashOf((await settle(filings, receipt, batch(amends(prior, { cash: '1000', subject })))).facts);
    assert.equal(await replaced(FIRST, 'Brook'), '1600.00');
    assert.equal(await replaced(SECOND, 'Avery'), '1500.00');
    assert.equal(await replaced(THIRD, 'Cole'), '1300.00');
  });

  it('is not found in a batch of another size, in another form, later than itself, or about somebody else', async () => {
    const amended = batch(amends(FIRST));
    for (const first of [
      batch({}, {}),
      batch({ form: 'sar' }),
      batch({ filed: '20240401' }),
      batch({ subject: 'Brook', ssn: '219099999' }),
    ]) {
      const { facts, findings } = await settle(first, amended, ack(FIRST));
      assert.deepEqual(rulesOf(findings), ['acknowledged-filing-not-told']);
      assert.equal(facts.reports.length, first.split('<Activity>').length);
    }
  });

  it('replaces neither of two filings that the number could mean', async () => {
    const { facts, findings } = await settle(
      batch({ cash: '100' }),
      batch({ cash: '200' }),
      batch(amends(FIRST, { cash: '300' })),
      ack(FIRST),
    );
    assert.equal(cashOf(facts), '600.00');
    assert.deepEqual(
      findings.map(({ rule, inputs }) => [rule, inputs.candidates]),
      [['acknowledged-filing-not-told', 2]],
    );
  });

  it('is found at the place that an error quotes where the acknowledgement is out of order', async () => {
    const filings = batch({ cash: '100', subject: 'Brook' }, { cash: '200' });
    const other = async (...receipt: readonly Receipt[]) =>
      rulesOf((await settle(filings, batch(amends(SECOND, { cash: '1000' })), ack(...receipt))).findings);
    assert.deepEqual(await other([SECOND, 2]), ['amended-report-superseded']);
    assert.deepEqual(await other([SECOND, 2], [FIRST, 1]), ['amended-report-superseded']);
    assert.deepEqual(await other([FIRST, 2], SECOND), ['prior-document-without-acknowledgement']);
  });

  it('that a later amendment of the same filing follows gives way to it; two of one day both stand', async () => {
    const rivals = (filed: string) =>
      settle(
        batch({ cash: '100' }),
        batch(amends(FIRST, { cash: '200' })),
        batch(amends(FIRST, { cash: '400', filed })),
        ack(FIRST),
      );
    assert.equal(cashOf((await rivals('20240302')).facts), '400.00');
    const sameDay = await rivals('20240301');
    assert.equal(cashOf(sameDay.facts), '600.00');
    assert.deepEqual(rulesOf(sameDay.findings), ['amended-report-superseded', 'rival-amendments']);
  });

  it('stands alone at the end of its tree: a later amendment of the first filing ends every branch, and cash counts once', async () => {
    const branches = (filed: string) =>
      settle(
        batch({ cash: '100' }),
        batch(amends(FIRST, { cash: '200' }), { subject: 'Brook', cash: '1' }),
        batch(amends(SECOND, { cash: '400', filed: '20240303' })),
        batch(amends(FIRST, { cash: '800', filed })),
        ack(FIRST),
        ack(SECOND, THIRD),
      );
    assert.equal(cashOf((await branches('20240304')).facts), '801.00');
    assert.equal(cashOf((await branches('20240302')).facts), '401.00');
  });

  it('is not found by a filler number or by a name that no letter stands in, which strangers share', async () => {
    for (const [mine, others] of [
      [{ ssn: '999999999' }, { ssn: '999999999', subject: 'Brook' }],
      [{ subject: '--' }, { subject: '--' }],
    ] satisfies [FilingWords, FilingWords][]) {
      const text = (words: FilingWords) =>
        batch(words).replaceAll('<RawIndividualFirstName>Morgan</RawIndividualFirstName>', '');
      const { facts } = await settle(text(others), text(amends(FIRST, mine)), ack(FIRST));
      assert.equal(facts.reports.length, 2, JSON.stringify(mine));
    }
  });

  it('is compared with filings about the same people alone, though every batch of a home holds one filing', async () => {
    const word = (i: number) => [...String(i)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
    const idOf = (i: number) => `31${String(i).padStart(12, '0')}`;
    const people = Array.from({ length: 40 }, (_, i) => i);
    const facts = await factsOfTexts(
      ...people.flatMap((i) => [
        batch({ subject: `Sub${word(i)}` }),
        batch(amends(idOf(i), { subject: `Sub${word(i)}` })),
        ack(idOf(i)),
      ]),
    );
    let compared = 0;
    const watched = facts.reports.map((report) =>
      Object.defineProperty({ ...report }, 'form', {
        get: () => {
          compared += 1;
          return report.form;
        },
      }),
    );
    assert.equal(settleReports({ ...facts, reports: watched }).facts.reports.length, 40);
    assert.ok(compared > 0 && compared <= 10 * people.length, `${compared} reads for ${people.length} amendments`);
  });

  it('in a circle replaces nothing, and a finding says so', async () => {
    const { facts, findings } = await settle(
      batch(amends(SECOND, { cash: '100' }), { subject: 'Brook', cash: '1' }),
      batch(amends(FIRST, { cash: '200' })),
      ack(FIRST, THIRD),
      ack(SECOND),
    );
    assert.equal(cashOf(facts), '301.00');
    assert.deepEqual(rulesOf(findings), ['report-chain-cycle']);
  });

  it('keeps a party about whom somebody decided, so that no protection is lost', async () => {
    const facts = await factsOfTexts(
      batch({ ssn: '219099999' }),
      batch(amends(FIRST, { ssn: '219099999' })),
      ack(FIRST),
    );
    const decided = facts.parties.filter(({ linkable }) => linkable);
    const decisions = decided.map(({ id }, ordinal) => ({
      kind: 'person-state' as const,
      party: id,
      entity: 'ent_any' as never,
      state: 'POSSIBLE_VICTIM' as const,
      reason: 'seen with a minder',
      actor: 'ana',
      confirmedBy: null,
      ordinal,
      classes: ['BSA_LEAD_ONLY' as const],
    }));
    const settled = settleReports({ ...facts, decisions }).facts;
    assert.equal(settled.parties.filter(({ linkable }) => linkable).length, 2);
    const { entityOf } = resolve(settled);
    assert.equal(new Set(decided.map(({ id }) => entityOf.get(id))).size, 1);
    assert.equal(settled.cashMovements.length, 1);
  });

  it('takes an account that only the earlier filing names out, and keeps one that anything else uses', async () => {
    const accounts = async (account: string) =>
      (await settle(batch({ account: '111' }), batch(amends(FIRST, { account })), ack(FIRST))).facts.accounts.map(
        ({ number }) => number,
      );
    assert.deepEqual(await accounts('222'), ['222']);
    assert.ok((await accounts('111')).every((number) => number === '111'));
  });
});

describe('a continuing report', () => {
  const sar = (more: FilingWords): FilingWords => ({ form: 'sar', ...more });
  const continues = (prior: string, more: FilingWords): FilingWords => {
    return sar({ kind: 'ContinuingActivity', prior, ...more });
  };
  const chain = async (...filings: readonly FilingWords[]) => {
    const { facts, findings } = await settle(...filings.map((filing) => batch(filing)), ack(FIRST), ack(SECOND));
    assert.equal(facts.reports.length, filings.length);
    return findings.map(({ rule, value, records }) => [rule, value, records.length]);
  };

  it('replaces nothing, and its cumulative total counts once', async () => {
    assert.deepEqual(
      await chain(
        sar({ total: '48200', filed: '20240101' }),
        continues(FIRST, { total: '10000', cumulative: '58200', filed: '20240501' }),
        continues(SECOND, { total: '5000', cumulative: '63200', filed: '20240901' }),
      ),
      [['continuing-report-chain', '63200.00', 3]],
    );
  });

  it('without a cumulative total adds to the last one that is stated', async () => {
    assert.deepEqual(
      await chain(
        sar({ total: '48200', filed: '20240101' }),
        continues(FIRST, { total: '10000', cumulative: '58200', filed: '20240501' }),
        continues(SECOND, { total: '5000', filed: '20240901' }),
      ),
      [['continuing-report-chain', '63200.00', 3]],
    );
  });

  it('without any amount leaves the total of the chain unknown, not zero', async () => {
    assert.deepEqual(await chain(sar({ total: '48200', filed: '20240101' }), continues(FIRST, { filed: '20240501' })), [
      ['continuing-report-chain', 'unknown', 2],
    ]);
  });

  it('goes on from the amendment of the report that it continues', async () => {
    const { findings } = await settle(
      batch(sar({ total: '48200', filed: '20240101' })),
      batch(sar({ ...amends(FIRST, { filed: '20240102' }), total: '40000', form: 'sar' })),
      batch(continues(FIRST, { total: '10000', filed: '20240501' })),
      ack(FIRST),
    );
    assert.deepEqual(findings.map(({ rule, value }) => [rule, value]).sort(), [
      ['amended-report-superseded', FIRST],
      ['continuing-report-chain', '50000.00'],
    ]);
  });
});

describe('a joint report', () => {
  const joint: FilingWords = { form: 'sar', kind: 'Joint', total: '900', narrative: 'Two banks report together.' };

  it('of which two filers hold a copy is one report', async () => {
    const { facts, findings } = await settle(batch(joint), batch(joint, { form: 'sar', subject: 'Brook' }));
    assert.equal(facts.reports.length, 2);
    assert.deepEqual(rulesOf(findings), ['joint-report-twice']);
  });

  it('is two reports when the copies differ in anything, also in a person that only one of them names', async () => {
    for (const other of [{ total: '901' }, { subject: 'Brook' }, { ssn: '219099999' }]) {
      const { facts, findings } = await settle(batch(joint), batch({ ...joint, ...other }));
      assert.equal(facts.reports.length, 2, JSON.stringify(other));
      assert.deepEqual(findings, []);
    }
  });
});
