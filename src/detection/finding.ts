import { compareText, type Json, makeId, type RecordId, sortedUnique } from '../core/index.ts';
import { classesOfRecords, type FactSet, type Family, type Finding } from '../facts/index.ts';

/** What a rule says about one hit; the rest of the Finding follows from the rule and the facts. */
export type Hit = {
  /** Accounts and entities that the hit is about, the first being the main one. */
  readonly subjects: readonly string[];
  readonly window: { readonly from: string | null; readonly to: string | null };
  readonly value: string;
  readonly threshold: string;
  readonly inputs: { readonly [key: string]: Json };
  readonly records: readonly RecordId[];
  readonly counterEvidence: readonly string[];
};

type RuleIdentity = {
  readonly id: string;
  readonly version: string;
  readonly family: Family;
  readonly kind: Finding['kind'];
  readonly thresholdSource: Finding['thresholdSource'];
  readonly innocent: string;
  readonly severity: string;
};

/** Makes the Finding of a hit; its id is the hash of rule, version, window and sorted records (interface 3). */
export function makeFinding(rule: RuleIdentity, hit: Hit, facts: Pick<FactSet, 'records'>): Finding {
  const records = sortedUnique(hit.records);
  return {
    id: makeId('fnd', [rule.id, rule.version, hit.window.from, hit.window.to, records]),
    rule: rule.id,
    ruleVersion: rule.version,
    family: rule.family,
    kind: rule.kind,
    subjects: hit.subjects,
    window: hit.window,
    value: hit.value,
    threshold: hit.threshold,
    thresholdSource: rule.thresholdSource,
    inputs: hit.inputs,
    records,
    innocentExplanation: rule.innocent,
    counterEvidence: hit.counterEvidence,
    severity: rule.severity,
    classes: classesOfRecords(records, facts),
  };
}

/** Findings in id order; two hits of one rule on the same records and window are one finding with both subjects. */
export function joinFindings(findings: readonly Finding[]): Finding[] {
  const byId = new Map<string, Finding>();
  for (const finding of findings) {
    const same = byId.get(finding.id);
    const subjects = same === undefined ? finding.subjects : [...new Set([...same.subjects, ...finding.subjects])];
    byId.set(finding.id, { ...(same ?? finding), subjects });
  }
  return [...byId.values()].sort((a, b) => compareText(a.id, b.id));
}

/** First and last date of what a hit rests on, whatever the order given. */
export function windowOf(items: readonly { readonly date: string }[]): Hit['window'] {
  const dates = items.map((item) => item.date).sort(compareText);
  return { from: dates[0] ?? null, to: dates.at(-1) ?? null };
}
