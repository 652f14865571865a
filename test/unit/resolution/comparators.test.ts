import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { editDistance, jaroWinkler } from '../../../src/resolution/comparators.ts';
import { sharedData } from '../../shared-data.ts';

/** Winkler 1990, as ownership-and-resolution 4.2 prints them. */
const WINKLER: readonly (readonly [string, string, number])[] = [
  ['MARTHA', 'MARHTA', 0.961],
  ['DIXON', 'DICKSONX', 0.813],
  ['DWAYNE', 'DUANE', 0.84],
  ['CRATE', 'TRACE', 0.733],
  ['JONES', 'JOHNSON', 0.832],
  ['ABCVWXYZ', 'CABVWXYZ', 0.958],
  ['MICHELLE', 'MICHAEL', 0.921],
];

describe('comparators', () => {
  it('gives the published Jaro-Winkler values to three places', () => {
    for (const [a, b, value] of WINKLER) assert.equal(Number(jaroWinkler(a, b).toFixed(3)), value, `${a} ${b}`);
  });

  it('gives the reference vectors of the shared file', (t) => {
    const folder = sharedData('ownership/er-benchmarks/jaro-winkler');
    if (folder === null) return t.skip('NOT RUN: shared data absent');
    const rows = readFileSync(join(folder, 'jaro_winkler.csv'), 'utf8').trim().split(/\r?\n/);
    assert.equal(rows.length, 7);
    for (const row of rows) {
      const [a = '', b = '', value = ''] = row.split(',');
      assert.equal(Number(jaroWinkler(a, b).toFixed(3)), Number(value), row);
    }
  });

  it('counts an exchange of neighbours as one edit and stops at the limit', () => {
    assert.equal(editDistance('123456789', '123465789', 2), 1);
    assert.equal(editDistance('GONZALEZ', 'GONZALES', 2), 1);
    assert.equal(editDistance('ABC', 'XYZ', 2), 3);
    assert.equal(editDistance('SHORT', 'MUCH LONGER', 2), 3);
  });
});
