import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { DateText } from '../../../src/core/index.ts';
import type { ReleaseTerms } from '../../../src/facts/index.ts';
import {
  type Copy,
  type LeadDecision,
  type LogGround,
  recipientsOf,
  releaseLog,
  versionAfter,
} from '../../../src/leads/index.ts';

const RUNS = process.env.REDRESS_LONG === '1' ? 4_000 : 200;
const LEADS = ['led_a', 'led_b', 'led_c', 'led_d'] as const;
const PEOPLE = ['FBI|A', 'HSI|B', 'EEOC|C', 'USAO|D', 'DSS|E'] as const;
type Lead = (typeof LEADS)[number];

/** What happens to leads, in order: a release, a copy, a recall, each of one lead. */
const act = fc.record({
  kind: fc.constantFrom('release', 'copy', 'draft', 'recall'),
  lead: fc.constantFrom(...LEADS),
  to: fc.constantFrom(...PEOPLE),
});
type Act = { readonly kind: string; readonly lead: Lead; readonly to: string };
/** The network of each lead: leads of one network are versions of one. */
const networks = fc.record({
  led_a: fc.constantFrom('net_1', 'net_2'),
  led_b: fc.constantFrom('net_1', 'net_2'),
  led_c: fc.constantFrom('net_1', 'net_3'),
  led_d: fc.constantFrom('net_2', 'net_3'),
});
type Networks = Readonly<Record<Lead, string>>;

const frame = { reason: 'reason', actor: 'sue', keyId: 'k', signature: 's', classes: ['PUBLIC_RECORD'] } as const;

function decision({ kind, lead, to }: Act, at: number, network: string): LeadDecision {
  const head = { kind: 'lead-transition', lead, ordinal: at, atMicros: at, ...frame } as const;
  if (kind === 'recall') return { ...head, act: 'recall' };
  const [agency = '', person = ''] = to.split('|');
  const release: ReleaseTerms = {
    version: 1,
    sha256: '0',
    network,
    supersedes: null,
    to: { agency, person, authority: 'x' },
    purpose: 'freeze',
    variant: 'no-bsa',
    marking: 'CUI//SP-INV',
    onwardSharing: false,
    expires: '2026-09-01' as DateText,
    referral: null,
    answerDue: '2026-04-01' as DateText,
  };
  return { ...head, act: 'release', release };
}

function groundOf(acts: readonly Act[], of: Networks): LogGround {
  const decisions: LeadDecision[] = [];
  const copies: Copy[] = [];
  for (const [at, one] of acts.entries()) {
    if (one.kind === 'release' || one.kind === 'recall') decisions.push(decision(one, at, of[one.lead]));
    else
      copies.push({
        ...{ lead: one.lead, to: one.to, by: 'pia', atMicros: at, variant: 'no-bsa', format: 'bag', watermark: 'w' },
        draft: one.kind === 'draft',
      });
  }
  return {
    decisions,
    recalls: decisions,
    copies,
    networks: new Map(Object.entries(of)),
    today: '2026-03-02' as DateText,
  };
}

/** Who holds a version of a lead, said naively: everyone handed one since the last recall of any version. */
function holders(acts: readonly Act[], of: Networks, lead: Lead): string[] {
  let out = new Set<string>();
  for (const { kind, lead: other, to } of acts) {
    if (of[other] !== of[lead]) continue;
    if (kind === 'recall') out = new Set();
    else out.add(to);
  }
  return [...out].sort();
}

describe('the release log', () => {
  it('R20: has every release and copy of every version once, and names for a recall exactly those who hold one', (t) => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), networks, fc.constantFrom(...LEADS), (acts, of, lead) => {
        const rows = releaseLog(lead, groundOf(acts, of));
        const handed = acts.filter((one) => one.kind !== 'recall' && of[one.lead] === of[lead]);
        assert.equal(rows.length, handed.length);
        assert.deepEqual(
          rows.map(({ packageId, to }) => `${packageId} ${to.agency}|${to.person}`),
          handed.map((one) => `${one.lead} ${one.to}`),
        );
        const named = recipientsOf(rows).map(({ agency, person }) => `${agency}|${person}`);
        assert.deepEqual([...named].sort(), holders(acts, of, lead));
        const called = releaseLog(lead, groundOf([...acts, { kind: 'recall', lead, to: '' }], of));
        assert.deepEqual(recipientsOf(called), []);
        assert.ok(called.every(({ state }) => state === 'recalled'));
      }),
      { numRuns: RUNS },
    );
    t.diagnostic(`R20: ${RUNS} histories, 0 releases missing, 0 holders that a recall does not reach`);
  });

  it('says of a release whose day has come that it has expired, and that nobody need give it back twice', () => {
    const of = { led_a: 'net_1', led_b: 'net_2', led_c: 'net_3', led_d: 'net_3' };
    const acts = [{ kind: 'release', lead: 'led_a', to: 'FBI|A' }] as const;
    const on = (today: string) => releaseLog('led_a', { ...groundOf(acts, of), today: today as DateText })[0]?.state;
    assert.deepEqual([on('2026-08-31'), on('2026-09-01')], ['out', 'expired']);
  });

  it('lets a forged recall call nothing back', () => {
    const of = { led_a: 'net_1', led_b: 'net_2', led_c: 'net_3', led_d: 'net_3' };
    const ground = groundOf(
      [
        { kind: 'release', lead: 'led_a', to: 'FBI|A' },
        { kind: 'recall', lead: 'led_a', to: '' },
      ],
      of,
    );
    const rows = releaseLog('led_a', { ...ground, recalls: [] });
    assert.deepEqual(recipientsOf(rows), [{ agency: 'FBI', person: 'A' }]);
  });
});

describe('the version of a release', () => {
  const released = (lead: Lead, version: number, network: string): LeadDecision => {
    const made = decision({ kind: 'release', lead, to: 'FBI|A' }, version, network);
    return { ...made, ...(made.release === undefined ? {} : { release: { ...made.release, version } }) };
  };

  it('is 1 for the first of a network, one more for the next lead, whose place it takes, and stays for more recipients', () => {
    const [first, second] = [released('led_a', 1, 'net_1'), released('led_b', 2, 'net_1')];
    assert.deepEqual(versionAfter('led_a', 'net_1', []), { version: 1, supersedes: null });
    assert.deepEqual(versionAfter('led_b', 'net_1', [first]), { version: 2, supersedes: 'led_a' });
    assert.deepEqual(versionAfter('led_c', 'net_1', [first, second]), { version: 3, supersedes: 'led_b' });
    assert.deepEqual(versionAfter('led_b', 'net_1', [first, second]), { version: 2, supersedes: null });
    assert.deepEqual(versionAfter('led_d', 'net_2', [first, second]), { version: 1, supersedes: null });
  });
});

describe('a recall', () => {
  it('reaches what went out at the very instant', () => {
    const of = { led_a: 'net_1', led_b: 'net_1', led_c: 'net_1', led_d: 'net_1' };
    const out = decision({ kind: 'release', lead: 'led_a', to: 'FBI|A' }, 5, 'net_1');
    const recalls = [decision({ kind: 'recall', lead: 'led_a', to: '' }, 5, 'net_1')];
    const ground = { ...groundOf([], of), decisions: [out], recalls };
    assert.deepEqual(
      releaseLog('led_a', ground).map(({ state }) => state),
      ['recalled'],
    );
  });
});
