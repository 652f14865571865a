import { byKeys, type EntityId, scoreText, sortedUnique } from '../core/index.ts';
import { ACCUSING_ROLES } from '../detection/index.ts';
import type { Family, Finding } from '../facts/index.ts';
import { isOrganisation, isPossibleVictim, type LeadContext, stateOf } from './context.ts';
import type { LeadSubject, Statement } from './types.ts';

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

function ruleStatement({ rule, value, threshold, window, records }: Finding): Statement {
  const span = window.from === null ? '' : `, ${window.from} to ${window.to ?? window.from}`;
  return { text: `${rule}: ${value} (threshold: ${threshold})${span}`, records };
}

function suspicion(context: LeadContext, entity: EntityId): Statement[] {
  const roles = (context.rolesOf.get(entity) ?? []).flatMap(({ role, reasons, records }) =>
    reasons.map((reason) => ({ text: `possible ${role}: ${reason}`, records })),
  );
  const facts = context.network.controlFacts
    .filter((fact) => fact.entity === entity && fact.direction === 'for')
    .map(({ text, records }) => ({ text, records }));
  return unique([...roles, ...facts, ...findingsAbout(context, entity).map(ruleStatement)]);
}

/** What speaks against the suspicion. Never empty: silence would look like a finding (R25). */
function contrary(context: LeadContext, entity: EntityId): Statement[] {
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
  const found = unique([...counter, ...against, ...open]);
  if (found.length > 0) return found;
  const rules = sortedUnique(about.map(({ rule }) => rule));
  const checks = [
    ...(rules.length === 0 ? [] : [`counter-evidence of ${rules.join(', ')}`]),
    'benefit and control facts',
    'the decisive fact of the network',
  ];
  return [{ text: `none found by these checks: ${checks.join('; ')}`, records: [] }];
}

function unique(statements: readonly Statement[]): Statement[] {
  return [...new Map(statements.map((item) => [`${item.text} ${item.records.join()}`, item])).values()];
}

function subjectOf(context: LeadContext, id: EntityId): LeadSubject {
  const entity = context.entities.get(id);
  return {
    entity: id,
    names: entity?.names ?? [],
    kind: entity?.kind ?? 'unknown',
    personState: stateOf(context, id),
    roles: (context.rolesOf.get(id) ?? []).map(({ role, score }) => ({ role, score: scoreText(score) })),
    suspicion: suspicion(context, id),
    contrary: contrary(context, id),
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
