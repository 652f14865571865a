import { dayNumber } from '../core/index.ts';
import { type Cents, centsText, sumCents } from './cents.ts';
import type { InterestTerms, MissedPayment } from './file.ts';
import { decimalText, type Fraction, halfUp, over, times, whole } from './fraction.ts';

/** Interest runs only on an obligation above 2,500 dollars (18 USC 3612(f)(1)). */
const FREE_OF_INTEREST: Cents = 250_000n;
/** A payment is delinquent once it is more than 30 days late (18 USC 3572(h)). */
const DELINQUENT_AFTER = 30;
/** And in default once it has been delinquent for more than 90 days (18 USC 3572(i)). */
const DEFAULT_AFTER = DELINQUENT_AFTER + 90;
/** 18 USC 3612(g): of the principal that is delinquent, and more of the principal in default. */
const DELINQUENT_PENALTY: Fraction = { n: 10n, d: 100n };
const DEFAULT_PENALTY: Fraction = { n: 15n, d: 100n };

export type InterestLine = {
  readonly principal: string;
  readonly rate: string;
  readonly days: number;
  readonly basis: number;
  readonly interest: string;
  readonly penalties: { readonly delinquent: string; readonly default: string };
};

function penalty(
  missed: readonly MissedPayment[],
  end: InterestTerms['to'],
  terms: readonly [number, Fraction],
): Cents {
  const [after, part] = terms;
  const late = missed.filter(({ due, paidAt }) => dayNumber(paidAt ?? end) - dayNumber(due) > after);
  return halfUp(times(whole(sumCents(late.map(({ amount }) => amount))), part));
}

/**
 * Simple interest by the day on what is owed (18 USC 3612(f)(2): the rate is the weekly average of the one-year constant
 * maturity Treasury yield before the date of the first liability), and the penalties on payments of the schedule that were
 * missed. The year of 365 days is ours; the statute names none. Payments go to principal before interest (3612(i)).
 */
export function interestLine(terms: InterestTerms, owed: Cents): InterestLine {
  const principal = terms.principal ?? owed;
  const days = dayNumber(terms.to) - dayNumber(terms.from);
  const share = over(times(terms.rate, whole(BigInt(days))), whole(BigInt(terms.basis)));
  const interest = principal > FREE_OF_INTEREST ? halfUp(times(whole(principal), share)) : 0n;
  return {
    principal: centsText(principal),
    rate: decimalText(terms.rate, 4, 6),
    days,
    basis: terms.basis,
    interest: centsText(interest),
    penalties: {
      delinquent: centsText(penalty(terms.missed, terms.to, [DELINQUENT_AFTER, DELINQUENT_PENALTY])),
      default: centsText(penalty(terms.missed, terms.to, [DEFAULT_AFTER, DEFAULT_PENALTY])),
    },
  };
}
