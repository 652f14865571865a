import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type LeadMove, leadStatus, transition } from '../../../src/leads/index.ts';

const ann = { actor: 'ann', keyId: 'k1' };
const bob = { actor: 'bob', keyId: 'k2' };
const submitted: readonly LeadMove[] = [{ act: 'submit', ...ann }];

describe('the states of a lead', () => {
  it('go from draft over submission and approval to release and recall', () => {
    const acts = (['submit', 'approve', 'release', 'recall'] as const).map((act) => ({ act }));
    assert.deepEqual(
      [0, 1, 2, 3, 4].map((n) => leadStatus('INCOMPLETE', acts.slice(0, n))),
      ['INCOMPLETE', 'SUBMITTED', 'APPROVED', 'RELEASED', 'RECALLED'],
    );
  });

  it('let a returned lead be submitted again, and a rejected one never', () => {
    assert.equal(leadStatus('DRAFT', [{ act: 'submit' }, { act: 'return' }, { act: 'submit' }]), 'SUBMITTED');
    assert.equal(leadStatus('DRAFT', [{ act: 'submit' }, { act: 'reject' }, { act: 'submit' }]), 'REJECTED');
  });

  it('pass over an act that does not fit the state', () => {
    assert.equal(leadStatus('DRAFT', [{ act: 'approve' }, { act: 'release' }]), 'DRAFT');
  });

  it('refuse an act that does not fit, by name', () => {
    const refused = transition('DRAFT', [], { act: 'release', ...bob });
    assert.equal(refused.ok ? '' : refused.error.code, 'CONFLICT');
  });
});

describe('the two-person rule', () => {
  it('lets another person approve', () => {
    assert.deepEqual(transition('DRAFT', submitted, { act: 'approve', ...bob }), { ok: true, value: 'APPROVED' });
  });

  it('refuses the author by name and by key', () => {
    for (const same of [ann, { actor: 'ann', keyId: 'k9' }, { actor: 'annie', keyId: 'k1' }]) {
      const refused = transition('DRAFT', submitted, { act: 'approve', ...same });
      assert.equal(refused.ok ? '' : refused.error.code, 'SAME_PERSON');
    }
  });

  it('looks at who submitted last when a lead was returned', () => {
    const earlier: readonly LeadMove[] = [...submitted, { act: 'return', ...bob }, { act: 'submit', ...bob }];
    const refused = transition('DRAFT', earlier, { act: 'approve', ...bob });
    assert.equal(refused.ok ? '' : refused.error.code, 'SAME_PERSON');
    assert.equal(transition('DRAFT', earlier, { act: 'approve', ...ann }).ok, true);
  });
});
