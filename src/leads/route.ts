import type { EntityId } from '../core/index.ts';
import { type DateText, sortedUnique } from '../core/index.ts';
import { type ClaimedCredit, restsOnStructuringAlone } from './claims.ts';
import { clocksOf } from './clocks.ts';
import { isOrganisation, isPossibleVictim, type LeadContext, stateOf } from './context.ts';
import type { AssetEntry, AssetRoute, LeadTrace, Statement, Theory } from './types.ts';

/** What the choice of a route looks at. */
export type RouteFacts = {
  readonly owners: readonly EntityId[];
  /** Everyone who holds the account or may act on it, owners included. */
  readonly holders: readonly EntityId[];
  readonly claims: readonly ClaimedCredit[];
  readonly trace: LeadTrace | null;
  readonly value: AssetEntry['value'];
  readonly dissipation: readonly Statement[];
};

type Choice = Omit<AssetRoute, 'clocks'>;

export function noRoute(reason: string): Choice {
  return { choice: 'none', reason, standardFacts: {}, missing: [] };
}

export const VICTIM_REASON =
  'a possible victim holds it, may act on it or lives there: a victim specialist decides first (shelter, wages, reprisal)';

/**
 * Whether an owner's property may be proposed for restraint: an organisation's, or that of a person whose own conduct
 * has been assessed. A nominee is no owner in law (18 USC 983(d)(6)(B)(iii)), but may be a victim: a person decides.
 */
function mayBeRestrained(context: LeadContext, owner: EntityId): boolean {
  return (
    isOrganisation(context, owner) ||
    ['SUBJECT_CANDIDATE', 'FACILITATOR_CANDIDATE', 'SUBJECT'].includes(stateOf(context, owner))
  );
}

/** Why an owner keeps an asset out of reach, or null: possible victims first, then people without own benefit or control. */
export function ownerBar(context: LeadContext, owners: readonly EntityId[]): string | null {
  if (owners.some((owner) => isPossibleVictim(context, owner))) return VICTIM_REASON;
  if (owners.length === 0) return 'no record names the owner';
  if (owners.every((owner) => mayBeRestrained(context, owner))) return null;
  return 'an owner of it is a person of whom no own benefit or control has been assessed';
}

/**
 * The route of an account. Account funds move at once, so a warrant that needs no prior hearing (18 USC 981(b), open to
 * 1594(e) through chapter 46) is proposed when money is leaving; otherwise restraint with notice. Structuring alone
 * never carries a recommendation (31 USC 5317(c)(2)(B)(i); R11).
 */
export function accountRoute(context: LeadContext, facts: RouteFacts): Choice {
  const bar = ownerBar(context, facts.owners);
  if (bar !== null) return noRoute(bar);
  if (facts.holders.some((holder) => isPossibleVictim(context, holder))) return noRoute(VICTIM_REASON);
  if (facts.claims.length === 0 || facts.trace === null)
    return noRoute('no credit of this account is claimed by a finding');
  if (restsOnStructuringAlone(facts.claims))
    return noRoute(
      'the claims rest on a structuring pattern alone, which never carries a seizure (31 USC 5317(c)(2)(B)(i))',
    );
  if (!/[1-9]/.test(facts.trace.tainted))
    return noRoute('under the lowest intermediate balance rule none of the claims is still in the account');
  const moving = facts.dissipation.length > 0;
  return {
    choice: moving ? 'warrant-981b' : 'restraint-853e',
    reason: moving
      ? 'money has been leaving the account, so that an order with prior hearing may come too late'
      : 'traced funds stand in the account and no recent outflow is recorded',
    standardFacts: standardFacts(facts, facts.trace),
    missing: missingFacts(facts, facts.trace, moving),
  };
}

function standardFacts({ claims, dissipation }: RouteFacts, trace: LeadTrace): Record<string, readonly string[]> {
  const findings = sortedUnique(claims.flatMap(({ findings: all }) => all.map(({ id, rule }) => `${rule} (${id})`)));
  return {
    'nexus to the offence': findings,
    'traceable property': [
      `${trace.tainted} ${trace.currency} of ${claims.length} claimed credits by ${trace.method}, ${trace.alternatives.fifo} by fifo, ${trace.alternatives['pro-rata']} by pro-rata`,
    ],
    ...(dissipation.length === 0
      ? {}
      : { 'risk that property becomes unavailable': dissipation.map(({ text }) => text) }),
  };
}

function missingFacts({ value }: RouteFacts, trace: LeadTrace, moving: boolean): string[] {
  return [
    ...(value === null ? ['a stated balance'] : ['the balance today: the last one stated is of an earlier date']),
    ...(trace.opening.known ? [] : ['the opening balance (statements before the first movement)']),
    ...(trace.broken.length === 0 ? [] : ['statements for the spans in which the trace is broken']),
    'the offence itself, stated by a witness or a record of process',
    ...(moving ? [] : ['facts on hardship of a restraint (payroll, tenants, persons who live there)']),
  ];
}

/** Adds the clocks that the chosen route brings. */
export function withClocks(context: LeadContext, choice: Choice, earliestOffence: DateText | null): AssetRoute {
  return { ...choice, clocks: clocksOf(context, choice.choice, earliestOffence) };
}

const BY_THEORY: readonly (readonly [Theory, readonly string[]])[] = [
  ['PROCEEDS', ['18 USC 1594(d)', '18 USC 1594(e)', '18 USC 981(a)(1)(C)', '28 USC 2461(c)']],
  ['TRACEABLE_TO', ['18 USC 1594(d)', '18 USC 1594(e)', '18 USC 981(a)(1)(C)', '28 USC 2461(c)']],
  ['FACILITATING', ['18 USC 1594(d)', '18 USC 1594(e)']],
  ['INVOLVED_IN_LAUNDERING', ['18 USC 981(a)(1)(A)', '18 USC 982(a)(1)']],
  ['FUNGIBLE_984', ['18 USC 984']],
  ['SUBSTITUTE_853P', ['21 USC 853(p)']],
];

/** Authorities of the theories, section 1594 first wherever it fits (R10): it alone must reach the victims (1594(f)). */
export function authoritiesOf(theories: readonly Theory[]): string[] {
  return [...new Set(BY_THEORY.flatMap(([theory, list]) => (theories.includes(theory) ? list : [])))];
}
