import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type AccountId, type DateText, makeId, parseMoney, type RecordId, unwrap } from '../../../src/core/index.ts';
import { decodeFact, encodeFact, isAdmissible, joinClasses, type Transfer } from '../../../src/facts/index.ts';

const transfer: Transfer = {
  kind: 'transfer',
  id: makeId('fct', ['t1']),
  record: makeId('rec', ['t1']) as RecordId,
  reference: 't1',
  at: { date: '2024-01-02' as DateText, micros: null, localHour: null, text: '2024-01-02' },
  from: { account: makeId('acc', ['a']) as AccountId, party: null },
  to: { account: null, party: null },
  amount: unwrap(parseMoney('10.125', 'USD')),
  method: 'wire',
  place: null,
  conductor: null,
  memo: null,
};

describe('stored facts', () => {
  it('come back as they were, money with its scale', () => {
    assert.deepEqual(decodeFact(encodeFact(transfer)), transfer);
    assert.match(encodeFact(transfer), /"\$money":"10.125"/);
  });

  it('refuse a text that this program did not write', () => {
    assert.throws(() => decodeFact('{"kind":"rumour","id":"fct_1","record":"rec_1"}'));
    assert.throws(() => decodeFact('[]'));
  });
});

describe('the firewall by class', () => {
  it('lets through what rests on admissible records only', () => {
    assert.equal(isAdmissible(['PROCESS_OBTAINED', 'PUBLIC_RECORD']), true);
    assert.equal(isAdmissible(['DERIVED', 'VICTIM_SUPPLIED']), true);
  });

  it('stops one BSA or BOI record among many, and what rests on nothing', () => {
    assert.equal(isAdmissible(['BSA_LEAD_ONLY', 'PROCESS_OBTAINED']), false);
    assert.equal(isAdmissible(['BOI_RESTRICTED']), false);
    assert.equal(isAdmissible([]), false);
    assert.equal(isAdmissible(['DERIVED']), false);
  });

  it('carries every class that a derived thing rests on', () => {
    assert.deepEqual(joinClasses(['PUBLIC_RECORD'], ['BSA_LEAD_ONLY', 'PUBLIC_RECORD']), [
      'BSA_LEAD_ONLY',
      'PUBLIC_RECORD',
    ]);
  });
});
