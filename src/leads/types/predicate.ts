import type { Statement } from './statement.ts';

/** An element of an offence: the facts that touch it, and what counsel still needs. A hypothesis, no charge. */
export type PredicateElement = {
  readonly element: string;
  readonly facts: readonly Statement[];
  readonly gap: string | null;
};

export type Predicate = {
  readonly statute: string;
  readonly why: string;
  /** First and last date of the facts, null when none has a date. */
  readonly dates: readonly [string, string] | null;
  readonly places: readonly string[];
  readonly elements: readonly PredicateElement[];
};

/** One thing that Supplemental Rule G(2) asks of a verified complaint. */
export type ComplaintItem = {
  readonly rule: string;
  readonly asks: string;
  readonly state: 'met' | 'missing' | 'a person does this';
  readonly facts: readonly string[];
};
