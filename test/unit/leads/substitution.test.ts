import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { addDays, type DateText, parseMoney, unwrap } from '../../../src/core/index.ts';
import { draftLead, type Lead } from '../../../src/leads/index.ts';
import { intermediaryReach } from '../../../src/leads/substitute/intermediary.ts';
import { sharedData } from '../../shared-data.ts';
import { makeScene, type Scene } from './scene.ts';

const HEAD =
  'transfer_id,posted_at,from_institution,from_account,from_name,to_institution,to_account,to_name,amount,currency,method,place,conductor,memo\n';
const WAGES = `t1,2024-02-01,021000021,100,Harbor Works LLC,021000021,300,Rosa Lima,900.00,USD,ach,,,payroll
t2,2024-02-02,021000021,300,Rosa Lima,021000021,200,Paul Stone,700.00,USD,p2p,"Boston, MA",,
t3,2024-03-01,021000021,100,Harbor Works LLC,021000021,400,Omar Diaz,900.00,USD,ach,,,payroll
t4,2024-03-02,021000021,400,Omar Diaz,021000021,200,Paul Stone,660.00,USD,p2p,"Boston, MA",,
`;
/** No balance is stated for the account, so that its opening is the least possible: nothing. */
const BALANCES = 'institution,account,as_of,balance,currency,kind\n021000021,300,2024-04-30,45.00,USD,ledger\n';

const sceneWith = (rows: string): Promise<Scene> =>
  makeScene({ 'transfers.csv': HEAD + WAGES + rows, 'balances.csv': BALANCES });

function car(lead: Lead) {
  const found = lead.assets.find(({ kind }) => kind === 'vehicle');
  assert.ok(found);
  return found;
}

describe('18 USC 982(b)(2): someone who handled the money and kept none', () => {
  const day = (n: number): DateText => addDays('2024-01-01' as DateText, n);
  const usd = (text: string) => unwrap(parseMoney(text, 'USD'));

  it('R1: vectors X1 and X2 of legal_test_vectors.json', (t) => {
    const folder = sharedData('reference');
    if (folder === null) return t.skip('NOT RUN: shared data absent');
    const { substitute_982b2: vectors } = JSON.parse(readFileSync(join(folder, 'legal_test_vectors.json'), 'utf8'));
    assert.equal(vectors.length, 2);
    for (const { id, transactions_12_months: count, total, substitute_assets: allowed } of vectors) {
      const cents = usd(total).units;
      const handled = Array.from({ length: count }, (_, index) => ({
        date: day(index * 30),
        amount: { ...usd('0'), units: cents / BigInt(count) + (index === 0 ? cents % BigInt(count) : 0n) },
      }));
      assert.equal(intermediaryReach(handled).substitution === 'allowed', allowed, id);
    }
  });

  it('counts only what falls within twelve months: the same day of the next year is outside', () => {
    const three = (last: DateText) => [
      { date: day(0), amount: usd('40000') },
      { date: day(10), amount: usd('30000') },
      { date: last, amount: usd('30000') },
    ];
    assert.deepEqual(intermediaryReach(three('2024-12-31' as DateText)), {
      substitution: 'allowed',
      transactions: 3,
      total: '100000.00',
      window: ['2024-01-01', '2024-12-31'],
    });
    assert.deepEqual(intermediaryReach(three('2025-01-01' as DateText)), {
      substitution: 'barred',
      transactions: 2,
      total: '70000.00',
      window: ['2024-01-01', '2024-01-11'],
    });
  });

  it('is found in one pass over the transactions, of which a busy account has tens of thousands', () => {
    const began = performance.now();
    const many = Array.from({ length: 40_000 }, (_, index) => ({ date: day(index % 300), amount: usd('0.01') }));
    assert.deepEqual(intermediaryReach(many), {
      substitution: 'barred',
      transactions: 40_000,
      total: '400.00',
      window: ['2024-01-01', '2024-10-26'],
    });
    assert.ok(performance.now() - began < 3_000, 'the time grows with the square of the transactions');
  });

  it('needs 100,000 to the cent, and nothing handled is barred', () => {
    const amounts = ['33333.33', '33333.33', '33333.33'].map((text, i) => ({ date: day(i), amount: usd(text) }));
    assert.equal(intermediaryReach(amounts).substitution, 'barred');
    assert.equal(intermediaryReach([...amounts, { date: day(9), amount: usd('0.01') }]).substitution, 'allowed');
    assert.deepEqual(intermediaryReach([]), { substitution: 'barred', transactions: 0, total: '0.00', window: null });
  });

  it('leaves only the restitution lien to property of a launderer who passed 1,360 USD on', async () => {
    const scene = await sceneWith('t5,2024-04-20,021000021,200,Paul Stone,011000015,900,Someone,1360.00,USD,wire,,,\n');
    const roles = scene.network.roles.map((role) => ({ ...role, role: 'launderer' as const }));
    const lead = draftLead({ ...scene, network: { ...scene.network, roles } });
    assert.deepEqual(lead.substitution[0]?.intermediary, {
      applies: true,
      substitution: 'barred',
      transactions: 1,
      total: '1360.00',
      window: ['2024-04-20', '2024-04-20'],
    });
    const { route, theories, authorities } = car(lead);
    assert.deepEqual([route.choice, theories, authorities], ['none', ['RESTITUTION_LIEN_ONLY'], ['18 USC 3613(c)']]);
  });
});

describe('21 USC 853(p): other property of a subject', () => {
  it('stands for no more than what is gone, with the cause and the rows that show it', async () => {
    const out = `t5,2024-04-10,021000021,200,Paul Stone,,,,300.00,USD,cash,,,
t6,2024-04-12,021000021,200,Paul Stone,011000015,900,Someone,200.00,USD,wire,,,
t7,2024-04-15,021000021,200,Paul Stone,DEUTDEFF,9001,Nordhaus GmbH,100.00,USD,wire,,,
`;
    const lead = draftLead(await sceneWith(out));
    const [stone] = lead.substitution;
    assert.deepEqual(stone?.lost, [{ currency: 'USD', claimed: '1360.00', cap: '600.00' }]);
    assert.deepEqual(
      stone?.causes.map(({ cause, authority, facts }) => [cause, authority, facts.map(({ text }) => text)]),
      [
        [
          'not located',
          '21 USC 853(p)(1)(A)',
          [
            '1 debit of account 200 at 021000021 took 300.00 USD of the claims in cash or to no one that a record names',
          ],
        ],
        [
          'third party',
          '21 USC 853(p)(1)(B)',
          ['1 debit of account 200 at 021000021 took 200.00 USD of the claims to another account or payee'],
        ],
        [
          'beyond the court',
          '21 USC 853(p)(1)(C)',
          ['1 debit of account 200 at 021000021 took 100.00 USD of the claims to an institution abroad'],
        ],
      ],
    );
    assert.ok(stone?.causes.every(({ facts }) => facts.every(({ records }) => records.length > 0)));
    const { route } = car(lead);
    assert.equal(route.choice, 'substitute-853p');
    assert.deepEqual(route.missing, []);
    assert.match(
      route.standardFacts['value of the property that is gone']?.[0] ?? '',
      /^600\.00 USD of 1,360\.00 USD claimed is gone/,
    );
  });

  it('names commingling where other money stands beside the claims, and says when nothing is gone yet', async () => {
    const lead = draftLead(await makeScene());
    assert.deepEqual(
      lead.substitution.map(({ lost, causes }) => [lost, causes.map(({ cause }) => cause)]),
      [[[{ currency: 'USD', claimed: '1360.00', cap: '0.00' }], ['commingled']]],
    );
    assert.ok(car(lead).warnings.some((text) => text.includes('nothing can be substituted yet')));
  });

  it('names a fall in value where the last stated balance is below the claims', async () => {
    const balances =
      'institution,account,as_of,balance,currency,kind\n021000021,200,2024-01-01,0.00,USD,ledger\n021000021,200,2024-04-30,300.00,USD,ledger\n';
    const lead = draftLead(await makeScene({ 'transfers.csv': HEAD + WAGES, 'balances.csv': balances }));
    const causes = lead.substitution[0]?.causes.map(({ cause }) => cause);
    assert.deepEqual([lead.substitution[0]?.lost[0]?.cap, causes], ['1060.00', ['diminished']]);
  });

  it('is of a subject only: nobody else has a substitution', async () => {
    const lead = draftLead(await makeScene());
    assert.deepEqual(
      lead.substitution.map(({ name }) => name),
      ['Paul Stone'],
    );
  });
});
