import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { draftLead } from '../../../src/leads/index.ts';
import { reference } from '../../in-memory.ts';
import { makeScene } from './scene.ts';

const HEAD =
  'asset_id,kind,identifier_type,identifier,titled_owner,owner_id_type,owner_id,value,currency,value_as_of,value_method,lien_holder,lien_amount,address,county_fips,occupants\n';

/** Counties that lie in two judicial districts (28 USC 92, 106, 113, 131), by FIPS. */
const SPLIT = {
  '37063': 'Durham',
  '37093': 'Hoke',
  '37125': 'Moore',
  '37153': 'Richmond',
  '37165': 'Scotland',
  '30031': 'Gallatin',
  '30067': 'Park',
  '16043': 'Fremont',
} as const;
/** Districts of American Samoa, which has no district court, and its atolls. */
const SAMOA = ['60010', '60020', '60030', '60040', '60050'];

async function parcelIn(fips: readonly string[]) {
  const rows = fips.map(
    (county, i) =>
      `P${i},real_property,parcel,NO-${i},Paul Stone,ssn,512345671,1000.00,USD,2024-01-01,assessment,,,,${county},none\n`,
  );
  const lead = draftLead(await makeScene({ 'assets.csv': HEAD + rows.join('') }));
  const asks = lead.gaps.filter(({ code }) => code === 'DISTRICT_ASK_PERSON').map(({ message }) => message);
  return { lead, asks };
}

describe('the district of an account abroad', () => {
  it('is the District of Columbia too, with the treaty and the interbank account told (28 USC 1355(b)(2); 18 USC 981(k))', async () => {
    const accounts = `institution,account,holder_name,holder_kind,holder_id_type,holder_id,role,opened_on,closed_on,address,phone,email,naics,occupation
DEUTDEFF,200,Paul Stone,person,ssn,512345671,owner,2020-01-02,,"9 Elm Road, Durham, NC 27701",,,,manager
021000021,300,Rosa Lima,person,ssn,512345672,owner,2023-05-02,,"4 Pine Lane, Boston, MA 02110",6175550101,,,
021000021,100,Harbor Works LLC,organisation,ein,912345671,owner,2020-01-02,,"12 Dock Street, Boston, MA 02110",,,561320,
021000021,400,Omar Diaz,person,ssn,512345673,owner,2023-05-02,,"6 Oak Lane, Boston, MA 02110",,,,
`;
    const transfers = `transfer_id,posted_at,from_institution,from_account,from_name,to_institution,to_account,to_name,amount,currency,method,place,conductor,memo
t1,2024-02-01,021000021,100,Harbor Works LLC,021000021,300,Rosa Lima,900.00,USD,ach,,,payroll
t2,2024-02-02,021000021,300,Rosa Lima,DEUTDEFF,200,Paul Stone,700.00,USD,wire,"Boston, MA",,
t4,2024-03-02,021000021,400,Omar Diaz,DEUTDEFF,200,Paul Stone,660.00,USD,wire,"Boston, MA",,
`;
    const lead = draftLead(
      await makeScene({
        'accounts.csv': accounts,
        'transfers.csv': transfers,
        'balances.csv': 'institution,account,as_of,balance,currency,kind\n',
      }),
    );
    const account = lead.assets.find(({ identifiers }) => identifiers.number === '200');
    assert.deepEqual(account?.districtCodes, [
      { code: 'dcd', reason: '1355b2' },
      { code: 'mad', reason: '1355b1A' },
    ]);
    assert.ok(account.warnings.some((text) => text.includes('981(k)')));
    const home = draftLead(await makeScene()).assets.flatMap(({ districtCodes }) => districtCodes);
    assert.ok(home.every(({ reason }) => reason !== '1355b2'));
  });
});

describe('the district of a parcel', () => {
  it('R24: in each of the eight split counties goes to a person', async (t) => {
    const { lead, asks } = await parcelIn(Object.keys(SPLIT));
    for (const [fips, name] of Object.entries(SPLIT)) {
      assert.equal(reference.county(fips)?.split, true, name);
      assert.ok(
        asks.some((message) => message.includes(name) && message.includes('split county')),
        name,
      );
    }
    const parcels = lead.assets.filter(({ kind }) => kind === 'real_property');
    assert.deepEqual(
      parcels.map(({ districtCodes }) => districtCodes),
      parcels.map(() => []),
    );
    assert.equal(parcels.length, 8);
    t.diagnostic(`R24: ${parcels.length} of ${Object.keys(SPLIT).length} split counties ask a person`);
  });

  it('R24: in American Samoa goes to a person, because it has no district court', async (t) => {
    const { asks } = await parcelIn(SAMOA);
    const samoan = asks.filter((message) => message.includes('has no district court'));
    assert.equal(samoan.length, 5);
    t.diagnostic(`R24: ${samoan.length} of 5 places in American Samoa ask a person`);
  });

  it('in a county that lies whole in one district is that district, by the place of the property (28 USC 1395(b))', async () => {
    const { lead } = await parcelIn(['36061']);
    const parcel = lead.assets.find(({ kind }) => kind === 'real_property');
    assert.deepEqual(parcel?.districtCodes, [{ code: 'nysd', reason: '1395b' }]);
  });
});
