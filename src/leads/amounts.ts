import { compareMoney, grouped, type Money, minorDigits, moneyText, zeroMoney } from '../core/index.ts';

/** What is there to hold: an overdrawn account or a lien above the value leaves nothing, never less than nothing. */
export function atLeastZero(amount: Money): Money {
  const zero = zeroMoney(amount.currency);
  return compareMoney(amount, zero) < 0 ? zero : amount;
}

/** The decimal text of a traced amount, without zeros beyond the currency's own digits: "300.00", but "33.3334". */
export function tracedText(amount: Money): string {
  let { units, scale } = amount;
  while (scale > minorDigits(amount.currency) && units % 10n === 0n) {
    units /= 10n;
    scale -= 1;
  }
  return moneyText({ units, scale, currency: amount.currency });
}

/** The same in a sentence: "1,300.00 USD". */
export function readableTraced(amount: Money): string {
  return `${grouped(tracedText(amount))} ${amount.currency}`;
}
