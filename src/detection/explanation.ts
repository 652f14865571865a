import type { Family } from '../facts/index.ts';
import type { FamilyHit, Verdict } from './scoring.ts';
import type { DecisiveFact } from './types.ts';

/** What each family of rules looks at. */
export const FAMILY_WORDS: Readonly<Record<Family, string>> = {
  C: 'cash',
  F: 'funnel',
  P: 'payments and adverts',
  L: 'lodging and travel',
  N: 'network',
  B: 'business front',
  W: 'wages',
  V: 'value stores',
  D: 'data',
};

function familyText(hit: FamilyHit): string {
  return `${FAMILY_WORDS[hit.family]} (${hit.rules.join(', ')}; ${hit.members} ${hit.members === 1 ? 'member' : 'members'})`;
}

function list(parts: readonly string[]): string {
  return parts.length === 0 ? 'none' : parts.join(', ');
}

/**
 * One plain sentence on why a network is raised or not: its families with the rules and members hit, the decisive fact
 * for, against or not known, and the families that could not be computed.
 */
export function explain(
  verdict: Verdict,
  hits: readonly FamilyHit[],
  fact: DecisiveFact,
  notComputed: readonly Family[],
): string {
  const head = verdict.flagged ? 'Possible network' : 'Not raised';
  const onTwo = verdict.onTwo ? ' It rests on two strong families and the decisive fact' : '';
  const missing = notComputed.map((family) => FAMILY_WORDS[family]);
  const parts = [
    `${head}: indicator families hit are ${list(hits.map(familyText))}`,
    `the decisive fact is ${fact.stands === 'not known' ? 'not known' : `${fact.stands} it`} (${fact.text.replace(/\.$/, '')})`,
    `could not be computed: ${list(missing)}`,
  ];
  return `${parts.join('; ')}${onTwo === '' ? '' : `;${onTwo.toLowerCase()}`}.`;
}
