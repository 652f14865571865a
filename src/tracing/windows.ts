import { addMonths, type DateText } from '../core/index.ts';

/** Property that 18 USC 984(a)(1) reaches without tracing: cash, bearer instruments, account funds, precious metals. */
type FungibleKind = 'account' | 'cash' | 'bearer-instrument' | 'precious-metal';
const FUNGIBLE: readonly string[] = ['account', 'cash', 'bearer-instrument', 'precious-metal'] satisfies FungibleKind[];

/** 18 USC 984(b): the action must commence within one year from the date of the offence. */
const FUNGIBLE_WINDOW_MONTHS = 12;

/** The last day on which an action under 18 USC 984 may commence for an offence of this date. */
export function fungibleDeadline(offence: DateText): DateText {
  return addMonths(offence, FUNGIBLE_WINDOW_MONTHS);
}

/**
 * Whether fungible property in the same place or account may be reached without identifying the specific property.
 * Interbank accounts (984(c)) are outside this question: a person decides about the holder's knowledge.
 */
export function reachableWithoutTracing(kind: string, offence: DateText, action: DateText): boolean {
  return FUNGIBLE.includes(kind) && action >= offence && action <= fungibleDeadline(offence);
}
