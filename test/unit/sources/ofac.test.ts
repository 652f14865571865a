import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sniffFormat } from '../../../src/sources/index.ts';
import { factsOf, fixture, readAll } from './reading.ts';

const NULLS = '-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ';
const entry = (
  number: number | string,
  name: string,
  rest: { type?: string; program?: string; remarks?: string },
): string => {
  const { type = '-0- ', program = '"SDNT"', remarks = '-0- ' } = rest;
  return `${number},"${name}",${type},${program},${NULLS},${remarks}\n`;
};
const remark = async (remarks: string) => {
  const [party] = factsOf(await readAll('ofac-sdn', entry(1, 'EXAMPLE', { remarks: `"${remarks}"` })), 'party');
  return party;
};
const authority = async (program: string, remarks = '') => {
  const [listing] = factsOf(
    await readAll('ofac-sdn', entry(1, 'EXAMPLE', { program: `"${program}"`, remarks: `"${remarks}"` })),
    'listing',
  );
  return listing?.authority;
};
const ENTRY = { type: 'list-entry', value: '37', issuer: 'OFAC' };

describe('an entry of the SDN list', () => {
  it('is a Party with its name, identifiers and a Listing of its programs', async () => {
    const result = await readAll('ofac-sdn', fixture('ofac-sdn', 'valid.csv'));
    const [company, person, other] = factsOf(result, 'party');
    assert.equal(company?.entityKind, 'organisation');
    assert.deepEqual(
      company?.names.map(({ full }) => full),
      ['EXAMPLE TRADING COMPANY', 'ETC'],
    );
    assert.deepEqual(company?.identifiers, [
      { type: 'list-entry', value: '36', issuer: 'OFAC' },
      { type: 'other', value: '26740', issuer: 'OFAC REGISTRATION NUMBER EXAMPLELAND' },
    ]);
    assert.deepEqual(person?.names, [
      {
        type: 'legal',
        full: 'EXAMPLE MOREY, Elvis Angus',
        last: 'EXAMPLE MOREY',
        first: 'Elvis Angus',
        middle: null,
        suffix: null,
      },
    ]);
    assert.deepEqual(person?.identifiers, [ENTRY, { type: 'passport', value: 'P0017003', issuer: 'EXAMPLELAND' }]);
    assert.deepEqual([person?.birthDate, other?.birthDate], ['1963-07-28', '1963-08-28']);
    assert.deepEqual(
      factsOf(result, 'listing').map(({ party, authority: list, programs, listedOn }) => ({
        party,
        list,
        programs,
        listedOn,
      })),
      [
        { party: company?.id, list: 'OFAC-SDN', programs: ['SDGT', 'IFSR'], listedOn: null },
        { party: person?.id, list: 'OFAC-SDN', programs: ['TCO'], listedOn: null },
      ],
    );
  });

  it('has its weak aliases as such, which no comparison reads', async () => {
    const result = await readAll('ofac-sdn', entry(1, 'HESA', { remarks: `"a.k.a. 'SHAHIN CO.'; a.k.a. 'HTC'."` }));
    assert.deepEqual(
      factsOf(result, 'party').flatMap(({ names }) => names.map(({ type, full }) => [type, full])),
      [
        ['legal', 'HESA'],
        ['weak', 'SHAHIN CO.'],
        ['weak', 'HTC'],
      ],
    );
  });

  it('states a birth date only where it is exact', async () => {
    for (const [remarks, date] of [
      ['DOB 28 Jul 1963', '1963-07-28'],
      ['DOB Jul 1963', '1963-07'],
      ['DOB 1963', '1963'],
      ['DOB circa 1963', null],
      ['DOB 1963 to 1965', null],
      ['DOB 31 Feb 1963', null],
    ] as const)
      assert.equal((await remark(remarks))?.birthDate, date, remarks);
  });

  it('states its numbers in the lists in which they count', async () => {
    const party = await remark(
      'SSN 561-77-9011 (United States); UK Company Number 01126618 (United Kingdom); SWIFT/BIC CKLBCNBJ; ' +
        "Driver's License No. 180839 (Mexico) issued 3 May 2001; Tax ID No. 12-3456789 (United States); " +
        'Cedula No. 16247821 (Colombia); alt. Passport AA12 (Iran) expires 2030; Passport issued in Amman; ' +
        'Digital Currency Address - XBT 1Ab2; Email Address Info@Example.org; Telephone No. (218) 214; ' +
        'Organization Established Date 25 Sep 2018; Linked To: MAHAN AIR.',
    );
    assert.deepEqual(party?.identifiers.slice(1), [
      { type: 'ssn', value: '561779011', issuer: null },
      { type: 'registration', value: 'GB-COH:01126618', issuer: 'GB-COH' },
      { type: 'licence', value: '180839', issuer: 'MEXICO' },
      { type: 'tin', value: '123456789', issuer: null },
      { type: 'other', value: '16247821', issuer: 'OFAC CEDULA NO. COLOMBIA' },
      { type: 'passport', value: 'AA12', issuer: 'IRAN' },
      { type: 'other', value: '1Ab2', issuer: 'WALLET XBT' },
    ]);
    assert.deepEqual(
      [party?.emails, party?.phones, party?.foundedOn],
      [['info@example.org'], ['218214'], '2018-09-25'],
    );
  });

  it('is read in a moment, however many blanks somebody has put into it', async () => {
    const blanks = ' '.repeat(40_000);
    const start = performance.now();
    const party = await remark(
      `Passport A1${blanks}B${blanks}; DOB 28 Jul 1963;${blanks}Passport C2 (Peru)${blanks}.${blanks}`,
    );
    assert.ok(performance.now() - start < 1_000);
    assert.equal(party?.birthDate, '1963-07-28');
    assert.deepEqual(party?.identifiers[1], { type: 'passport', value: 'A1B', issuer: null });
  });

  it('is a person, an organisation, or a vessel that links nobody', async () => {
    const text = [
      entry(1, 'A', { type: '"individual"' }),
      entry(2, 'B', {}),
      entry(3, 'C', { type: '"vessel"' }),
      entry(4, 'D', { type: '"aircraft"' }),
    ].join('');
    assert.deepEqual(
      factsOf(await readAll('ofac-sdn', text), 'party').map(({ entityKind, linkable }) => [entityKind, linkable]),
      [
        ['person', true],
        ['organisation', true],
        ['unknown', false],
        ['unknown', false],
      ],
    );
  });
});

describe('the list of an entry', () => {
  it('is that of blocked persons unless its programs only restrict', async () => {
    assert.equal(await authority('SDGT] [NS-PLC'), 'OFAC-SDN');
    assert.equal(await authority('NS-PLC'), 'OFAC-non-SDN');
    assert.equal(await authority('CMIC-EO13959'), 'OFAC-non-SDN');
    assert.equal(await authority('UKRAINE-EO13662'), 'OFAC-SDN');
  });

  it('is not told where the entry is under a directive of an order that may also block', async () => {
    const directive = 'Executive Order 13662 Directive Determination - Subject to Directive 1';
    const later = 'Executive Order 14024 Directive Information - see the list';
    assert.equal(await authority('UKRAINE-EO13662', directive), 'OFAC-non-SDN');
    assert.equal(await authority('UKRAINE-EO13662] [RUSSIA-EO14024', directive), 'OFAC-SDN');
    assert.equal(await authority('UKRAINE-EO13662] [RUSSIA-EO14024', `${directive}; ${later}`), 'OFAC');
  });
});

describe('the other files of a list', () => {
  it('give strong aliases and addresses of the same entry', async () => {
    const aliases = await readAll('ofac-sdn', '37,5,"aka","HESA TRADE CENTER",-0- \n37,6,"fka","OLD HESA",-0- \n');
    assert.deepEqual(
      factsOf(aliases, 'party').map(({ names, identifiers }) => [names[0]?.type, names[0]?.full, identifiers]),
      [
        ['aka', 'HESA TRADE CENTER', [ENTRY]],
        ['former', 'OLD HESA', [ENTRY]],
      ],
    );
    const addresses = await readAll(
      'ofac-sdn',
      '37,1,"1 Main St","Miami, FL 33126","United States",-0- \n37,2,"Ibex House","London EC3N 1DY","United Kingdom",-0- \n37,3,-0- ,-0- ,-0- ,-0- \n',
    );
    assert.deepEqual(
      factsOf(addresses, 'party').flatMap((party) => party.addresses),
      [
        {
          text: '1 Main St, Miami, FL 33126, United States',
          street: '1 Main St',
          city: 'Miami',
          state: 'FL',
          zip: '33126',
          country: 'US',
        },
        {
          text: 'Ibex House, London EC3N 1DY, United Kingdom',
          street: 'Ibex House',
          city: 'London',
          state: null,
          zip: null,
          country: 'United Kingdom',
        },
      ],
    );
    assert.deepEqual(addresses.counts, { rowsRead: 3, records: 3, quarantined: 0 });
  });

  it('go on with Remarks that ran over, and half a statement at the cut is read on neither side', async () => {
    const start = `${'x; '.repeat(300)}Passport AB12`.padEnd(1_000, '9');
    const [party] = factsOf(await readAll('ofac-sdn', entry(37, 'A', { remarks: `"${start}"` })), 'party');
    assert.deepEqual(party?.identifiers, [ENTRY]);
    const [more] = factsOf(await readAll('ofac-sdn', '37,"123; Passport CD34; Linked To: HAMAS."\n'), 'party');
    assert.deepEqual(more?.identifiers, [ENTRY, { type: 'passport', value: 'CD34', issuer: null }]);
  });

  it('are told by their first line, whatever their names and line ends are', () => {
    const lines = [
      entry(36, 'AEROCARIBBEAN AIRLINES', {}),
      '36,25,-0- ,"Havana","Cuba",-0- \r\n',
      '36,12,"aka","AERO-CARIBBEAN",-0- \r\n',
      '36,"DOB 1963; Linked To: HAMAS."\r\n',
    ];
    for (const line of lines)
      assert.deepEqual(sniffFormat(Buffer.from(line), 'x.txt'), { ok: true, value: 'ofac-sdn' }, line);
    for (const line of ['36,"a table of somebody"\n', '1,2,3,4,5\n', '1,2,"a","b","c","d"\n36,25'])
      assert.notEqual(sniffFormat(Buffer.from(line), 'sdn.csv').ok && 'ofac-sdn', 'ofac-sdn', line);
  });

  it('end with a DOS end-of-file mark that is no row; a row with another number of cells goes to quarantine', async () => {
    const result = await readAll('ofac-sdn', '37,5,"aka","A B",-0- \n37,5,"aka"\n\u001a');
    assert.deepEqual(result.counts, { rowsRead: 2, records: 1, quarantined: 1 });
    assert.deepEqual(
      result.quarantine.map(({ code, locator, raw }) => [code, locator, raw]),
      [['BAD_ROW', 'line 2', '37,5,aka']],
    );
  });
});
