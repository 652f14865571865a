import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  addDays,
  addMonths,
  dayNumber,
  instantText,
  parseCompactDate,
  parseDate,
  parseInstant,
  parsePartialDate,
  parseWrittenTime,
  unwrap,
  weekday,
} from '../../../src/core/index.ts';

describe('dates and instants', () => {
  it('refuses a date that does not exist', () => {
    for (const text of ['2023-02-30', '2023-13-01', '2023-00-10', '2023-2-3', '1900-02-29', '0000-01-01']) {
      const read = parseDate(text);
      assert.equal(read.ok ? 'read' : read.error.code, 'BAD_DATE', text);
    }
    assert.equal(parseDate('2000-02-29').ok, true);
  });

  it('keeps a partial date partial', () => {
    assert.equal(unwrap(parsePartialDate('1984')), '1984');
    assert.equal(unwrap(parsePartialDate('1984-06')), '1984-06');
    assert.equal(parseDate('1984-06').ok, false);
  });

  it('reads the unknown month and day of a FinCEN birth date', () => {
    assert.equal(unwrap(parseCompactDate('19750120')), '1975-01-20');
    assert.equal(unwrap(parseCompactDate('19750000')), '1975');
    assert.equal(unwrap(parseCompactDate('19750100')), '1975-01');
    assert.equal(parseCompactDate('19750020').ok, false);
    assert.equal(parseCompactDate('20230230').ok, false);
  });

  it('counts days from 1970 and knows the weekday', () => {
    assert.equal(dayNumber(unwrap(parseDate('1970-01-01'))), 0);
    assert.equal(dayNumber(unwrap(parseDate('2000-03-01'))), 11_017);
    assert.equal(weekday(unwrap(parseDate('2009-07-19'))), 0);
    assert.equal(addDays(unwrap(parseDate('2024-02-28')), 2), '2024-03-01');
  });

  it('ends a year of 18 USC 984 on the same day of the next year', () => {
    assert.equal(addMonths(unwrap(parseDate('2024-03-01')), 12), '2025-03-01');
    assert.equal(addMonths(unwrap(parseDate('2024-02-29')), 12), '2025-02-28');
  });

  it('turns an offset into UTC and refuses a time without one', () => {
    assert.equal(instantText(unwrap(parseInstant('2024-03-10T01:30:00-05:00'))), '2024-03-10T06:30:00Z');
    assert.equal(instantText(unwrap(parseInstant('2024-03-10T01:30:00.25Z'))), '2024-03-10T01:30:00.250Z');
    assert.equal(parseInstant('2024-03-10T01:30:00').ok, false);
    assert.equal(unwrap(parseWrittenTime('2024-03-10 01:30')).offsetMinutes, null);
    assert.equal(parseWrittenTime('2024-03-10T24:00').ok, false);
  });
});
