import { byKeys, type EntityId, type RecordId, scoreText, sortedUnique } from '../core/index.ts';
import { ACCUSING_ROLES } from '../detection/index.ts';
import { classesOfRecords, type Family, type Finding, isAdmissible } from '../facts/index.ts';
import { isOrganisation, isPossibleVictim, type LeadContext, stateOf } from './context.ts';
import type { ContraryReview, LeadSubject, Statement, SuspicionFact } from './types.ts';

const CONDUCT_FAMILIES: readonly Family[] = ['C', 'F', 'B', 'W'];
const SUBJECT_STATES: readonly string[] = ['SUBJECT_CANDIDATE', 'FACILITATOR_CANDIDATE', 'SUBJECT'];

/** Findings about the entity itself or about an account it owns. */
function findingsAbout(context: LeadContext, entity: EntityId): Finding[] {
  const own = new Set<string>([entity]);
  for (const member of context.network.members) {
    if (member.type === 'account' && context.ownersOf(member.id).includes(entity)) own.add(member.id);
  }
  return context.findings.filter(({ subjects }) => subjects.some((subject) => own.has(subject)));
}

/** Persons, and names that no record calls an organisation, by their reviewed or proposed state; organisations by an accusing role or by conduct on their own accounts. */
export function isSubject(context: LeadContext, entity: EntityId): boolean {
  if (isPossibleVictim(context, entity) || (context.detection.screens.get(entity)?.hit ?? false)) return false;
  if (!isOrganisation(context, entity)) return SUBJECT_STATES.includes(stateOf(context, entity));
  const roles = context.rolesOf.get(entity) ?? [];
  if (roles.some(({ role }) => ACCUSING_ROLES.includes(role))) return true;
  return roles.length === 0 && findingsAbout(context, entity).some(({ family }) => CONDUCT_FAMILIES.includes(family));
}

/** A finding in one line with its records. */
export function ruleStatement({ rule, value, threshold, window, records }: Finding): Statement {
  const span = window.from === null ? '' : `, ${window.from} to ${window.to ?? window.from}`;
  return { text: `${rule}: ${value} (threshold: ${threshold})${span}`, records };
}

/** What only a report for leads says is not yet a fact for court (legal-and-evidence 4.1). */
function restsOnAdmissible({ facts }: LeadContext, records: readonly RecordId[]): boolean {
  return isAdmissible(classesOfRecords(records, facts));
}

/**
 * Facts with how well each stands by itself: a stated fact of admissible records is high, what a rule computes from such
 * records medium, and a hypothesis, or anything that rests on reports for leads alone, low.
 */
function suspicion(context: LeadContext, entity: EntityId): SuspicionFact[] {
  const graded = (best: 'high' | 'medium', { text, records }: Statement): SuspicionFact => ({
    text,
    records,
    confidence: restsOnAdmissible(context, records) ? best : 'low',
  });
  const roles = (context.rolesOf.get(entity) ?? []).flatMap(({ role, reasons, records }) =>
    reasons.map((reason) => ({ text: `possible ${role}: ${reason}`, records, confidence: 'low' as const })),
  );
  const facts = context.network.controlFacts
    .filter((fact) => fact.entity === entity && fact.direction === 'for')
    .map((fact) => graded('high', fact));
  const findings = findingsAbout(context, entity).map((finding) => graded('medium', ruleStatement(finding)));
  return unique([...roles, ...facts, ...findings]);
}

/** What records say against the suspicion; empty when no check found anything. */
function contraryFacts(context: LeadContext, entity: EntityId): Statement[] {
  const about = findingsAbout(context, entity);
  const counter = about.flatMap(({ rule, counterEvidence, records }) =>
    counterEvidence.map((text) => ({ text: `${rule}: ${text}`, records })),
  );
  const against = context.network.controlFacts
    .filter((fact) => fact.entity === entity && fact.direction === 'against')
    .map(({ text, records }) => ({ text, records }));
  const decisive = context.network.decisiveFact;
  const open =
    decisive.stands === 'for'
      ? []
      : [{ text: `decisive fact ${decisive.stands}: ${decisive.text}`, records: decisive.records }];
  return unique([...counter, ...against, ...open]);
}

/** What to print when no contrary fact was found: by which checks. Silence would look like a finding (R25). */
function noneFound(context: LeadContext, entity: EntityId): Statement[] {
  const rules = sortedUnique(findingsAbout(context, entity).map(({ rule }) => rule));
  const checks = [
    ...(rules.length === 0 ? [] : [`counter-evidence of ${rules.join(', ')}`]),
    'benefit and control facts',
    'the decisive fact of the network',
  ];
  return [{ text: `none found by these checks: ${checks.join('; ')}`, records: [] }];
}

/** Reasoned decisions of people about the person, as far as this cut holds them. */
function reviewsOf({ facts, entities }: LeadContext, entity: EntityId): number {
  const parties = new Set(entities.get(entity)?.parties ?? []);
  return facts.decisions.filter(
    (decision) => decision.kind === 'person-state' && parties.has(decision.party) && decision.reason.trim() !== '',
  ).length;
}

/** Where nothing speaks against the suspicion a named reviewer must have said so (R25). */
function contraryReview(context: LeadContext, entity: EntityId, contrary: readonly Statement[]): ContraryReview {
  const reviews = reviewsOf(context, entity);
  if (contrary.length > 0) return { state: 'contrary facts recorded', reviews };
  return { state: reviews > 0 ? 'reviewed' : 'statement of a named reviewer required', reviews };
}

function unique<T extends Statement>(statements: readonly T[]): T[] {
  return [...new Map(statements.map((item) => [`${item.text} ${item.records.join()}`, item])).values()];
}

function subjectOf(context: LeadContext, id: EntityId): LeadSubject {
  const entity = context.entities.get(id);
  const contrary = contraryFacts(context, id);
  return {
    entity: id,
    names: entity?.names ?? [],
    kind: entity?.kind ?? 'unknown',
    personState: stateOf(context, id),
    roles: (context.rolesOf.get(id) ?? []).map(({ role, score }) => ({ role, score: scoreText(score) })),
    suspicion: suspicion(context, id),
    contrary: contrary.length > 0 ? contrary : noneFound(context, id),
    contraryReview: contraryReview(context, id, contrary),
  };
}

/** Who the lead is about, with facts only, each with its records, and what speaks against each; people first. */
export function subjectsOf(context: LeadContext): LeadSubject[] {
  return context.network.members
    .flatMap((member) =>
      member.type === 'entity' && isSubject(context, member.id) ? [subjectOf(context, member.id)] : [],
    )
    .sort(
      byKeys(
        ({ kind }) => (kind === 'person' ? 0 : 1),
        ({ roles }) => -Math.max(0, ...roles.map(({ score }) => Number(score))),
        ({ entity }) => entity,
      ),
    );
}

/** Persons of the network who must not leave the house under their names until a reviewer decides (R17). */
export function withheldOf(context: LeadContext): { readonly entity: EntityId; readonly why: string }[] {
  return context.network.members.flatMap((member) => {
    if (member.type !== 'entity') return [];
    const screen = context.detection.screens.get(member.id);
    if (!isPossibleVictim(context, member.id) && screen?.hit !== true) return [];
    const items = (screen?.items ?? []).map(({ item }) => item);
    const because = items.length === 0 ? 'a reviewed decision' : `coercion screen, items ${items.join(', ')}`;
    return [
      {
        entity: member.id,
        why: `possible victim (${because}): a trained reviewer decides before anything about this person leaves`,
      },
    ];
  });
}
