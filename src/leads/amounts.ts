import { compareMoney, type Money, zeroMoney } from '../core/index.ts';

/** What is there to hold: an overdrawn account or a lien above the value leaves nothing, never less than nothing. */
export function atLeastZero(amount: Money): Money {
  const zero = zeroMoney(amount.currency);
  return compareMoney(amount, zero) < 0 ? zero : amount;
}
