import type { Composition } from './composition.ts';

/** Names of the methods, the same in code, API and exports (interface 5). This version has three of the seven. */
export const TRACE_METHODS = ['libr', 'fifo', 'pro-rata'] as const;
export type TraceMethod = (typeof TRACE_METHODS)[number];

/**
 * The state of one account under one method. `withdraw` is never asked for more than the account holds: the walk over
 * the ledger deals with overdrafts, so that all methods treat them alike.
 */
export type Book = {
  readonly deposit: (tag: string, units: bigint) => void;
  readonly withdraw: (units: bigint) => Composition;
  readonly holds: () => Composition;
  /** How often a composition grew past 4,096 bits and was rounded to 10^-12 of a minor unit. */
  readonly roundings: () => number;
};
