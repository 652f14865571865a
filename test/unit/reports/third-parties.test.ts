import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { PartyId } from '../../../src/core/index.ts';
import type { FactSet, SourceClass } from '../../../src/facts/index.ts';
import { draftLead } from '../../../src/leads/index.ts';
import { civilExtract, thirdParties } from '../../../src/reports/index.ts';
import type { CivilInput } from '../../../src/reports/third-parties/civil-remedy.ts';
import type { ThirdPartyInput } from '../../../src/reports/third-parties/third-parties.ts';
import { resolve } from '../../../src/resolution/index.ts';
import { reference } from '../../in-memory.ts';
import { makeScene, type Scene } from '../leads/scene.ts';
import { outcome } from './desk.ts';

const ACCOUNTS = `institution,account,holder_name,holder_kind,holder_id_type,holder_id,role,opened_on,closed_on,address,phone,email,naics,occupation
021000021,100,Harbor Works LLC,organisation,ein,912345671,owner,2020-01-02,,"12 Dock Street, Boston, MA 02110",6175550199,,561320,
021000021,200,Paul Stone,person,ssn,512345671,owner,2020-01-02,,"9 Elm Road, Durham, NC 27701",,,,manager
021000021,300,Rosa Lima,person,ssn,512345672,owner,2023-05-02,,"4 Pine Lane, Boston, MA 02110",6175550101,,,
021000021,400,Omar Diaz,person,ssn,512345673,owner,2023-05-02,,"6 Oak Lane, Boston, MA 02110",,,,
021000021,500,Bay View Motel Inc,organisation,ein,912345675,owner,2019-01-02,,"1 Shore Road, Boston, MA 02110",6175550199,,721110,
021000021,600,Crane Builders Inc,organisation,ein,912345676,owner,2019-01-02,,"2 Yard Road, Boston, MA 02110",,,236220,
021000021,700,Ida Moss,person,ssn,512345677,owner,2019-01-02,,"3 Hill Road, Boston, MA 02110",,,531110,
`;
const HEAD =
  'transfer_id,posted_at,from_institution,from_account,from_name,to_institution,to_account,to_name,amount,currency,method,place,conductor,memo';
const pay = (id: string, date: string, from: string, to: string, amount: string) =>
  `${id},${date},021000021,${from},,021000021,${to},,${amount},USD,ach,,,`;
const TRANSFERS = `${[
  HEAD,
  't1,2024-02-01,021000021,100,Harbor Works LLC,021000021,300,Rosa Lima,900.00,USD,ach,,,payroll Rosa Lima',
  't2,2024-02-02,021000021,300,Rosa Lima,021000021,200,Paul Stone,700.00,USD,p2p,"Boston, MA",,for Paul',
  't4,2024-03-02,021000021,400,Omar Diaz,021000021,200,Paul Stone,660.00,USD,p2p,"Boston, MA",,',
  pay('m1', '2024-01-05', '100', '500', '1200.00'),
  pay('m2', '2024-02-05', '100', '500', '1200.00'),
  pay('m3', '2024-03-05', '200', '500', '1300.50'),
  pay('c1', '2024-01-31', '600', '100', '8000.00'),
  pay('c2', '2024-02-29', '600', '100', '8000.00'),
  pay('c3', '2024-03-29', '600', '100', '8000.00'),
  pay('i1', '2024-01-01', '100', '700', '500.00'),
  pay('i2', '2024-02-01', '100', '700', '500.00'),
  pay('i3', '2024-03-01', '100', '700', '500.00'),
].join('\n')}\n`;
const VICTIM_FACTS = `victim,category,from,to,hours,rate,amount,currency,source_note
V-4k7q2m9x,LABOUR,2014-06-01,2016-08-31,900,,,,
V-5k7q2m9x,A,2015-01-01,2015-01-31,,,120.00,USD,
`;

describe('third parties of a network', () => {
  let scene: Scene;
  before(async () => {
    scene = await makeScene({ 'accounts.csv': ACCOUNTS, 'transfers.csv': TRANSFERS });
  });
  const report = (changes: Partial<ThirdPartyInput> = {}) => {
    const { network, facts, resolution, asOf } = scene;
    return thirdParties({ network, facts, resolution, reference, lead: draftLead(scene), asOf, ...changes });
  };
  const named = (name: string, found = report()) => found.thirdParties.find(({ names }) => names.includes(name));

  it('are the motel that it paid and the builder that paid for its labour; the person who lets is counted, not named', () => {
    const found = report();
    assert.deepEqual(
      found.thirdParties.map(({ names, role }) => [names[0], role]),
      [
        ['Bay View Motel Inc', 'lodging'],
        ['Crane Builders Inc', 'buyer of labour'],
      ],
    );
    assert.equal(found.personsNotNamed, 1);
    assert.ok(!JSON.stringify(found).includes('Ida Moss'));
  });

  it('carry what they took, with every record, apart from what may bear on knowledge', () => {
    const motel = named('Bay View Motel Inc');
    assert.deepEqual(motel?.benefit, [
      {
        text: '3 payments of 3700.50 USD in all that it took from the network, 2024-01-05 to 2024-03-05',
        count: 3,
        amount: '3700.50',
        currency: 'USD',
        first: '2024-01-05',
        last: '2024-03-05',
        records: [scene.row('m1'), scene.row('m2'), scene.row('m3')].toSorted(),
      },
    ]);
    assert.deepEqual(
      motel?.knowledge.map(({ kind }) => kind),
      ['shared contact'],
    );
    assert.equal(named('Crane Builders Inc')?.benefit[0]?.amount, '24000.00');
  });

  it('stand beside an innocent reading, of the trade and of every fact about knowledge, and of what no record states', () => {
    for (const { innocent, knowledge, missing } of report().thirdParties) {
      assert.ok(innocent.length > 20);
      assert.ok(knowledge.every((fact) => fact.innocent.length > 20));
      assert.ok(missing.length >= 2);
    }
    assert.equal(named('Crane Builders Inc')?.missing[0], 'no record here bears on what it knew');
  });

  it('show payments from the day of a recorded step on, and say that nobody may have told them', () => {
    const step = outcome('restraint', { asset: scene.account('200'), at: '2024-03-01' });
    const found = report({ facts: { ...scene.facts, outcomes: [step] } });
    const fact = named('Crane Builders Inc', found)?.knowledge.find(
      (item) => item.kind === 'payments after a recorded step',
    );
    assert.match(fact?.text ?? '', /^1 of the payments are dated on or after 2024-03-01, the day of a restraint/);
    assert.deepEqual(fact?.records, [step.record, scene.row('c3')].toSorted());
    assert.match(fact?.innocent ?? '', /never hear of it/);
  });

  it('know a step that names the asset of the lead', () => {
    const lead = draftLead(scene);
    const asset = lead.assets.find(({ account }) => account === scene.account('200'))?.id ?? '';
    const found = report({
      lead,
      facts: { ...scene.facts, outcomes: [outcome('seizure', { asset, at: '2024-01-01' })] },
    });
    assert.equal(named('Bay View Motel Inc', found)?.knowledge.length, 2);
  });

  it('do not name a person of the network as a firm because they work in such a trade', () => {
    const { entities } = scene.resolution;
    const asPerson = entities.map((item) =>
      item.names.includes('Harbor Works LLC') ? { ...item, kind: 'person' as const } : item,
    );
    const found = report({ resolution: { ...scene.resolution, entities: asPerson }, lead: null });
    assert.equal(named('Crane Builders Inc', found), undefined);
  });

  it('count a person once who stands in two positions', () => {
    const [ids] = [scene.resolution.entities.filter(({ names }) => names.includes('Ida Moss')).map(({ id }) => id)];
    const back = scene.resolution.transfers
      .filter(({ reference: id }) => id?.startsWith('i'))
      .map((transfer) => ({ ...transfer, from: transfer.to, to: transfer.from }));
    assert.deepEqual([ids.length, back.length], [1, 3]);
    const resolution = { ...scene.resolution, transfers: [...scene.resolution.transfers, ...back] };
    assert.equal(report({ resolution }).personsNotNamed, 1);
  });

  it("do not take what a worker pays for a room of their own for the network's payment", () => {
    const lead = { ...draftLead(scene), subjects: [] };
    assert.equal(named('Bay View Motel Inc', report({ lead })), undefined);
  });

  it('are not there for two payments alone', () => {
    const resolution = {
      ...scene.resolution,
      transfers: scene.resolution.transfers.filter((transfer) => transfer.reference !== 'm2'),
    };
    assert.equal(named('Bay View Motel Inc', report({ resolution })), undefined);
  });

  it('are never called anything', () => {
    assert.doesNotMatch(JSON.stringify(report()), /guilty|traffick|accomplice|complicit|participant/i);
  });
});

describe("the extract for a victim's counsel", () => {
  let facts: FactSet;
  let parties: readonly PartyId[];
  before(async () => {
    const scene = await makeScene({
      'accounts.csv': ACCOUNTS,
      'transfers.csv': TRANSFERS,
      'victim-facts.csv': VICTIM_FACTS,
    });
    parties = scene.resolution.entities.flatMap((entity) => entity.parties);
    facts = onlyOf(scene.facts, ['PUBLIC_RECORD', 'VICTIM_SUPPLIED']);
  });

  /** What a cut of these classes shows. */
  function onlyOf(all: FactSet, classes: readonly SourceClass[]): FactSet {
    const records = new Map([...all.records].filter(([, { sourceClass }]) => classes.includes(sourceClass)));
    const own = <T extends { readonly record: string }>(items: readonly T[]) =>
      items.filter(({ record }) => [...records.keys()].some((id) => id === record));
    return {
      ...all,
      records,
      sources: all.sources.filter(({ sourceClass }) => classes.includes(sourceClass)),
      parties: own(all.parties),
      accounts: own(all.accounts),
      accountParties: own(all.accountParties),
      transfers: own(all.transfers),
      balances: own(all.balances),
      assets: own(all.assets),
      victimFacts: own(all.victimFacts),
    };
  }
  const extract = (changes: Partial<CivilInput> = {}) =>
    civilExtract({
      ...{ facts, resolution: resolve(facts), reference, heldVictims: [] },
      ...{ scope: { accounts: [], parties }, victim: 'V-4k7q2m9x', turned18: null, ...changes },
    });

  it('holds the facts of this victim alone and public property of the firm, and no bank record', () => {
    const { victimFacts, parties: named, sources } = extract();
    assert.deepEqual(
      victimFacts.map(({ text }) => text),
      ['LABOUR, 900 hours, 2014-06-01 to 2016-08-31'],
    );
    assert.deepEqual(
      named.map(({ names, property, received }) => [names, property[0]?.text, received]),
      [
        [
          ['Harbor Works LLC'],
          'real property, 12 Dock Street, Boston, MA 02110, stated at 400000.00 USD, as of 2024-01-01',
          [],
        ],
      ],
    );
    assert.deepEqual(sources.map(({ sourceClass }) => sourceClass).toSorted(), ['PUBLIC_RECORD', 'VICTIM_SUPPLIED']);
    assert.doesNotMatch(JSON.stringify(extract()), /912345671|Rosa|V-5k7q2m9x|021000021/);
  });

  it('dates the limitation of 1595(c): ten years from the facts, and from turning 18 for a minor, the later', () => {
    assert.deepEqual(
      [extract().limitation, extract({ turned18: '2016-02-29' as never }).limitation].map((item) => [
        item.tenYearsFromFirst,
        item.tenYearsFromLast,
        item.tenYearsFrom18,
        item.cautious,
      ]),
      [
        ['2024-06-01', '2026-08-31', null, '2024-06-01'],
        ['2024-06-01', '2026-08-31', '2026-02-28', '2026-02-28'],
      ],
    );
  });

  it('counts nobody as a minor who turned 18 before the first fact', () => {
    assert.equal(extract({ turned18: '2014-06-01' as never }).limitation.tenYearsFrom18, null);
  });

  it('tells no address at which possible victims live, of the property or of its owner', () => {
    const [house] = facts.assets;
    assert.ok(house?.address);
    const assets = facts.assets.map((asset) => ({ ...asset, occupants: 'possible victims, two families' }));
    const text = JSON.stringify(extract({ facts: { ...facts, assets } }).parties);
    assert.match(text, /real property, stated at 400000\.00 USD/);
    assert.ok(!text.includes(house.address) && JSON.stringify(extract().parties).includes(house.address));
  });

  it('leaves out whoever the house holds a possible victim', () => {
    assert.deepEqual(extract({ heldVictims: facts.parties.map(({ id }) => id) }).parties, []);
  });

  it('refuses to be made from a record of another class', async () => {
    const scene = await makeScene();
    assert.throws(() => extract({ facts: scene.facts }), /made from PROCESS_OBTAINED/);
  });
});
