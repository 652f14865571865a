import {
  compareMoney,
  compareText,
  type DateText,
  parseMoney,
  readableMoney,
  sortedUnique,
  sumMoney,
  unwrap,
} from '../../core/index.ts';
import { type LeadContext, nameOf } from '../context.ts';
import { joinSame } from '../same.ts';
import { signOf } from '../signs.ts';
import { isSubject, roleStatement } from '../subjects.ts';
import type { TracedAsset } from '../substitute/causes.ts';
import type { Predicate, PredicateElement } from '../types/predicate.ts';
import type { Statement } from '../types/statement.ts';
import type { Claim } from '../types/trace.ts';
import { candidateStatutes, isChapter77 } from './candidates.ts';
import type { StatuteElement } from './statutes.ts';

const LARGE = unwrap(parseMoney('10000', 'USD'));

type DatedClaim = Claim & { readonly currency: string };

/** What a lead holds that may touch an element. */
type Holdings = {
  readonly context: LeadContext;
  readonly assets: readonly TracedAsset[];
  readonly claims: readonly DatedClaim[];
  /** Whether an offence of chapter 77 stands among the candidates. */
  readonly hasChapter77: boolean;
};

/** 18 USC 1957 asks for one single transaction of more than 10,000 USD; 10,000.00 itself is not enough. */
function isLarge({ amount, currency }: DatedClaim): boolean {
  return currency === 'USD' && compareMoney(unwrap(parseMoney(amount, currency)), LARGE) > 0;
}

function claimFacts(claims: readonly DatedClaim[], what: string): Statement[] {
  const byCurrency = Map.groupBy(claims, ({ currency }) => currency);
  return [...byCurrency]
    .sort(([a], [b]) => compareText(a, b))
    .map(([currency, group]) => {
      const total = sumMoney(
        group.map(({ amount }) => unwrap(parseMoney(amount, currency))),
        currency,
      );
      const text = `${group.length === 1 ? '1 credit' : `${group.length} credits`} ${what}, together ${readableMoney(total)}`;
      return { text, records: sortedUnique(group.flatMap(({ records }) => records)) };
    });
}

function claimsTouching(signal: StatuteElement['signal'], claims: readonly DatedClaim[]): Statement[] {
  if (signal.claims === 'above 10,000 USD') return claimFacts(claims.filter(isLarge), 'of more than 10,000 USD each');
  if (signal.claims === 'of victims')
    return claimFacts(
      claims.filter(({ tag }) => tag.startsWith('V-')),
      'from possible victims',
    );
  return signal.claims === 'any' ? claimFacts(claims, 'claimed by findings') : [];
}

function rolesTouching(signal: StatuteElement['signal'], context: LeadContext): Statement[] {
  return context.network.roles
    .filter(({ entity, role }) => signal.roles?.includes(role) === true && isSubject(context, entity))
    .map((hypothesis) => {
      const { text, ...rest } = roleStatement(hypothesis, new Set());
      return { text: `${nameOf(context, hypothesis.entity)}, ${text}`, ...rest };
    });
}

function outflowsTouching(signal: StatuteElement['signal'], assets: readonly TracedAsset[]): Statement[] {
  const out = signal.movements === undefined ? [] : assets.flatMap(({ claimedOut }) => claimedOut);
  if (out.length === 0) return [];
  const records = sortedUnique(out.flatMap(({ transfer }) => transfer.records));
  return [{ text: `${out.length === 1 ? '1 debit' : `${out.length} debits`} moved claimed money on`, records }];
}

function touch(
  { element, signal, ask, restsOn }: StatuteElement,
  { context, assets, claims, hasChapter77 }: Holdings,
): PredicateElement {
  const facts = joinSame([
    ...context.findings.filter(({ family }) => signal.families?.includes(family) === true).map(signOf),
    ...rolesTouching(signal, context),
    ...claimsTouching(signal, claims),
    ...outflowsTouching(signal, assets),
  ]);
  const isOpen = facts.length === 0 || (restsOn === 'chapter 77' && !hasChapter77);
  return { element, facts, gap: isOpen ? ask : null };
}

function datesOf({ context, claims }: Holdings): Predicate['dates'] {
  const windows = context.findings.flatMap(({ window }) => [window.from, window.to]).filter((date) => date !== null);
  const dates: (string | DateText)[] = sortedUnique([...windows, ...claims.map(({ date }) => date)]);
  const [first, last] = [dates[0], dates.at(-1)];
  return first === undefined || last === undefined ? null : [first, last];
}

/** Candidate statutes with dates, places and, element by element, the facts that touch it and what is still to be got. */
export function predicateOf(
  context: LeadContext,
  drafted: readonly TracedAsset[],
  places: readonly string[],
): Predicate[] {
  // Pay that reaches a possible victim, and what the victim does with it, touches no element of an offence.
  const assets = drafted.filter(({ entry }) => !entry.victimConnection);
  const claims = assets.flatMap(({ entry: { trace } }) =>
    (trace?.claims ?? []).map((claim) => ({ ...claim, currency: trace?.currency ?? '' })),
  );
  const candidates = candidateStatutes(context, claims.some(isLarge) ? 'large' : 'small');
  const holdings = { context, assets, claims, hasChapter77: candidates.some(isChapter77) };
  return candidates.map((rule) => ({
    statute: rule.statute,
    why: rule.why,
    dates: datesOf(holdings),
    places: sortedUnique(places),
    elements: rule.elements.map((element) => touch(element, holdings)),
  }));
}
