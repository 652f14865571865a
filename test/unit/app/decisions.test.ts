import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Role, WHOLE_HOME } from '../../../src/access/index.ts';
import type { KnownActor } from '../../../src/app/actors.ts';
import {
  checkDecisions,
  checkedStore,
  type LeadDecision,
  type PersonDecision,
  signDecision,
} from '../../../src/app/decisions.ts';
import type { EntityId, PartyId } from '../../../src/core/index.ts';
import { generateSigningKey, type Signer, signerFromPem } from '../../../src/evidence/index.ts';
import type { Decision, PersonState } from '../../../src/facts/index.ts';
import type { Store } from '../../../src/store/port/index.ts';

const signers = new Map(['ann', 'ben', 'sue', 'vic', 'eve'].map((name) => [name, signerFromPem(generateSigningKey())]));
function signerOf(name: string): Signer {
  const signer = signers.get(name);
  if (signer === undefined) throw new Error(`no signer ${name}`);
  return signer;
}

const actor = (name: string, role: Role): KnownActor => ({
  name,
  role,
  keys: [{ keyId: signerOf(name).keyId, publicKey: signerOf(name).publicKey }],
});
const ACTORS = [
  actor('ann', 'analyst'),
  actor('ben', 'analyst'),
  actor('sue', 'supervisor'),
  actor('vic', 'victim-specialist'),
];

let clock = 0;
const ROSA = 'pty_rosa' as PartyId;

function said(name: string, state: PersonState, confirmedBy: string | null): PersonDecision {
  clock += 1;
  const decision: PersonDecision = {
    kind: 'person-state',
    party: ROSA,
    entity: 'ent_rosa' as EntityId,
    state,
    reason: 'read the file',
    actor: name,
    confirmedBy,
    ordinal: clock,
    atMicros: clock,
    classes: ['PUBLIC_RECORD'],
  };
  return signDecision(decision, signerOf(name));
}

function moved(name: string, act: LeadDecision['act']): LeadDecision {
  clock += 1;
  const decision: LeadDecision = {
    kind: 'lead-transition',
    lead: 'led_1',
    act,
    reason: 'read the file',
    actor: name,
    keyId: '',
    signature: '',
    ordinal: clock,
    atMicros: clock,
    classes: ['PUBLIC_RECORD'],
  };
  return signDecision(decision, signerOf(name));
}

const check = (...decisions: Decision[]) => checkDecisions(decisions, ACTORS);
const states = (...decisions: Decision[]) =>
  check(...decisions).decisions.map((item) =>
    item.kind === 'person-state' ? `${item.state} ${item.confirmedBy}` : item.act,
  );
const whys = (...decisions: Decision[]) => check(...decisions).unverified.map(({ why }) => why);

describe('a decision about a person', () => {
  it('counts as it stands when its signature, its actor and the second person bear it out', () => {
    const all = [said('ben', 'WITNESS', 'ben'), said('ann', 'CLEARED', null), said('vic', 'CLEARED', 'ann')];
    assert.deepEqual(check(...all), { decisions: all, unverified: [] });
  });

  it('counts the same in a view that numbers it otherwise, and with a former key of its actor', () => {
    const one = { ...said('ann', 'WITNESS', 'ann'), ordinal: 77 };
    const ann: KnownActor = {
      ...actor('ann', 'analyst'),
      keys: [...actor('ben', 'analyst').keys, ...actor('ann', 'analyst').keys],
    };
    assert.deepEqual(checkDecisions([one], [ann]), { decisions: [one], unverified: [] });
  });

  it('only holds the person for a possible victim when anything in it was changed after it was signed', () => {
    const held = said('vic', 'POSSIBLE_VICTIM', 'vic');
    for (const forged of [
      { ...held, state: 'CLEARED' as const },
      { ...held, confirmedBy: 'ann' },
      { ...held, classes: ['BSA_LEAD_ONLY' as const] },
      { ...held, atMicros: 1 },
      { ...held, reason: 'none' },
      { ...held, actor: 'ann' },
      { ...held, signature: `00${held.signature?.slice(2)}` },
    ])
      assert.equal(
        check(forged).decisions.every((item) => item.kind === 'person-state' && item.state === 'POSSIBLE_VICTIM'),
        true,
      );
    assert.deepEqual(whys({ ...held, state: 'CLEARED' }), ['its signature does not fit what it says']);
  });

  it('only protects when it is not signed, states no time, or names nobody of the home', () => {
    const { signature: _, keyId: __, ...unsigned } = said('ann', 'CLEARED', 'ann');
    assert.deepEqual(states(unsigned), ['POSSIBLE_VICTIM ann']);
    assert.deepEqual(whys(unsigned), ['it is not signed']);
    const { atMicros: ___, ...timeless } = said('ann', 'CLEARED', 'ann');
    assert.deepEqual(whys(signDecision(timeless, signerOf('ann'))), ['it states no time']);
    assert.deepEqual(states(said('eve', 'CLEARED', 'eve')), ['POSSIBLE_VICTIM eve']);
    assert.deepEqual(whys(said('eve', 'CLEARED', 'eve')), ['its actor is not known in this home']);
  });

  it('is not signed with the key of another', () => {
    const stolen = signDecision(said('ann', 'CLEARED', 'ann'), signerOf('ben'));
    assert.deepEqual(whys(stolen), ['its key is none of ann']);
  });

  it('takes no protection away when its row is copied, or moved behind a later one', () => {
    const [cleared, held] = [said('ann', 'CLEARED', 'ann'), said('ben', 'POSSIBLE_VICTIM', 'ben')];
    const copied = { ...cleared, ordinal: 100 };
    assert.deepEqual(states(cleared, held, copied), ['CLEARED ann', 'POSSIBLE_VICTIM ben', 'POSSIBLE_VICTIM ann']);
    assert.deepEqual(whys(cleared, held, copied), ['it stands there twice']);
    assert.deepEqual(whys(held, copied), ['it stands after a later one']);
  });

  it('is not confirmed by someone who proposed it themselves, nor for a proposal that nobody made', () => {
    assert.deepEqual(whys(said('vic', 'CLEARED', 'ann')), ['ann never proposed it']);
    assert.deepEqual(whys(said('ann', 'SUBJECT', 'ann')), ['one person alone said it']);
    const proposal = said('ann', 'SUBJECT', null);
    assert.deepEqual(whys(proposal, said('vic', 'CLEARED', 'ann')), ['ann never proposed it']);
    assert.deepEqual(whys(proposal, said('ben', 'SUBJECT', 'ann')), ['role analyst may not do person.confirm']);
  });

  it('counts again once it is made anew after one that could not be verified', () => {
    const forged = { ...said('ann', 'WITNESS', 'ann'), state: 'CLEARED' as const };
    const anew = [said('ann', 'CLEARED', null), said('vic', 'CLEARED', 'ann')];
    assert.deepEqual(states(forged, ...anew), ['POSSIBLE_VICTIM ann', 'CLEARED null', 'CLEARED ann']);
  });
});

describe('a decision about a lead', () => {
  it('counts when whoever signed it may do it and did not submit the lead', () => {
    assert.deepEqual(states(moved('ann', 'submit'), moved('sue', 'approve')), ['submit', 'approve']);
  });

  it('never approves by a signature that does not fit, a role that may not, or the hand that submitted it', () => {
    const submitted = moved('ann', 'submit');
    const forged = { ...moved('sue', 'reject'), act: 'approve' as const };
    assert.deepEqual(states(submitted, forged), []);
    assert.deepEqual(states(submitted, moved('ben', 'approve')), []);
    const sues = moved('sue', 'submit');
    assert.deepEqual(whys(sues), ['role supervisor may not do lead.draft']);
  });

  it('makes the lead a draft again when an act on it was tampered with, and what is done after counts', () => {
    const done = [moved('ann', 'submit'), moved('sue', 'approve')];
    const recalled = { ...moved('sue', 'recall'), reason: 'none' };
    assert.deepEqual(states(...done, recalled), []);
    assert.deepEqual(states(...done, recalled, moved('ann', 'submit')), ['submit']);
  });

  it('is told with the lead, its actor and the reason', () => {
    const forged = { ...moved('sue', 'approve'), lead: 'led_2' };
    assert.deepEqual(check(forged).unverified, [
      { object: 'led_2', actor: 'sue', why: 'its signature does not fit what it says' },
    ]);
  });
});

describe('the decisions of a store', () => {
  const storeOf = (decisions: readonly Decision[]) => {
    const stored: object = { read: { judgements: async () => ({ judgements: [], decisions }) } };
    return checkedStore(stored as Store, () => ACTORS);
  };

  it('are checked without holding anyone up, and the same at every read', async () => {
    const all = Array.from({ length: 400 }, () => said('ann', 'WITNESS', 'ann'));
    const forged = { ...said('ann', 'WITNESS', 'ann'), state: 'CLEARED' as const };
    const { read } = storeOf([...all, forged]);
    let turns = 0;
    const counting = setInterval(() => turns++, 1);
    const first = (await read.judgements(WHOLE_HOME)).decisions;
    clearInterval(counting);
    assert.ok(turns >= 3, `${turns} turns were left to others while 401 signatures were checked`);
    assert.deepEqual(first.slice(0, -1), all);
    assert.deepEqual((await read.judgements(WHOLE_HOME)).decisions, first);
    assert.deepEqual(states(...all, forged).at(-1), 'POSSIBLE_VICTIM ann');
    const last = first.at(-1);
    assert.equal(last?.kind === 'person-state' && last.state, 'POSSIBLE_VICTIM');
  });
});
