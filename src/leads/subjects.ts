import { byKeys, type EntityId, type RecordId, scoreText, sortedUnique } from '../core/index.ts';
import { ACCUSING_ROLES, type RoleHypothesis } from '../detection/index.ts';
import { classesOfRecords, type Family, type Finding, isAdmissible } from '../facts/index.ts';
import { isOrganisation, isPossibleVictim, type LeadContext, stateOf } from './context.ts';
import { joinSame } from './same.ts';
import { ordinaryRole, signOf, signWords } from './signs.ts';
import type { Statement } from './types/statement.ts';
import type { ContraryReview, LeadSubject, SuspicionFact } from './types/subject.ts';

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

/** Reasons of one role that are printed; how many more there are is said. */
const SHOWN_REASONS = 4;

/**
 * A role in one line. Reasons that stand beside it as facts of their own, with their own records, are `told` already and
 * not said again.
 */
export function roleStatement({ role, reasons, records }: RoleHypothesis, told: ReadonlySet<string>): Statement {
  const own = reasons.filter((reason) => !told.has(reason));
  const shown = own.slice(0, SHOWN_REASONS);
  const more = own.length - shown.length;
  const because = shown.length === 0 ? ', by the facts of benefit and control beside it' : `: ${shown.join('; ')}`;
  const text = `possible ${role.replaceAll('-', ' ')}${because}${more > 0 ? `; and ${more} more` : ''}`;
  return { text, records, innocent: ordinaryRole(role) };
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
  const graded = (best: 'high' | 'medium', statement: Statement): SuspicionFact => ({
    ...statement,
    confidence: restsOnAdmissible(context, statement.records) ? best : 'low',
  });
  const facts = context.network.controlFacts
    .filter((fact) => fact.entity === entity && fact.direction === 'for')
    .map(({ text, records }) => graded('high', { text, records }));
  const told = new Set(facts.map(({ text }) => text));
  const roles = (context.rolesOf.get(entity) ?? []).map((role) => ({
    ...roleStatement(role, told),
    confidence: 'low' as const,
  }));
  const findings = findingsAbout(context, entity).map((finding) => graded('medium', signOf(finding)));
  return joinSame([...roles, ...facts, ...findings]);
}

/** What records say against the suspicion; empty when no check found anything. */
function contraryFacts(context: LeadContext, entity: EntityId): Statement[] {
  const about = findingsAbout(context, entity);
  const counter = about.flatMap(({ rule, counterEvidence, records }) =>
    counterEvidence.map((text) => ({ text: `${text} (against: ${signWords(rule)})`, records })),
  );
  const against = context.network.controlFacts
    .filter((fact) => fact.entity === entity && fact.direction === 'against')
    .map(({ text, records }) => ({ text, records }));
  const decisive = context.network.decisiveFact;
  const open =
    decisive.stands === 'for'
      ? []
      : [{ text: `decisive fact ${decisive.stands}: ${decisive.text}`, records: decisive.records }];
  return joinSame([...counter, ...against, ...open]);
}

/** What to print when no contrary fact was found: by which checks. Silence would look like a finding (R25). */
function noneFound(context: LeadContext, entity: EntityId): Statement[] {
  const rules = sortedUnique(findingsAbout(context, entity).map(({ rule }) => signWords(rule)));
  const checks = [
    ...(rules.length === 0 ? [] : [`counter-evidence of each sign (${rules.join('; ')})`]),
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
