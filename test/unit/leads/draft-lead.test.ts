import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { canonicalJson, type DateText, makeId } from '../../../src/core/index.ts';
import { type AssetEntry, draftLead, draftLeads, type Lead, leadJson } from '../../../src/leads/index.ts';
import { makeScene } from './scene.ts';

const scene = await makeScene();
const lead = draftLead(scene);

function asset(of: Lead, identifier: string): AssetEntry {
  const found = of.assets.find(({ identifiers }) => Object.values(identifiers).includes(identifier));
  assert.ok(found, `no asset ${identifier}`);
  return found;
}

describe('the account of a subject', () => {
  const stone = asset(lead, '200');

  it('is identified by exactly institution and number', () => {
    assert.deepEqual(stone.identifiers, { institution: '021000021', number: '200' });
  });

  it('is worth its last stated balance, with its date', () => {
    assert.deepEqual(stone.value, {
      amount: '2360.00',
      currency: 'USD',
      asOf: '2024-04-30',
      method: 'stated ledger balance',
    });
  });

  it('carries the credits that its findings cite as claims: returned wages as the victim, the rest as proceeds', () => {
    assert.deepEqual(
      stone.trace?.claims.map(({ date, amount, tag }) => [date, amount, tag]),
      [
        ['2024-02-02', '700.00', 'V-1'],
        ['2024-03-02', '660.00', 'proceeds'],
      ],
    );
  });

  it('is traced by every method from the balance stated before the first claim', () => {
    assert.deepEqual(stone.trace?.opening, { amount: '1000.00', known: true });
    assert.deepEqual(stone.trace?.alternatives, {
      libr: '1360.00',
      fifo: '860.00',
      lifo: '1360.00',
      'pro-rata': '831.50',
      'taint-first': '0.00',
      'taint-last': '1360.00',
      poison: '2360.00',
    });
    assert.deepEqual(stone.trace?.byTag, { 'V-1': '700.00', proceeds: '660.00' });
    assert.deepEqual([stone.trace?.broken, stone.trace?.warnings, stone.trace?.cappedAt], [[], [], null]);
  });

  it('R9: shows the 984 deadline for the earliest and the latest claim', () => {
    assert.deepEqual(stone.offenceDates, ['2024-02-02', '2024-03-02']);
    assert.deepEqual(stone.fungibleDeadlines, { earliest: '2025-02-02', latest: '2025-03-02' });
    assert.equal(stone.fungibleDeadline, '2025-02-02');
  });

  it('R10: lists section 1594 before 981 and 984', () => {
    assert.deepEqual(stone.theories, ['PROCEEDS', 'FUNGIBLE_984']);
    assert.deepEqual(stone.authorities, [
      '18 USC 1594(d)',
      '18 USC 1594(e)',
      '18 USC 981(a)(1)(C)',
      '28 USC 2461(c)',
      '18 USC 984',
    ]);
  });

  it('R9: is proposed for a warrant while money leaves it, with the 14, 90 and 60 day clocks of that route', () => {
    assert.equal(stone.route.choice, 'warrant-981b');
    assert.deepEqual(
      stone.dissipation.map(({ text }) => text),
      ['1 debit totalling 1,500.00 USD left the account in the 30 days to 2024-04-30'],
    );
    const clocks = stone.route.clocks.map(({ id, due, dueIfStartedAsOf }) => [id, due, dueIfStartedAsOf]);
    assert.deepEqual(clocks, [
      ['fungible_property_window', '2025-02-02', null],
      ['civil_tro_ex_parte', null, '2024-05-14'],
      ['civil_restraint_pre_complaint', null, '2024-07-29'],
      ['admin_notice', null, '2024-06-29'],
      ['civil_complaint_after_claim', null, '2024-07-29'],
    ]);
  });
});

describe('possible victims', () => {
  it('R17: are numbered, never subjects, and withheld with the reason', () => {
    assert.deepEqual(lead.pseudonyms, [{ entity: scene.entity('Rosa Lima'), pseudonym: 'V-1' }]);
    assert.deepEqual(
      lead.subjects.map(({ names }) => names[0]),
      ['Paul Stone'],
    );
    assert.deepEqual(
      lead.withheld.map(({ entity }) => entity),
      [scene.entity('Rosa Lima')],
    );
    assert.match(lead.withheld[0]?.why ?? '', /coercion screen, items 7/);
  });

  it('have accounts without a route, flagged and titled to the pseudonym', () => {
    const account = asset(lead, '300');
    assert.deepEqual([account.route.choice, account.victimConnection, account.titledTo], ['none', true, 'V-1']);
    assert.match(account.route.reason, /victim specialist decides first/);
  });
});

describe('people without own benefit or control', () => {
  it('have accounts without a route, and without a balance there is a gap and the net flow apart', () => {
    const account = asset(lead, '400');
    assert.equal(account.route.choice, 'none');
    assert.equal(account.value, null);
    assert.deepEqual(account.observedNetFlow, {
      amount: '240.00',
      currency: 'USD',
      from: '2024-03-01',
      to: '2024-03-02',
    });
    assert.ok(lead.gaps.some(({ code, message }) => code === 'NO_BALANCE' && message.includes('400')));
    assert.equal(lead.status, 'INCOMPLETE');
  });
});

describe('other property', () => {
  it('on the premises of the business is facilitating, and real property is only noticed, never seized', () => {
    const parcel = asset(lead, '12-345');
    assert.deepEqual(
      [parcel.route.choice, parcel.theories, parcel.netEquity],
      ['lis-pendens', ['FACILITATING'], '150000.00'],
    );
    assert.deepEqual(parcel.districtCodes, [{ code: 'mad', reason: '1395b' }]);
  });

  it('of a subject that no money is traced into can only be a substitute, and a vehicle needs a location', () => {
    assert.equal(asset(lead, '1HGCM82633A004352').route.choice, 'substitute-853p');
    assert.ok(lead.gaps.some(({ code }) => code === 'NO_LOCATION'));
  });
});

describe('districts and referrals', () => {
  it('R24: name the District of Massachusetts for acts, property and nobody for a split county', () => {
    assert.deepEqual(
      lead.districts.map(({ code, reasons }) => [code, reasons.map(({ reason }) => reason)]),
      [['mad', ['1355b1A', '1395b']]],
    );
    const asks = lead.gaps.filter(({ code }) => code === 'DISTRICT_ASK_PERSON').map(({ message }) => message);
    assert.equal(asks.length, 1);
    assert.match(asks[0] ?? '', /^ask a person: .*Durham/);
  });

  it('send returned wages to the Wage and Hour Division, and never offer section 311', () => {
    assert.deepEqual(
      lead.referrals.map(({ recipient }) => recipient),
      ['DOL-WHD'],
    );
    assert.ok(!JSON.stringify(leadJson(lead)).includes('5318A'));
  });
});

describe('a subject', () => {
  it('R25: has facts with records and contrary facts that are never empty', () => {
    const [stone] = lead.subjects;
    assert.deepEqual(
      stone?.suspicion.map(({ records }) => records.length > 0),
      [true, true],
    );
    assert.equal(stone?.suspicion[0]?.text, 'possible collector: receives wages of 2 workers');
    assert.match(
      stone?.contrary[0]?.text ?? '',
      /^none found by these checks: counter-evidence of each sign \(wages withdrawn, or sent/,
    );
  });
});

describe('structuring alone', () => {
  it('R11: never carries a recommendation (31 USC 5317(c)(2)(B)(i))', async (t) => {
    const structured = draftLead(await makeScene({}, { rule: 'sub-threshold-series', family: 'C' }));
    const account = asset(structured, '200');
    assert.deepEqual([account.route.choice, account.theories, account.authorities], ['none', [], []]);
    assert.match(account.route.reason, /structuring pattern alone/);
    t.diagnostic('R11: 1 account with a structuring pattern alone, 0 routes, 0 theories, 0 authorities');
  });
});

describe('statements', () => {
  it('that do not meet break the trace, and no more is traced than the last balance stated', async () => {
    const balances =
      'institution,account,as_of,balance,currency,kind\n021000021,200,2024-01-01,1000.00,USD,ledger\n021000021,200,2024-04-30,300.00,USD,ledger\n';
    const { trace } = asset(draftLead(await makeScene({ 'balances.csv': balances })), '200');
    assert.deepEqual(
      [trace?.broken, trace?.tainted, trace?.cappedAt],
      [[['2024-01-01', '2024-04-30']], '300.00', '300.00'],
    );
    // 700.00 of V-1 and 660.00 of proceeds share the 300.00 that can be there: nobody is shown more.
    assert.deepEqual(trace?.byTag, { 'V-1': '154.41', proceeds: '145.59' });
  });

  it('without an opening balance start from the least possible one and carry OPENING_UNKNOWN', async () => {
    const balances = 'institution,account,as_of,balance,currency,kind\n021000021,300,2024-04-30,45.00,USD,ledger\n';
    const { trace } = asset(draftLead(await makeScene({ 'balances.csv': balances })), '200');
    assert.deepEqual([trace?.opening, trace?.warnings], [{ amount: '0.00', known: false }, ['OPENING_UNKNOWN']]);
  });
});

describe('a balance stated after the last movement', () => {
  const balances = 'institution,account,as_of,balance,currency,kind\n021000021,200,2024-05-31,300.00,USD,ledger\n';

  it('is the last one stated when no as-of date was asked for', async () => {
    const scene = await makeScene({ 'balances.csv': balances });
    const { value, trace } = asset(draftLead({ ...scene, balancesUntil: '2025-05-01' as DateText }), '200');
    assert.deepEqual([value?.amount, value?.asOf, trace?.tainted], ['300.00', '2024-05-31', '300.00']);
  });

  it('is not yet known on an as-of date before it', async () => {
    const { value } = asset(draftLead(await makeScene({ 'balances.csv': balances })), '200');
    assert.equal(value, null);
  });
});

describe('balances', () => {
  const HEAD = 'institution,account,as_of,balance,currency,kind\n';
  const traceWith = async (rows: string) =>
    asset(
      draftLead(await makeScene({ 'balances.csv': `${HEAD}021000021,200,2024-01-01,1000.00,USD,ledger\n${rows}` })),
      '200',
    );

  it('of the available kind, which leave out holds, do not break a trace between ledger balances', async () => {
    const rows = '021000021,200,2024-03-31,3500.00,USD,available\n021000021,200,2024-03-31,3860.00,USD,ledger\n';
    assert.deepEqual((await traceWith(rows)).trace?.broken, []);
  });

  it('stated before a later claim do not cap what came in after them', async () => {
    const { trace } = await traceWith('021000021,200,2024-02-15,1700.00,USD,ledger\n');
    assert.deepEqual([trace?.tainted, trace?.cappedAt, trace?.broken], ['1360.00', null, []]);
  });

  it('below zero leave no equity', async () => {
    const overdrawn = await traceWith('021000021,200,2024-04-30,-20.00,USD,ledger\n');
    assert.deepEqual([overdrawn.value?.amount, overdrawn.netEquity], ['-20.00', '0.00']);
  });
});

describe('listed property', () => {
  const HEAD =
    'asset_id,kind,identifier_type,identifier,titled_owner,owner_id_type,owner_id,value,currency,value_as_of,value_method,lien_holder,lien_amount,address,county_fips,occupants\n';
  const drafted = async (row: string) => draftLead(await makeScene({ 'assets.csv': HEAD + row }));

  it('with a lien of unknown amount has no known equity', async () => {
    const one = await drafted(
      'H1,real_property,parcel,12-345,Harbor Works LLC,ein,912345671,400000.00,USD,2024-01-01,assessment,First Bank,,"12 Dock Street, Boston, MA 02110",25025,none\n',
    );
    const { netEquity, liens } = asset(one, '12-345');
    assert.deepEqual([netEquity, liens], [null, [{ holder: 'First Bank', amount: 'not stated' }]]);
  });

  it('of an organisation that is no subject is never a substitute', async () => {
    const one = await drafted(
      'V1,vehicle,vin,1HGCM82633A004352,Harbor Works LLC,ein,912345671,21000.00,USD,2024-01-01,guide,,,,,\n',
    );
    assert.deepEqual(
      one.subjects.map(({ names }) => names[0]),
      ['Paul Stone'],
    );
    assert.equal(asset(one, '1HGCM82633A004352').route.choice, 'none');
  });

  it('of a possible victim gives no venue and no route', async () => {
    const one = await drafted(
      'H9,real_property,parcel,77-001,Rosa Lima,ssn,512345672,90000.00,USD,2024-01-01,assessment,,,"8 Quiet Way, Salem, MA 01970",25009,none\n',
    );
    const home = asset(one, '77-001');
    assert.deepEqual([home.route.choice, home.districtCodes], ['none', []]);
    assert.doesNotMatch(JSON.stringify(one.districts), /Quiet Way/);
  });
});

describe('a place in several counties', () => {
  const transfers = (place: string) => ({
    'transfers.csv': `transfer_id,posted_at,from_institution,from_account,from_name,to_institution,to_account,to_name,amount,currency,method,place,conductor,memo
t1,2024-02-01,021000021,100,Harbor Works LLC,021000021,300,Rosa Lima,900.00,USD,ach,,,payroll
t2,2024-02-02,021000021,300,Rosa Lima,021000021,200,Paul Stone,700.00,USD,p2p,"${place}",,
t4,2024-03-02,021000021,400,Omar Diaz,021000021,200,Paul Stone,660.00,USD,p2p,"${place}",,
`,
    'assets.csv':
      'asset_id,kind,identifier_type,identifier,titled_owner,owner_id_type,owner_id,value,currency,value_as_of,value_method,lien_holder,lien_amount,address,county_fips,occupants\nC1,vehicle,vin,1HGCM82633A004352,Paul Stone,ssn,512345671,21000.00,USD,2024-01-01,guide,,,,,\n',
  });

  it('has a district when all of them lie whole in it: Allston, in Norfolk and Suffolk', async () => {
    const one = draftLead(await makeScene(transfers('Allston, MA')));
    assert.deepEqual(
      one.districts.map(({ code, reasons }) => [code, reasons.map(({ reason, text }) => [reason, text])]),
      [['mad', [['1355b1A', 'Allston, MA']]]],
    );
  });

  it('R24: goes to a person when they lie in two districts or one of them is split', async () => {
    for (const place of ['Astoria, NY', 'Newdale, ID']) {
      const one = draftLead(await makeScene(transfers(place)));
      assert.deepEqual(one.districts, [], place);
      const asks = one.gaps.filter(({ code }) => code === 'DISTRICT_ASK_PERSON').map(({ message }) => message);
      assert.ok(
        asks.some((message) => message.includes(`"${place}" lies in several counties`)),
        place,
      );
    }
  });
});

describe('a name of unknown kind', () => {
  it('is no subject and opens no route, because it may be a person whom nobody has screened', async () => {
    const scene = await makeScene();
    const stone = scene.entity('Paul Stone');
    const entities = scene.resolution.entities.map((entity) =>
      entity.id === stone ? { ...entity, kind: 'unknown' as const } : entity,
    );
    const personStates = new Map([...scene.detection.personStates].filter(([id]) => id !== stone));
    const one = draftLead({
      ...scene,
      resolution: { ...scene.resolution, entities },
      detection: { ...scene.detection, personStates },
      network: { ...scene.network, roles: [] },
    });
    assert.deepEqual(one.subjects, []);
    assert.equal(asset(one, '200').route.choice, 'none');
  });
});

describe('the JSON of a lead', () => {
  it('has a canonical form, the fields of the interface, and no classes', () => {
    const json = leadJson(lead) as Record<string, unknown>;
    for (const field of [
      'id',
      'network',
      'status',
      'gaps',
      'assets',
      'subjects',
      'withheld',
      'districts',
      'referrals',
      'restitution',
    ])
      assert.ok(field in json, field);
    assert.ok(!('classes' in json));
    assert.equal(canonicalJson(leadJson(draftLead(scene))), canonicalJson(leadJson(lead)));
  });
});

describe('the leads of one Run', () => {
  it('are those drafted one by one, from movements that are arranged once for all of them', async () => {
    const scene = await makeScene();
    const networks = ['a', 'b', 'c'].map((name) => ({ ...scene.network, id: makeId('net', [name]) }));
    let reads = 0;
    const { transfers } = scene.resolution;
    const resolution = Object.defineProperty({ ...scene.resolution }, 'transfers', {
      get: () => {
        reads += 1;
        return transfers;
      },
    });
    const leads = draftLeads({ ...scene, resolution }, networks);
    assert.equal(reads, 1);
    assert.deepEqual(
      leads,
      networks.map((network) => draftLead({ ...scene, network })),
    );
  });
});
