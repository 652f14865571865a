import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addDays, asSha256, type DateText, makeId, type RecordId, sha256Hex } from '../../../src/core/index.ts';
import { defaultAsOf } from '../../../src/detection/index.ts';
import type { RecordRef } from '../../../src/facts/index.ts';

function dated(dates: readonly (string | null)[]): { records: Map<RecordId, RecordRef> } {
  const refs = dates.map(
    (date, ordinal): RecordRef => ({
      id: makeId('rec', ordinal),
      source: asSha256(sha256Hex('a')),
      sourceClass: 'PROCESS_OBTAINED',
      format: 'redress-transfers',
      ordinal,
      locator: `line ${ordinal}`,
      date: date as DateText | null,
    }),
  );
  return { records: new Map(refs.map((ref) => [ref.id, ref])) };
}

const YEAR = Array.from({ length: 199 }, (_, day) => addDays('2024-01-01' as DateText, day));

describe('The default as-of date', () => {
  it('is the latest date of the records', () => {
    assert.equal(defaultAsOf(dated(['2024-03-01', null, '2024-05-09'])).asOf, '2024-05-09');
  });

  it('leaves out a date more than 366 days after the 99th percentile, and names its record', () => {
    const percentile = YEAR.at(-2) as DateText;
    const onTheLimit = defaultAsOf(dated([...YEAR, addDays(percentile, 366)]));
    assert.deepEqual(onTheLimit, { asOf: addDays(percentile, 366), outliers: [] });
    const beyond = defaultAsOf(dated([...YEAR, addDays(percentile, 367)]));
    assert.equal(beyond.asOf, YEAR.at(-1));
    assert.deepEqual(beyond.outliers, [makeId('rec', 199)]);
  });

  it('is unknown when no record has a date', () => {
    assert.deepEqual(defaultAsOf(dated([null])), { asOf: null, outliers: [] });
  });
});
