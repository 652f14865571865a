import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { loadReference, REFERENCE_FILES, referenceHashes } from '../../../reference/load.ts';

const reference = loadReference();
const folder = join(import.meta.dirname, '..', '..', '..', 'reference');
const rowCount = (name: string) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n').length - 1;

describe('the reference tables', () => {
  it('hold 94 districts, 3,251 counties and 33 clocks', () => {
    assert.equal(reference.districts.size, 94);
    assert.equal(rowCount('county-districts.csv'), 3251);
    assert.equal(reference.clocks.size, 33);
  });

  it('put places into their county and time zone', () => {
    const at = (state: string, place: string) => {
      const found = reference.place(state, place);
      return [found?.countyFips, found?.zone];
    };
    assert.deepEqual(at('NV', 'Las Vegas'), ['32003', 'America/Los_Angeles']);
    assert.deepEqual(at('IN', 'Indianapolis'), ['18097', 'America/Indiana/Indianapolis']);
    assert.deepEqual(at('AZ', 'Phoenix'), ['04013', 'America/Phoenix']);
    assert.deepEqual(at('TX', 'El Paso'), ['48141', 'America/Denver']);
    assert.deepEqual(at('mo', 'ST. LOUIS'), at('MO', 'Saint Louis'));
    assert.equal(reference.place('TX', 'Nowhere At All'), null);
  });

  it('leave a place of several counties to a person', () => {
    const york = reference.place('NY', 'New York');
    assert.equal(york?.countyFips, null);
    assert.deepEqual(york?.counties, ['36005', '36047', '36061', '36081', '36085']);
    assert.equal(york?.ambiguous, true);
  });

  it('mark the eight split counties, and know that American Samoa has no district', () => {
    const counties = readFileSync(join(folder, 'county-districts.csv'), 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.slice(0, 5))
      .map((fips) => reference.county(fips));
    assert.equal(counties.filter((county) => county?.split === true).length, 8);
    const samoa = counties.filter((county) => county?.state === 'AS');
    assert.equal(samoa.length, 5);
    assert.ok(samoa.every((county) => county?.district === null));
    assert.equal(reference.county('32003')?.district, 'nvd');
  });

  it('name a district for every county but those of American Samoa', () => {
    for (const line of readFileSync(join(folder, 'county-districts.csv'), 'utf8').trimEnd().split('\n').slice(1)) {
      const county = reference.county(line.slice(0, 5));
      if (county?.state !== 'AS')
        assert.ok(county !== null && county.district !== null && reference.districts.has(county.district), line);
    }
  });

  it('give the year of 18 USC 984 and the fourteen days of an ex parte order', () => {
    assert.deepEqual(
      [
        reference.clocks.get('fungible_property_window')?.length,
        reference.clocks.get('fungible_property_window')?.unit,
      ],
      [1, 'years'],
    );
    assert.deepEqual(
      [reference.clocks.get('criminal_tro_ex_parte')?.length, reference.clocks.get('criminal_tro_ex_parte')?.unit],
      [14, 'days'],
    );
  });

  it('have a Census title for every venue code', () => {
    for (const code of reference.venueNaics) assert.ok(reference.naicsTitle(code), code);
    assert.equal(reference.naicsTitle('812113'), 'Nail Salons');
  });

  it('are hashed in name order, each as it lies on disk', () => {
    const hashes = referenceHashes();
    assert.deepEqual(
      hashes.map(({ name }) => name),
      [...REFERENCE_FILES].sort(),
    );
    assert.ok(hashes.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256)));
  });
});
