import { compareText, type EntityId } from '../core/index.ts';
import type { Family, Finding } from '../facts/index.ts';
import type { Core } from './decisive/index.ts';
import { INDICATORS } from './indicators/registry.ts';
import type { DecisiveFact } from './types.ts';
import { cashIn, cashOut, flowOfEntity, isOrganisation, isPerson, profileOf, type View } from './view.ts';

/** How many members of a network the rules of one family hit. */
export type FamilyHit = {
  readonly family: Family;
  readonly rules: readonly string[];
  readonly members: number;
  readonly weight: number;
};

export type Verdict = {
  readonly flagged: boolean;
  readonly score: number;
  readonly whyNot: string | null;
  /** Whether the lead rests on two strong families and the decisive fact instead of three families. */
  readonly onTwo: boolean;
};

/** One hit is weak, two or more are strong, and more of the same adds nothing: the cap per family is one. */
const WEAK = 0.5;
const STRONG = 1;
const STRONG_MEMBERS = 3;
const MIN_FAMILIES = 3;
const NETWORK_FAMILIES: readonly Family[] = ['N', 'B', 'W', 'F'];
const EVIDENCE_PART = 0.6;
const DECISIVE_PART: Readonly<Record<DecisiveFact['stands'], number>> = { for: 0.4, 'not known': 0, against: 0 };

const COMPUTED_FAMILIES: readonly Family[] = [...new Set(INDICATORS.map((rule) => rule.family))].sort();
const ALL_FAMILIES: readonly Family[] = ['C', 'F', 'P', 'L', 'N', 'B', 'W', 'V'];

/** Hits by family; `memberOf` turns a subject of a finding into a member of the network, or null. */
export function familyHits(findings: readonly Finding[], memberOf: (subject: string) => EntityId | null): FamilyHit[] {
  const byRule = new Map<string, { family: Family; members: Set<EntityId> }>();
  for (const finding of findings) {
    if (finding.kind !== 'indicator') continue;
    const entry = byRule.get(finding.rule) ?? { family: finding.family, members: new Set<EntityId>() };
    for (const subject of finding.subjects) {
      const member = memberOf(subject);
      if (member !== null) entry.members.add(member);
    }
    byRule.set(finding.rule, entry);
  }
  return COMPUTED_FAMILIES.flatMap((family) => {
    const rules = [...byRule].filter(([, entry]) => entry.family === family && entry.members.size > 0);
    if (rules.length === 0) return [];
    const members = new Set(rules.flatMap(([, entry]) => [...entry.members])).size;
    const weight = members >= 2 || rules.length >= 2 ? STRONG : WEAK;
    return [{ family, rules: rules.map(([rule]) => rule).sort(), members, weight }];
  });
}

/**
 * Families that could not be computed for these members: no rule of them exists yet, or no record carries what the rule
 * needs. Absence of data is not absence of a signal.
 */
export function familiesNotComputed(view: View, members: readonly EntityId[]): Family[] {
  const flows = members.map((member) => flowOfEntity(view, member));
  const has = {
    C: flows.some((flow) => cashIn(flow).length + cashOut(flow).length > 0),
    F: flows.some((flow) => flow.credits.length > 0 && flow.debits.length > 0),
    N: members.some((member) => (profileOf(view, member)?.contacts.length ?? 0) > 0),
    B: members.some((member, i) => isOrganisation(view, member) && (flows[i]?.credits.length ?? 0) > 0),
    W: members.some(
      (member, i) => isPerson(view, member) && flows[i]?.credits.some((credit) => credit.reading.purpose === 'wage'),
    ),
  };
  return ALL_FAMILIES.filter((family) => !(family in has) || !has[family as keyof typeof has]);
}

/** The decisive fact that speaks for a network: one for, else one against, else not known; the widest of its kind. */
export function decisiveFact(cores: readonly Core[]): DecisiveFact {
  for (const stands of ['for', 'against', 'not known'] as const) {
    const [first] = cores
      .filter((core) => core.stands === stands)
      .sort((a, b) => b.members.length - a.members.length || compareText(a.text, b.text));
    if (first !== undefined) return { stands, text: first.text, records: first.records };
  }
  return { stands: 'not known', text: 'No record answers who controls and who benefits.', records: [] };
}

function evidence(hits: readonly FamilyHit[]): number {
  return hits.reduce((sum, hit) => sum + hit.weight, 0) / COMPUTED_FAMILIES.length;
}

/**
 * Whether a network is raised as a lead (detection 1.4): three families with one of N, B, W, F; or two strong ones with
 * W or F and a cited decisive fact. A decisive fact against it, or none known, keeps it off the list of leads. Reports
 * such as SARs are no family: a SAR alone never flags anything.
 */
export function judgeNetwork(hits: readonly FamilyHit[], fact: DecisiveFact): Verdict {
  const families = hits.map((hit) => hit.family);
  const score = EVIDENCE_PART * evidence(hits) + DECISIVE_PART[fact.stands];
  const three = families.length >= MIN_FAMILIES && families.some((family) => NETWORK_FAMILIES.includes(family));
  const strong = hits.filter((hit) => hit.members >= STRONG_MEMBERS).map((hit) => hit.family);
  const two = strong.length >= 2 && (strong.includes('W') || strong.includes('F')) && fact.records.length > 0;
  const no = (whyNot: string): Verdict => ({ flagged: false, score, whyNot, onTwo: false });
  if (fact.stands === 'against') return no(`The decisive fact stands against it: ${fact.text}`);
  if (!three && !two)
    return no(`It hits ${families.length} families; a lead needs three, or two strong ones with a decisive fact.`);
  if (fact.stands === 'not known') return no(`The decisive fact is not known: ${fact.text}`);
  return { flagged: true, score, whyNot: null, onTwo: !three };
}
