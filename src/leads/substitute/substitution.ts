import {
  addMoney,
  compareText,
  groupBy,
  type Money,
  moneyText,
  parseMoney,
  subtractMoney,
  sumMoney,
  unwrap,
} from '../../core/index.ts';
import { atLeastZero } from '../amounts.ts';
import { type LeadContext, nameOf } from '../context.ts';
import { isSubject } from '../subjects.ts';
import type { IntermediaryLimit, Substitution } from '../types/substitution.ts';
import type { LeadTrace } from '../types/trace.ts';
import { causesOf, type TracedAsset } from './causes.ts';
import { intermediaryReach } from './intermediary.ts';

/** Roles of someone who keeps or commands the money: never merely an intermediary. */
const KEEPING_ROLES: readonly string[] = ['controller', 'collector'];

type Sums = { readonly claimed: Money; readonly left: Money };

function sumsOf(trace: LeadTrace): Sums {
  const money = (text: string): Money => unwrap(parseMoney(text, trace.currency));
  return {
    claimed: sumMoney(
      trace.claims.map(({ amount }) => money(amount)),
      trace.currency,
    ),
    left: money(trace.tainted),
  };
}

function byCurrency(assets: readonly TracedAsset[]): [string, Sums][] {
  const traces = assets.flatMap(({ entry: { trace } }) => trace ?? []);
  return [...groupBy(traces, ({ currency }) => currency)]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([currency, group]) => {
      const [first, ...others] = group.map(sumsOf);
      if (first === undefined) return [];
      const sums = others.reduce(
        (sum, other) => ({ claimed: addMoney(sum.claimed, other.claimed), left: addMoney(sum.left, other.left) }),
        first,
      );
      return [[currency, sums] as [string, Sums]];
    });
}

function limitOf(
  context: LeadContext,
  subject: Substitution['subject'],
  assets: readonly TracedAsset[],
): IntermediaryLimit {
  const roles = (context.rolesOf.get(subject) ?? []).map(({ role }) => role);
  const keptNothing = byCurrency(assets).every(([, { left }]) => left.units === 0n);
  const applies = keptNothing && roles.length > 0 && !roles.some((role) => KEEPING_ROLES.includes(role));
  const handled = assets
    .flatMap(({ claimedOut }) => claimedOut)
    .filter(({ claimed }) => claimed.currency === 'USD')
    .map(({ transfer, claimed }) => ({ date: transfer.at.date, amount: claimed }));
  const reach = intermediaryReach(handled);
  return { ...reach, applies, substitution: applies ? reach.substitution : 'not limited' };
}

/**
 * For each subject with traced accounts of their own: what of the claims is gone, by which causes, and so how far other
 * property may stand for it (21 USC 853(p); 18 USC 982(b)(2)). Forfeiture is per defendant (Honeycutt, 2017).
 */
export function substitutionsOf(context: LeadContext, assets: readonly TracedAsset[]): Substitution[] {
  const traced = assets.filter(({ entry }) => entry.trace !== null && entry.titledOwners.length === 1);
  return [...groupBy(traced, ({ entry }) => entry.titledOwners[0])]
    .flatMap(([subject, own]) => {
      if (subject === undefined || !isSubject(context, subject)) return [];
      const lost = byCurrency(own).map(([currency, { claimed, left }]) => ({
        currency,
        claimed: moneyText(claimed),
        cap: moneyText(atLeastZero(subtractMoney(claimed, left))),
      }));
      const causes = causesOf(context, own);
      return [{ subject, name: nameOf(context, subject), lost, causes, intermediary: limitOf(context, subject, own) }];
    })
    .sort((a, b) => compareText(a.subject, b.subject));
}
