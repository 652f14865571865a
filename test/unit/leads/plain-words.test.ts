import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  exactShare,
  grouped,
  makeShare,
  parseMoney,
  type RecordId,
  readableMoney,
  unwrap,
} from '../../../src/core/index.ts';
import { INDICATORS } from '../../../src/detection/index.ts';
import { shareWords } from '../../../src/leads/share-words.ts';
import { signOf, signWords } from '../../../src/leads/signs.ts';
import { finding, makeScene } from './scene.ts';

const { facts } = await makeScene();
const cited = finding(facts, { rule: 'processor-fed', family: 'B', subjects: [], records: ['rec_1' as RecordId] });

describe('a sign in words', () => {
  it('exists for every rule of detection, and is not the name of the rule', () => {
    for (const { id } of INDICATORS) assert.notEqual(signWords(id), id.replaceAll('-', ' '), id);
    assert.equal(signWords('a-later-rule'), 'a later rule');
  });

  it('says shares in percent of what they are shares of, and has the innocent case beside it', () => {
    assert.deepEqual(signOf({ ...cited, value: '0.5167', threshold: '0.5000' }), {
      text: 'a venue business paid by payment processors: 51.67 percent of its credits; counts from 50 percent, 2024-02-01 to 2024-03-05',
      records: ['rec_1'],
      innocent: 'money sent home',
    });
  });

  it('groups amounts and keeps counts, dates and whole shares', () => {
    const series = { ...cited, rule: 'sub-threshold-series', window: { from: null, to: null } };
    const value = '3 deposits of together 27280.00 USD';
    const threshold = '3 deposits of 8000.00 to 9999.99 USD in 5 business days';
    assert.equal(
      signOf({ ...series, value, threshold }).text,
      'cash deposits just below the reporting line, close together: 3 deposits of together 27,280.00 USD; counts from 3 deposits of 8,000.00 to 9,999.99 USD in 5 business days',
    );
    assert.match(
      signOf({ ...series, value: '1.0000', threshold: '0.0500' }).text,
      /: 100 percent; counts from 5 percent$/,
    );
  });
});

describe('a share in words', () => {
  it('is one figure when it is exact, and both ends when it is not', () => {
    const shown = [exactShare(100), exactShare(33.5), unwrap(makeShare(25, 50))].map(shareWords);
    assert.deepEqual(shown, ['100 percent', '33.5 percent', '25 to 50 percent']);
  });
});

describe('an amount in a sentence', () => {
  it('has groups of three before the point and none after it', () => {
    assert.deepEqual(['0.00', '999.99', '1000.00', '-1234567.8901', '12'].map(grouped), [
      '0.00',
      '999.99',
      '1,000.00',
      '-1,234,567.8901',
      '12',
    ]);
    assert.equal(readableMoney(unwrap(parseMoney('1360', 'USD'))), '1,360.00 USD');
    assert.equal(readableMoney(unwrap(parseMoney('1360', 'JPY'))), '1,360 JPY');
  });
});
