import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type EntityId, exactShare, type RecordId } from '../../../src/core/index.ts';
import { type AssetEntry, draftLead, type Lead } from '../../../src/leads/index.ts';
import type { OwnershipEdge } from '../../../src/ownership/index.ts';
import { makeScene, type Scene } from './scene.ts';

const RECORD = `rec_${'a'.repeat(32)}` as RecordId;
const ASSETS =
  'asset_id,kind,identifier_type,identifier,titled_owner,owner_id_type,owner_id,value,currency,value_as_of,value_method,lien_holder,lien_amount,address,county_fips,occupants\n';

function asset(of: Lead, identifier: string): AssetEntry {
  const found = of.assets.find(({ identifiers }) => Object.values(identifiers).includes(identifier));
  assert.ok(found, `no asset ${identifier}`);
  return found;
}

/** The scene with one ownership edge: the manager holds 60 percent of the company. */
function owning(scene: Scene, owner: EntityId, subject: EntityId): Scene {
  const edge: OwnershipEdge = {
    owner,
    subject,
    economic: exactShare(60),
    voting: exactShare(60),
    basis: 'shareholding',
    records: [RECORD],
  };
  const answer = scene.ownership.answer;
  return {
    ...scene,
    ownership: {
      ...scene.ownership,
      edges: [edge],
      answer: (entity) =>
        entity === subject
          ? {
              ...answer(entity),
              owners: [
                {
                  entity: owner,
                  intermediate: false,
                  economic: exactShare(60),
                  voting: exactShare(60),
                  control: 'sole',
                  paths: [[{ holding: 'h1', share: exactShare(60), record: RECORD }]],
                },
              ],
            }
          : answer(entity),
    },
  };
}

describe('every kind of listed asset', () => {
  const rows = ['cash', 'wallet', 'receivable', 'entity_interest', 'vehicle', 'other'].map(
    (kind, i) => `K${i},${kind},number,NO-${i},Paul Stone,ssn,512345671,5000.00,USD,2024-03-01,stated,,,,,\n`,
  );

  it('of a subject is listed with its value, date and method, and can only be a substitute', async () => {
    const lead = draftLead(await makeScene({ 'assets.csv': ASSETS + rows.join('') }));
    const listed = lead.assets.filter(({ kind }) => kind !== 'account');
    assert.deepEqual(
      listed.map(({ kind }) => kind),
      ['cash', 'entity_interest', 'other', 'receivable', 'vehicle', 'wallet'],
    );
    for (const { value, netEquity, route, theories } of listed) {
      assert.deepEqual(value, { amount: '5000.00', currency: 'USD', asOf: '2024-03-01', method: 'stated' });
      assert.deepEqual([netEquity, route.choice, theories], ['5000.00', 'substitute-853p', ['SUBSTITUTE_853P']]);
      assert.equal(route.authority, '21 USC 853(p)');
    }
  });
});

describe('an interest in a company', () => {
  it('that a register gives to a subject is an asset of unknown value, and no seizure', async () => {
    const scene = await makeScene();
    const lead = draftLead(owning(scene, scene.entity('Paul Stone'), scene.entity('Harbor Works LLC')));
    const interest = asset(lead, '60 percent of Harbor Works LLC');
    assert.deepEqual(interest.identifiers, {
      interest: '60 percent of Harbor Works LLC',
      ein: '912345671',
      basis: 'shareholding',
    });
    assert.deepEqual(
      [interest.kind, interest.titledTo, interest.value, interest.netEquity, interest.records],
      ['entity_interest', 'Paul Stone', null, null, [RECORD]],
    );
    assert.equal(interest.route.choice, 'substitute-853p');
    assert.ok(interest.route.missing.some((text) => text.includes('what it is worth today')));
  });

  it('is not shown twice when a list of assets names it by number', async () => {
    const row = 'I1,entity_interest,ein,912345671,Paul Stone,ssn,512345671,9000.00,USD,2024-03-01,stated,,,,,\n';
    const scene = await makeScene({ 'assets.csv': ASSETS + row });
    const lead = draftLead(owning(scene, scene.entity('Paul Stone'), scene.entity('Harbor Works LLC')));
    assert.equal(lead.assets.filter(({ kind }) => kind === 'entity_interest').length, 1);
  });

  it('of someone who is no subject is not listed', async () => {
    const scene = await makeScene();
    const lead = draftLead(owning(scene, scene.entity('Omar Diaz'), scene.entity('Harbor Works LLC')));
    assert.deepEqual(
      lead.assets.filter(({ kind }) => kind === 'entity_interest'),
      [],
    );
  });
});

describe('who controls an asset in effect', () => {
  it('is whoever controls the company in title, with the record, apart from title', async () => {
    const scene = await makeScene();
    const lead = draftLead(owning(scene, scene.entity('Paul Stone'), scene.entity('Harbor Works LLC')));
    const account = asset(lead, '100');
    assert.equal(account.titledTo, 'Harbor Works LLC');
    assert.deepEqual(account.controllers, [
      {
        entity: scene.entity('Paul Stone'),
        name: 'Paul Stone',
        basis: [{ text: 'sole control of Harbor Works LLC', records: [RECORD] }],
      },
    ]);
  });

  const ACCOUNTS = `institution,account,holder_name,holder_kind,holder_id_type,holder_id,role,opened_on,closed_on,address,phone,email,naics,occupation
021000021,100,Harbor Works LLC,organisation,ein,912345671,owner,2020-01-02,,"12 Dock Street, Boston, MA 02110",,,561320,
021000021,200,Paul Stone,person,ssn,512345671,owner,2020-01-02,,"9 Elm Road, Durham, NC 27701",,,,manager
021000021,300,Rosa Lima,person,ssn,512345672,owner,2023-05-02,,"4 Pine Lane, Boston, MA 02110",6175550101,,,
021000021,400,Omar Diaz,person,ssn,512345673,owner,2023-05-02,,"6 Oak Lane, Boston, MA 02110",,,,
021000021,400,Paul Stone,person,ssn,512345671,poa,2023-05-02,,"9 Elm Road, Durham, NC 27701",,,,manager
`;

  it('is a holder of a power of attorney beside a nominee, of whom both sides are recorded (983(d)(6)(B)(iii))', async () => {
    const scene = await makeScene({ 'accounts.csv': ACCOUNTS });
    const omar = scene.entity('Omar Diaz');
    const fact = { entity: omar, about: 'living', text: 'no living costs leave the account', records: [RECORD] };
    const controlFacts = [
      { ...fact, direction: 'against' as const },
      { ...fact, direction: 'for' as const, text: 'opened the account in person' },
    ];
    const lead = draftLead({ ...scene, network: { ...scene.network, controlFacts } });
    const account = asset(lead, '400');
    assert.deepEqual(
      account.controllers.map(({ name, basis }) => [name, basis.map(({ text }) => text)]),
      [['Paul Stone', ['holds power of attorney over the account']]],
    );
    const [nominee] = account.nominees;
    assert.equal(nominee?.name, 'Omar Diaz');
    assert.deepEqual(
      nominee?.controlFor.map(({ text }) => text),
      ['opened the account in person'],
    );
    assert.deepEqual(
      nominee?.controlAgainst.map(({ text }) => text),
      ['no living costs leave the account', 'Paul Stone: holds power of attorney over the account'],
    );
    assert.equal(account.route.choice, 'none');
  });

  it('is never a possible victim who has the company on paper: that is a fact for a specialist, beside the asset', async () => {
    const scene = await makeScene();
    const lead = draftLead(owning(scene, scene.entity('Rosa Lima'), scene.entity('Harbor Works LLC')));
    const { beneficialOwner, controllers, innocentOwner } = asset(lead, '100');
    assert.deepEqual([beneficialOwner, controllers], [null, []]);
    assert.deepEqual(innocentOwner, [
      {
        text: 'V-1 has the company on paper: a victim specialist looks at whether another uses their name',
        records: [RECORD],
      },
    ]);
  });

  it('is never said of a possible victim who may act on an account', async () => {
    const accounts = ACCOUNTS.replace(
      '021000021,400,Paul Stone,person,ssn,512345671,poa,2023-05-02,,"9 Elm Road, Durham, NC 27701",,,,manager',
      '021000021,200,Rosa Lima,person,ssn,512345672,poa,2023-05-02,,"4 Pine Lane, Boston, MA 02110",6175550101,,,',
    );
    const lead = draftLead(await makeScene({ 'accounts.csv': accounts }));
    const account = asset(lead, '200');
    assert.deepEqual([account.controllers, account.victimConnection, account.route.choice], [[], true, 'none']);
    assert.equal(account.route.specialistNote, 'required');
    assert.match(account.route.missing[0] ?? '', /^a victim specialist's note on shelter, wages, medicine/);
  });
});

describe('real property', () => {
  const parcel = (owner: string, occupants: string): string =>
    `${ASSETS}H1,real_property,parcel,12-345,${owner},400000.00,USD,2024-01-01,assessment,First Bank,250000.00,"12 Dock Street, Boston, MA 02110",25025,${occupants}\n`;

  it('is held by a lis pendens, never seized, and its occupants are asked for (18 USC 985)', async () => {
    const home = asset(
      draftLead(await makeScene({ 'assets.csv': parcel('Harbor Works LLC,ein,912345671', '') })),
      '12-345',
    );
    assert.deepEqual([home.route.choice, home.occupants], ['lis-pendens', 'unknown']);
    assert.ok(home.route.missing.includes('who lives or works there'));
    assert.ok(home.warnings.some((text) => text.includes('no seizure and no eviction')));
  });

  it('is no facilitating property where no offence of chapter 77 is a candidate: no other statute reaches premises', async () => {
    const scene = await makeScene(
      { 'assets.csv': parcel('Harbor Works LLC,ein,912345671', 'none') },
      { rule: 'collector', family: 'B' },
    );
    const lead = draftLead({ ...scene, network: { ...scene.network, kinds: ['layering'] } });
    const home = asset(lead, '12-345');
    assert.deepEqual([home.theories.includes('FACILITATING'), home.route.choice], [false, 'none']);
    for (const { authorities, route } of lead.assets)
      assert.equal(route.choice === 'none' || authorities.length > 0, true, 'a route without an authority');
  });

  it('that two files list is one asset, worth what the later one says, and cites both', async () => {
    const [first, later] = ['2023-01-01', '2024-01-01'].map((day) =>
      parcel('Harbor Works LLC,ein,912345671', 'none').replace('2024-01-01', day),
    );
    assert.ok(first && later);
    const dearer = later.replace('400000.00', '450000.00');
    for (const files of [
      { 'assets.csv': first, 'more-assets.csv': dearer },
      { 'assets.csv': dearer, 'more-assets.csv': first },
    ]) {
      const parcels = draftLead(await makeScene(files)).assets.filter(({ kind }) => kind === 'real_property');
      assert.deepEqual(
        parcels.map(({ value, records }) => [value?.amount, value?.asOf, records.length]),
        [['450000.00', '2024-01-01', 2]],
      );
    }
  });

  it('in the street of the same name of another town is not the premises of the business', async () => {
    const elsewhere = parcel('Harbor Works LLC,ein,912345671', 'none').replace('Boston, MA 02110', 'Salem, MA 01970');
    assert.equal(asset(draftLead(await makeScene({ 'assets.csv': elsewhere })), '12-345').route.choice, 'none');
    const unnamed = parcel('Harbor Works LLC,ein,912345671', 'none').replace(', Boston, MA 02110', '');
    assert.equal(asset(draftLead(await makeScene({ 'assets.csv': unnamed })), '12-345').route.choice, 'lis-pendens');
  });

  it('where possible victims live gives its county for venue, and no street by which they would be found', async () => {
    const lead = draftLead(
      await makeScene({
        'assets.csv': parcel('Paul Stone,ssn,512345671', 'possible victims').replace('12 Dock', '77 Hill'),
      }),
    );
    const reasons = lead.districts.flatMap((district) => district.reasons);
    assert.ok(reasons.some(({ reason, text }) => reason === '1395b' && text === 'county 25025'));
    assert.doesNotMatch(JSON.stringify([lead.districts, lead.gaps, lead.timeline]), /77 Hill/);
  });

  it('where possible victims live has no recommendation without a specialist', async () => {
    const home = asset(
      draftLead(await makeScene({ 'assets.csv': parcel('Harbor Works LLC,ein,912345671', 'possible victims') })),
      '12-345',
    );
    assert.deepEqual([home.route.choice, home.victimConnection, home.route.specialistNote], ['none', true, 'required']);
  });
});
