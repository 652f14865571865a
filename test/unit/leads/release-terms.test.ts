import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DateText } from '../../../src/core/index.ts';
import { type ReleaseRequest, releaseTerms } from '../../../src/leads/index.ts';
import { reference } from '../../in-memory.ts';

const REQUEST: ReleaseRequest = {
  to: 'FBI|Ana Ruiz',
  purpose: null,
  authority: null,
  agreement: null,
  variant: null,
  onwardSharing: false,
  expires: null,
  supersedes: null,
  referral: null,
};

function terms(asked: Partial<ReleaseRequest>, ground: { seesBsa?: boolean; today?: string } = {}) {
  return releaseTerms(
    { ...REQUEST, ...asked },
    {
      network: 'net_1',
      sha256: '0',
      version: 1,
      supersedes: null,
      approvedOn: '2026-01-01' as DateText,
      today: (ground.today ?? '2026-01-02') as DateText,
      seesBsa: ground.seesBsa ?? true,
      agencies: reference.directory,
    },
  );
}

function refusal(asked: Partial<ReleaseRequest>, ground: { seesBsa?: boolean; today?: string } = {}): string {
  const answer = terms(asked, ground);
  return answer.ok ? 'released' : answer.error.code;
}

function variant(asked: Partial<ReleaseRequest>, ground: { seesBsa?: boolean } = {}): string {
  const answer = terms(asked, ground);
  return answer.ok ? `${answer.value.variant} ${answer.value.marking}` : answer.error.code;
}

describe('the terms of a release', () => {
  it('name a person at an agency: an office alone gets nothing', () => {
    for (const to of ['FBI', 'FBI|', '|Ana Ruiz', 'FBI|Ana|Ruiz']) assert.equal(refusal({ to }), 'BAD_INPUT', to);
  });

  it('give BSA material to whom the directory gives access, by agreement once it is named, and to nobody unknown', () => {
    assert.equal(variant({}), 'bsa CUI//SP-FSEC');
    assert.equal(variant({ to: 'State-AG|Bo Lee' }), 'no-bsa CUI//SP-INV');
    assert.equal(variant({ to: 'State-AG|Bo Lee', agreement: 'MOU of 2024-01-02' }), 'bsa CUI//SP-FSEC');
    assert.equal(variant({ to: 'Unknown Office|Bo Lee', agreement: 'MOU' }), 'no-bsa CUI//SP-INV');
    assert.equal(variant({ to: 'DOL-WHD|Bo Lee', variant: 'bsa' }), 'FORBIDDEN');
  });

  it('never give more than the releasing person sees', () => {
    assert.equal(variant({}, { seesBsa: false }), 'no-bsa CUI//SP-INV');
    assert.equal(variant({ variant: 'bsa' }, { seesBsa: false }), 'FORBIDDEN');
  });

  it('never let BSA material be shared onward: a new request is made for each recipient (legal-and-evidence 4.3)', () => {
    assert.equal(variant({ onwardSharing: true }), 'FORBIDDEN');
    assert.equal(variant({ onwardSharing: true, variant: 'no-bsa' }), 'no-bsa CUI//SP-INV');
  });

  it('never give a lead to a provider of services, however its name is written', () => {
    for (const to of [
      'Legal-services|Bo Lee',
      'legal-services|Bo Lee',
      'Grantee of the Office for Victims of Crime|Bo',
    ])
      assert.equal(refusal({ to }), 'FORBIDDEN', to);
  });

  it('end with the approval: 180 days, and never after it', () => {
    const answer = terms({});
    assert.equal(answer.ok && answer.value.expires, '2026-06-30');
    assert.equal(refusal({ expires: '2026-06-30' }), 'released');
    for (const expires of ['2026-07-01', '2026-01-02', '2026-02-30'])
      assert.equal(refusal({ expires }), 'BAD_INPUT', expires);
    assert.equal(refusal({}, { today: '2026-06-30' }), 'CONFLICT');
  });

  it('know the reasons of the table of referrals alone', () => {
    assert.equal(refusal({ referral: 'LAUNDERING' }), 'released');
    assert.equal(refusal({ referral: 'SUSPICIOUS' }), 'BAD_INPUT');
  });
});
