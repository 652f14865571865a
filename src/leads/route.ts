import { type EntityId, grouped, type RecordId, sortedUnique } from '../core/index.ts';
import { TRACE_METHODS } from '../tracing/index.ts';
import { type ClaimedCredit, restsOnStructuringAlone } from './claims.ts';
import { type ClockStarts, clocksOf } from './clocks.ts';
import { isOrganisation, isPossibleVictim, type LeadContext, stateOf } from './context.ts';
import { methodWords } from './method-words.ts';
import { fitsSection1594 } from './routes/authorities.ts';
import { ROUTES, type RouteRule, ruleOf } from './routes/route-table.ts';
import { type ElementFacts, meetStandard, optionOf } from './routes/standard.ts';
import { joinSame } from './same.ts';
import { signOf } from './signs.ts';
import type { AssetEntry } from './types/asset.ts';
import type { AssetRoute, Route, Theory } from './types/route.ts';
import type { Statement } from './types/statement.ts';
import type { LeadTrace } from './types/trace.ts';

/** What the choice of a route looks at. */
export type RouteFacts = {
  readonly owners: readonly EntityId[];
  /** Everyone who holds the account or may act on it, owners included. */
  readonly holders: readonly EntityId[];
  readonly claims: readonly ClaimedCredit[];
  readonly trace: LeadTrace | null;
  readonly value: AssetEntry['value'];
  readonly dissipation: readonly Statement[];
  /** Wages of possible victims that are paid from the account: a carve-out, for the hardship side. */
  readonly hardship: readonly Statement[];
  readonly balanceRecord: RecordId | null;
};

/** A route chosen for an asset, or none, with its reason and the facts of its standard. */
export type Choice = {
  readonly route: Route;
  readonly reason: string;
  readonly facts: ElementFacts;
  readonly specialistNote: AssetRoute['specialistNote'];
};

export function noRoute(reason: string): Choice {
  return { route: 'none', reason, facts: {}, specialistNote: 'not required' };
}

/** No automatic recommendation on what a possible victim is connected with (legal-and-evidence 6.3). */
export function victimRoute(): Choice {
  return { ...noRoute(VICTIM_REASON), specialistNote: 'required' };
}

const VICTIM_REASON =
  'a possible victim holds it, may act on it or lives there: a victim specialist decides first (shelter, wages, reprisal)';

const SPECIALIST_NOTE =
  "a victim specialist's note on shelter, wages, medicine and reprisal risk; restraint of a controller's assets, a carve-out or a lis pendens comes first";

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
export function ownerBar(context: LeadContext, owners: readonly EntityId[]): Choice | null {
  if (owners.some((owner) => isPossibleVictim(context, owner))) return victimRoute();
  if (owners.length === 0) return noRoute('no record names the owner');
  if (owners.every((owner) => mayBeRestrained(context, owner))) return null;
  return noRoute('an owner of it is a person of whom no own benefit or control has been assessed');
}

/**
 * The route of an account. Account funds move at once, so a warrant that needs no prior hearing (18 USC 981(b), open to
 * 1594(e) through chapter 46) is proposed when money is leaving; otherwise restraint with notice. Structuring alone
 * never carries a recommendation (31 USC 5317(c)(2)(B)(i); R11).
 */
export function accountRoute(context: LeadContext, facts: RouteFacts): Choice {
  const bar = ownerBar(context, facts.owners);
  if (bar !== null) return bar;
  if (facts.holders.some((holder) => isPossibleVictim(context, holder))) return victimRoute();
  if (facts.claims.length === 0 || facts.trace === null)
    return noRoute('no credit of this account is claimed by a finding');
  if (restsOnStructuringAlone(facts.claims))
    return noRoute(
      'the claims rest on a structuring pattern alone, which never carries a seizure (31 USC 5317(c)(2)(B)(i))',
    );
  if (!/[1-9]/.test(facts.trace.tainted))
    return noRoute(`by ${methodWords(facts.trace.method)} none of the claimed money is still in the account`);
  const moving = facts.dissipation.length > 0;
  return {
    route: moving ? 'warrant-981b' : 'restraint-853e',
    reason: moving
      ? 'money has been leaving the account, so that an order with prior hearing may come too late'
      : 'traced funds stand in the account and no recent outflow is recorded',
    facts: accountElements(context, facts, facts.trace),
    specialistNote: 'not required',
  };
}

function otherMethods({ method, tainted, alternatives }: LeadTrace): string {
  const others = TRACE_METHODS.filter((other) => other !== method);
  if (others.every((other) => alternatives[other] === tainted)) return 'the same by each of the other methods';
  return `beside it ${others.map((other) => `${grouped(alternatives[other])} by ${methodWords(other)}`).join(', ')}`;
}

function traceFacts(trace: LeadTrace): Statement[] {
  const credits = trace.claims.length === 1 ? '1 claimed credit' : `${trace.claims.length} claimed credits`;
  return [
    {
      text: `${grouped(trace.tainted)} ${trace.currency} of ${credits} is still there by ${methodWords(trace.method)}; ${otherMethods(trace)}`,
      records: sortedUnique(trace.claims.flatMap(({ records }) => records)),
    },
  ];
}

function cited(record: RecordId | null): RecordId[] {
  return record === null ? [] : [record];
}

function balanceFacts({ value, balanceRecord }: RouteFacts, asOf: string): ElementFacts {
  if (value === null) return { balance: [], today: null };
  const stated = [
    {
      text: `${grouped(value.amount)} ${value.currency}, ${value.method} of ${value.asOf}`,
      records: cited(balanceRecord),
    },
  ];
  return { balance: stated, today: value.asOf === asOf ? stated : [] };
}

/** Facts of one account by the elements of the standards of legal-and-evidence 1.1. */
function accountElements({ asOf }: LeadContext, facts: RouteFacts, trace: LeadTrace): ElementFacts {
  const { claims, dissipation, hardship } = facts;
  const findings = claims.flatMap(({ findings: cited }) => cited);
  const nexus = joinSame([...new Map(findings.map((finding) => [finding.id, finding])).values()].map(signOf));
  return {
    nexus,
    traceable: traceFacts(trace),
    ...balanceFacts(facts, asOf),
    opening: trace.opening.known
      ? [
          {
            text: `${grouped(trace.opening.amount)} ${trace.currency}, a stated balance before the first claim`,
            records: cited(trace.openingRecord),
          },
        ]
      : [],
    statements: trace.broken.length === 0 ? null : [],
    use: null,
    worth: null,
    dissipation,
    insufficient: dissipation,
    hardship,
  };
}

const FORFEITURES: readonly Route[] = ['1594-criminal', '1594-civil', '981-civil', '982-criminal'];
const ACCOUNT_MEANS: readonly Route[] = ['restraint-853e', 'tro-853e2', 'warrant-981b', 'warrant-853f'];

/** Routes that theories open beside the one chosen, in the order of the table: section 1594 first. */
function opened(context: LeadContext, chosen: Route, theories: readonly Theory[]): RouteRule[] {
  if (chosen === 'none' || theories.every((theory) => theory === 'SUBSTITUTE_853P')) return [];
  const byAccount = chosen === 'warrant-981b' || chosen === 'restraint-853e' ? ACCOUNT_MEANS : [];
  const forfeitures = FORFEITURES.filter((route) => {
    if (route.startsWith('1594')) return fitsSection1594(context);
    const byProceeds = theories.includes('PROCEEDS') || theories.includes('TRACEABLE_TO');
    return theories.includes('INVOLVED_IN_LAUNDERING') || (route === '981-civil' && byProceeds);
  });
  const wanted = [...forfeitures, ...byAccount];
  return ROUTES.filter(({ route }) => route !== chosen && wanted.includes(route));
}

/** The route of an asset with its standard held against the facts, its clocks, and the other routes that are open. */
export function routeOf(
  context: LeadContext,
  { route, reason, facts, specialistNote }: Choice,
  asset: { readonly theories: readonly Theory[]; readonly starts: ClockStarts },
): AssetRoute {
  const rule = ruleOf(route);
  const none = { authority: null, burden: null, elements: [], standardFacts: {}, missing: [] };
  const standard = rule === null ? none : meetStandard(rule, facts);
  const noted = specialistNote === 'required' ? [SPECIALIST_NOTE] : [];
  return {
    choice: route,
    reason,
    ...standard,
    missing: [...noted, ...standard.missing],
    clocks: clocksOf(context, route, asset.starts),
    options: opened(context, route, asset.theories).map((other) => optionOf(other, facts)),
    specialistNote,
  };
}
