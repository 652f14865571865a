import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'csv-parse/sync';
import { loadReference } from '../../../reference/load.ts';

const reference = loadReference();
const path = join(import.meta.dirname, '..', '..', '..', 'reference', 'places.csv');
const rows = parse(readFileSync(path, 'utf8'), { columns: true }) as Record<string, string>[];
const at = (state: string, name: string) => {
  const place = reference.place(state, name);
  return [place?.countyFips, place?.zone];
};

describe('the places', () => {
  it('lie in their county and time zone, where one state has several zones too', () => {
    assert.deepEqual(at('NV', 'Las Vegas'), ['32003', 'America/Los_Angeles']);
    assert.deepEqual(at('IN', 'Indianapolis'), ['18097', 'America/Indiana/Indianapolis']);
    assert.deepEqual(at('IN', 'Gary'), ['18089', 'America/Chicago']);
    assert.deepEqual(at('AZ', 'Phoenix'), ['04013', 'America/Phoenix']);
    assert.deepEqual(at('AZ', 'Tuba City'), ['04005', 'America/Denver']);
    assert.deepEqual(at('TX', 'El Paso'), ['48141', 'America/Denver']);
    assert.deepEqual(at('FL', 'Pensacola'), ['12033', 'America/Chicago']);
    assert.deepEqual(at('FL', 'Miami'), ['12086', 'America/New_York']);
    assert.deepEqual(at('HI', 'Honolulu'), ['15003', 'Pacific/Honolulu']);
    assert.deepEqual(at('PR', 'San Juan'), ['72127', 'America/Puerto_Rico']);
  });

  it('are found however a clerk writes them', () => {
    assert.notEqual(reference.place('MO', 'Saint Louis'), null);
    assert.deepEqual(reference.place('mo', 'ST. LOUIS'), reference.place('MO', 'Saint Louis'));
    assert.deepEqual(reference.place('TX', 'Ft Worth'), reference.place('TX', 'Fort Worth'));
    assert.equal(reference.place('TX', 'Nowhere At All'), null);
  });

  it('are left to a person when they lie in several counties', () => {
    const york = reference.place('NY', 'New York');
    assert.equal(york?.countyFips, null);
    assert.equal(york?.ambiguous, true);
    assert.deepEqual(york?.counties, ['36005', '36047', '36061', '36081', '36085']);
    for (const [state, name] of [
      ['TX', 'Houston'],
      ['MO', 'Kansas City'],
      ['GA', 'Atlanta'],
      ['OK', 'Tulsa'],
    ] as const)
      assert.equal(reference.place(state, name)?.ambiguous, true, name);
  });

  it('never lend Dallas one district: its northern edge is in the Eastern District of Texas', () => {
    const districts = reference.place('TX', 'Dallas')?.counties.map((fips) => reference.county(fips)?.district);
    assert.deepEqual([...new Set(districts)].sort(), ['txed', 'txnd']);
  });

  it('lie in counties of their own state that the table of districts has', () => {
    assert.ok(rows.length > 29_000);
    for (const { state, place, county_fips: counties = '' } of rows)
      for (const fips of counties.split(';')) assert.equal(reference.county(fips)?.state, state, `${place}, ${state}`);
  });

  it('are one row a name: two spellings that are looked up as one would hide a county', () => {
    const found = new Set(rows.map(({ state = '', place = '' }) => reference.place(state, place)));
    assert.equal(found.size, rows.length);
  });

  it('have a zone that the clock knows and a position on the globe', () => {
    for (const zone of new Set(rows.map((row) => row.zone))) Intl.DateTimeFormat('en', { timeZone: zone });
    for (const { lat, lon, place } of rows)
      assert.ok(Math.abs(Number(lat)) <= 90 && Math.abs(Number(lon)) <= 180 && lat !== '', place);
  });
});
