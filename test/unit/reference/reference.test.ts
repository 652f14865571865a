import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'csv-parse/sync';
import { loadReference, REFERENCE_FILES, referenceHashes } from '../../../reference/load.ts';
import { isCurrency, minorDigits, sha256Hex } from '../../../src/core/index.ts';

const reference = loadReference();
const folder = join(import.meta.dirname, '..', '..', '..', 'reference');
const table = (name: string) =>
  parse(readFileSync(join(folder, name), 'utf8'), { columns: true }) as Record<string, string>[];
const counties = table('county-districts.csv').map((row) => reference.county(row.county_fips ?? ''));

describe('the districts', () => {
  it('are 94, and 3,251 counties point to them', () => {
    assert.equal(reference.districts.size, 94);
    assert.equal(counties.length, 3251);
    assert.equal(new Set(counties.map((county) => county?.fips)).size, 3251);
    assert.equal(reference.county('32003')?.district, 'nvd');
    assert.equal(reference.county('32003')?.statute, '28 USC 108');
  });

  it('are split in eight counties, which go to a person (legal-and-evidence 5.1)', () => {
    assert.deepEqual(
      counties.filter((county) => county?.split).map((county) => `${county?.name}, ${county?.state}`),
      [
        'Fremont County, ID',
        'Gallatin County, MT',
        'Park County, MT',
        'Durham County, NC',
        'Hoke County, NC',
        'Moore County, NC',
        'Richmond County, NC',
        'Scotland County, NC',
      ],
    );
  });

  it('are known for every county but the five of American Samoa, which has no district court', () => {
    const without = counties.filter((county) => county?.district === null);
    assert.deepEqual([...new Set(without.map((county) => county?.state))], ['AS']);
    assert.equal(without.length, 5);
    for (const county of counties)
      if (county?.district) assert.ok(reference.districts.has(county.district), county.fips);
  });
});

describe('the clocks and wages', () => {
  it('are 33 time limits, each in days, months or years', () => {
    assert.equal(reference.clocks.size, 33);
    for (const clock of reference.clocks.values()) {
      assert.ok(['days', 'months', 'years'].includes(clock.unit), clock.id);
      assert.ok(Number.isInteger(clock.length) && clock.length > 0, clock.id);
    }
  });

  it('give the year of 18 USC 984 and the fourteen days of an ex parte order', () => {
    const length = (id: string) => [reference.clocks.get(id)?.length, reference.clocks.get(id)?.unit];
    assert.deepEqual(length('fungible_property_window'), [1, 'years']);
    assert.deepEqual(length('criminal_tro_ex_parte'), [14, 'days']);
  });

  it('keep wage rates as text and in order of their dates, the last of 24 July 2009', () => {
    assert.deepEqual(reference.wages.at(-1), { from: '2009-07-24', rate: '7.25' });
    const dates = reference.wages.map(({ from }) => from);
    assert.deepEqual(dates, [...dates].sort());
  });
});

describe('the code lists', () => {
  it('hold all 90 kinds of suspicious activity in the words of FinCEN, human trafficking as 927', () => {
    const file = JSON.parse(readFileSync(join(folder, 'fincen-codes.json'), 'utf8')) as Record<string, object>;
    assert.equal(Object.keys(file.suspiciousActivitySubtype ?? {}).length, 90);
    assert.equal(Object.keys(file.partyType ?? {}).length, 23);
    assert.equal(Object.keys(file.currencyTransactionDetail ?? {}).length, 23);
    assert.equal(reference.codeLabel('suspiciousActivitySubtype', '927'), 'Human trafficking');
    assert.equal(reference.codeLabel('partyType', '33'), 'Subject');
    assert.equal(reference.codeLabel('phone', 'M'), 'Mobile');
  });

  it('have no label for a code that the schemas do not allow', () => {
    assert.equal(reference.codeLabel('partyType', '99'), null);
    assert.equal(reference.codeLabel('partyType', 'constructor'), null);
  });

  it('have a Census title for every venue code', () => {
    assert.equal(reference.venueNaics.size, 8);
    for (const code of reference.venueNaics) assert.ok(reference.naicsTitle(code), code);
    assert.equal(reference.naicsTitle('812199'), 'Other Personal Care Services');
    assert.equal(reference.naicsTitle('722410'), 'Drinking Places (Alcoholic Beverages)');
    assert.equal(reference.naicsTitle('713990'), 'All Other Amusement and Recreation Industries');
  });

  it('hold the 1,012 industries of NAICS 2022, and those of 2017 that older reports name', () => {
    const industries = table('naics.csv').filter((row) => row.code?.length === 6);
    assert.equal(industries.filter((row) => row.edition === '2022').length, 1012);
    assert.equal(reference.naicsTitle('32'), 'Manufacturing');
    assert.equal(
      reference.naicsTitle('519130'),
      'Internet Publishing and Broadcasting and Web Search Portals',
      'left out of 2022',
    );
    assert.equal(reference.naicsTitle('000000'), null);
  });

  it('have the minor digits of ISO 4217, and none for gold', () => {
    const digits = ['USD', 'JPY', 'KWD', 'CLF', 'XAU', 'ZZZ'].map(reference.currencyDigits);
    assert.deepEqual(digits, [2, 0, 3, 4, null, null]);
  });

  it('agree with the minor digits that money is counted in', () => {
    for (const { code = '' } of table('currencies.csv')) {
      const digits = reference.currencyDigits(code);
      if (digits !== null) assert.equal(isCurrency(code) && minorDigits(code), digits, code);
    }
  });
});

describe('the memo words', () => {
  it('can each be the first that a memo hits: none stands behind a word that it contains', () => {
    const padded = reference.memoWords.map(({ words }) => ` ${words} `);
    for (const [i, words] of padded.entries())
      assert.equal(
        padded.slice(0, i).find((earlier) => words.includes(earlier)),
        undefined,
        words,
      );
  });

  it('cover the nine purposes that memos tell, in upper-case words', () => {
    assert.deepEqual([...new Set(reference.memoWords.map(({ purpose }) => purpose))].sort(), [
      'ad',
      'living',
      'loan',
      'lodging',
      'payroll-tax',
      'processor',
      'remitter',
      'rent',
      'wage',
    ]);
    for (const { words } of reference.memoWords) assert.match(words, /^[A-Z0-9]+( [A-Z0-9]+)*$/);
  });
});

describe('the hashes of the tables', () => {
  it('are in name order, each of the bytes on disk', () => {
    const hashes = referenceHashes();
    assert.deepEqual(
      hashes.map(({ name }) => name),
      [...REFERENCE_FILES].sort(),
    );
    for (const { name, sha256 } of hashes) assert.equal(sha256, sha256Hex(readFileSync(join(folder, name))), name);
  });

  it('leave no table out: one that a Run could read unhashed would change it unseen', () => {
    const tables = readdirSync(folder).filter((name) => /\.(csv|json)$/.test(name));
    assert.deepEqual(tables.sort(), [...REFERENCE_FILES].sort());
  });

  it('have a line in ORIGIN.md for each table', () => {
    const origin = readFileSync(join(folder, 'ORIGIN.md'), 'utf8');
    for (const name of REFERENCE_FILES) assert.ok(origin.includes(`| ${name} `), name);
  });
});
