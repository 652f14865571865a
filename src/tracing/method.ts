import type { Composition, Joined, Split } from './composition.ts';

/** Names of the methods, the same in code, command line, API and exports (interface 5). Always all of them. */
export const TRACE_METHODS = ['libr', 'fifo', 'lifo', 'pro-rata', 'taint-first', 'taint-last', 'poison'] as const;
export type TraceMethod = (typeof TRACE_METHODS)[number];

/**
 * One way of tracing, over immutable money: what an account holds and what a payment carries are values of one type, and
 * a payment into an account joins the two. So an account is a variable, a checkpoint a copy of references, and all
 * methods are walked alike. Labels are tags, or the events that money came with when sources are asked for.
 */
export type Method<Money extends { readonly units: bigint }> = {
  readonly nothing: Money;
  /** Money from outside under one label. */
  readonly of: (label: string, units: bigint) => Money;
  /** What an account holds after money arrives. */
  readonly join: (held: Money, arriving: Money) => Joined<Money>;
  /** Takes `units` out of what an account holds; never more than it holds. */
  readonly draw: (held: Money, units: bigint) => Split<Money>;
  readonly composition: (money: Money) => Composition;
  /** Claims that have touched the money, where a method keeps them apart from what it consists of. */
  readonly touchedBy?: (money: Money) => readonly string[];
};

/** Whether a label stands for money that no claim reaches. */
export type IsOwn = (label: string) => boolean;
