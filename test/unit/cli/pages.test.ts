import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accountPage } from '../../../src/cli/pages/account.ts';
import { entityPage, mentionSupport, type ShownEntity } from '../../../src/cli/pages/entity.ts';
import { findingPage, type WholeFinding } from '../../../src/cli/pages/finding.ts';
import { makeMarks } from '../../../src/cli/pages/marks.ts';
import { networkPage, type ShownNetwork } from '../../../src/cli/pages/network.ts';
import { type Page, printPage } from '../../../src/cli/pages/page.ts';
import { recordPage } from '../../../src/cli/pages/record.ts';

const [SHA_1, SHA_2] = ['a'.repeat(64), 'b'.repeat(64)];
const at = (id: string, source: string, line: number) => ({ id, source, locator: { kind: 'line', line } as const });
const SUPPORT = [at('rec_1', SHA_1, 4), at('rec_2', SHA_1, 9), at('rec_3', SHA_2, 2)];

const finding: WholeFinding = {
  id: 'fnd_1',
  rule: 'processor-fed',
  ruleVersion: '1.0.0',
  kind: 'indicator',
  value: '0.5167',
  threshold: '0.5000',
  thresholdSource: 'default',
  window: { from: '2024-02-01', to: '2024-03-05' },
  inputs: { credits: 12 },
  subjects: ['ent_1'],
  records: ['rec_1', 'rec_2'],
  innocentExplanation: 'any salon whose guests pay by card',
  counterEvidence: ['card payments are usual in this trade'],
};

const network: ShownNetwork = {
  id: 'net_1',
  rank: 1,
  flagged: true,
  kinds: ['front-company'],
  explanation: 'Possible network: two families.',
  whyNotFlagged: null,
  familiesNotComputed: ['L'],
  decisiveFact: { stands: 'for', text: 'one person receives the money.', records: ['rec_1', 'rec_3'] },
  members: [
    {
      type: 'entity',
      id: 'ent_1',
      kind: 'person',
      names: ['Paul Stone'],
      roles: [{ role: 'controller', reasons: ['keeps the money'], records: ['rec_1'] }],
      personState: 'SUBJECT_CANDIDATE',
    },
    { type: 'account', id: 'acc_1', institution: '021000021', number: '200', holders: ['ent_1', 'ent_9'] },
  ],
  controlFacts: [
    { entity: 'ent_1', direction: 'for', text: 'may sign for the account', records: ['rec_2'] },
    { entity: 'ent_1', direction: 'against', text: 'keeps none of it', records: [] },
  ],
  outsideRoles: [
    { entity: 'ent_2', names: ['Elm Realty'], role: 'landlord', reasons: ['is paid rent'], records: ['rec_3'] },
  ],
  totals: { inflow: '1234567.50', outflow: '1000.00', cash: '0.00', currency: 'USD' },
  assets: 1,
};

const entity: ShownEntity = {
  id: 'ent_1',
  kind: 'person',
  names: ['Paul Stone'],
  identifiers: [
    { type: 'ssn', value: '512345671' },
    { type: 'bods-record', value: 'p-17' },
  ],
  mentions: [
    { name: 'Paul Stone', role: 'account-holder', record: 'rec_1', source: SHA_1, locator: 'line 4' },
    { name: 'STONE, PAUL', role: 'conductor', record: 'rec_3', source: SHA_2, locator: '/7' },
  ],
  accounts: [{ id: 'acc_1', institution: '021000021', number: '200', role: 'owner' }],
  roles: [{ role: 'collector', reasons: ['gathers wages'], records: ['rec_3'], network: 'net_1' }],
  personState: 'UNASSESSED',
  coercionScreen: { hit: true, items: [{ text: 'wages returned', records: ['rec_1'] }] },
  networks: ['net_1'],
};

/** What a page prints, line by line; tables as their cells. */
function printed(page: Page, files: readonly string[] = []): string {
  const lines: string[] = [];
  const line = (text: string) => void lines.push(text);
  const table = (head: readonly string[], rows: readonly (readonly string[])[]) => {
    for (const row of [head, ...rows]) lines.push(row.join(' | '));
  };
  const unused = () => assert.fail('a page is printed in lines and tables alone');
  printPage(
    { json: false, line, table, note: unused, data: unused, ndjson: unused, fail: () => assert.fail() },
    page,
    files,
  );
  return lines.join('\n');
}

describe('the marks of a page', () => {
  it('give each source a label by first use, and name places before they count the rest', () => {
    const marks = makeMarks(SUPPORT);
    assert.equal(marks.of(['rec_3', 'rec_1']), '[S1 line 2; S2 line 4]');
    assert.equal(marks.of(['rec_1', 'rec_2', 'rec_8']), '[S2 lines 4, 9; and 1 more record]');
    assert.equal(marks.of(['rec_8', 'rec_9']), '[2 records]');
    assert.equal(marks.of([]), '[no record]');
    assert.deepEqual(marks.sources(), [
      ['S1', SHA_2],
      ['S2', SHA_1],
    ]);
  });
});

describe('show, for people', () => {
  it('of a network says why, groups amounts, marks every fact and sets the ordinary case beside every flag', () => {
    const text = printed(networkPage(network, { marks: makeMarks(SUPPORT), findings: [finding] }));
    for (const part of [
      'Network net_1: rank 1, front company, raised as a lead\nA pattern in records, no statement about a person.',
      'The decisive fact stands for it: one person receives the money. [S1 line 4; S2 line 2]',
      'Could not be computed from the records: lodging and travel.',
      'in 1,234,567.50 USD, out 1,000.00 USD, in cash 0.00 USD; 1 asset listed',
      'Paul Stone | person: candidate for review as a subject | possible controller | ent_1',
      '200 at 021000021 | Paul Stone, someone outside it (ent_9) | acc_1',
      'a venue business paid by payment processors\n    the ordinary case that looks the same: any salon whose guests pay by card',
      '- 51.67 percent of its credits; counts from 50 percent, 2024-02-01 to 2024-03-05 [fnd_1, 2 records]',
      'speaks against it: card payments are usual in this trade',
      '- Paul Stone: may sign for the account [S1 line 9]',
      '- Paul Stone: keeps none of it [no record]',
      '- Elm Realty, possible landlord: is paid rent [S2 line 2]\n    the ordinary case that looks the same: a landlord who is paid rent and knows no more of the tenant',
    ])
      assert.ok(text.includes(part), `${part}\n---\n${text}`);
  });

  it('of a person names every mention with its place, and says that a screen without a hit is no clearance', () => {
    const marks = makeMarks(mentionSupport(entity));
    const text = printed(entityPage(entity, { marks, findings: [] }), ['S1 = transfers.csv']);
    for (const part of [
      'Review state: not assessed.\nIdentifiers: ssn 512345671.\nNetworks: net_1.',
      'Paul Stone | account holder | [S1 line 4]',
      'STONE, PAUL | conductor | [S2 /7]',
      '- possible collector in net_1: gathers wages [S2 /7]\n    the ordinary case that looks the same: a treasurer',
      'Coercion screen: hit. A trained reviewer decides before anything about this person leaves\n  - wages returned [S1 line 4]',
      'no rule is met\n\nSources\n  S1 = transfers.csv',
    ])
      assert.ok(text.includes(part), `${part}\n---\n${text}`);
    const clear = { ...entity, coercionScreen: { hit: false, items: [] } };
    assert.match(printed(entityPage(clear, { marks, findings: [] })), /Coercion screen: no hit, which is no clearance/);
  });

  it('of an account accuses no holder and computes no balance', () => {
    const account = {
      id: 'acc_1',
      institution: '021000021',
      institutionName: 'First Bank',
      institutionType: 'aba',
      number: '200',
    };
    const rest = {
      holders: [{ entity: 'ent_1', role: 'owner' }],
      networks: [],
      totals: { in: '1360.00', out: '0.00', currency: 'USD' },
    };
    const text = printed(
      accountPage({ ...account, ...rest }, { findings: [], names: new Map([['ent_1', 'Paul Stone']]) }),
    );
    assert.match(
      text,
      /^Account 200 at First Bank, 021000021 \(ABA\) acc_1\nIn 1,360\.00 USD, out 0\.00 USD, .*no balance is computed/,
    );
    assert.match(
      text,
      /Holders \(to hold an account accuses nobody\)\nholder \| as \| show\nPaul Stone \| owner \| ent_1/,
    );
  });

  it('of a sign says what the rule saw, the ordinary case, what speaks against it, about whom and by which records', () => {
    const names = new Map([['ent_1', 'Paul Stone']]);
    const text = printed(findingPage(finding, { marks: makeMarks(SUPPORT), names, support: SUPPORT.slice(0, 2) }));
    for (const part of [
      'Sign fnd_1: a venue business paid by payment processors\nRule processor-fed 1.0.0 (indicator). A sign, no proof.',
      '51.67 percent of its credits; counts from 50 percent (default), 2024-02-01 to 2024-03-05 [S1 lines 4, 9]\n  credits: 12',
      'The ordinary case that looks the same\n  any salon whose guests pay by card',
      'What speaks against it\n  - card payments are usual in this trade',
      'why it matters: a processor hides who paid whom',
      'Paul Stone | ent_1',
      'Records\n  [S1 line 4] rec_1\n  [S1 line 9] rec_2',
    ])
      assert.ok(text.includes(part), `${part}\n---\n${text}`);
  });

  it('of a record shows every field that its original states, nested ones by their path', () => {
    const record = {
      ...at('rec_1', SHA_1, 4),
      sourceClass: 'PROCESS_OBTAINED',
      format: 'redress-transfers',
      hash: SHA_2,
      date: null,
      content: { amount: '5.00', memo: '', parties: [{ name: 'Ann' }, { name: null }] },
    };
    const text = printed(
      recordPage(record, { marks: makeMarks([record]), facts: [{ kind: 'cash-movement', id: 'fct_1' }] }),
    );
    assert.match(text, /^Record rec_1 \[S1 line 4\]\nFormat redress-transfers, class process obtained, no date\./);
    assert.match(
      text,
      /field \| value\namount \| 5\.00\nparties\[1\]\.name \| Ann\n\nFacts read from it\n {2}cash movement fct_1$/,
    );
  });
});
