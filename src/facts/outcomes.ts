import { byKeys, canonicalJson, groupBy, parseInstant } from '../core/index.ts';
import type { FactSet } from './fact-set.ts';
import type { Outcome, OutcomeType } from './holding.ts';

/** How far the law has come with an asset or a lead, from nothing yet to money in the victims' hands (18 USC 1594(f)). */
export const OUTCOME_STATES = ['found', 'restrained', 'seized', 'forfeited', 'transferred'] as const;
export type OutcomeState = (typeof OUTCOME_STATES)[number];

/** The rung that an outcome reaches; orders and payments are about restitution and move nothing. */
const RUNGS: Readonly<Record<OutcomeType, OutcomeState | null>> = {
  tro: 'restrained',
  restraint: 'restrained',
  seizure: 'seized',
  forfeiture: 'forfeited',
  transfer_1594f: 'transferred',
  order: null,
  payment: null,
  declined: null,
  recall: null,
};

export type OutcomeStanding = {
  /** The highest rung reached. A later restraint of what is seized takes nothing back. */
  readonly state: OutcomeState;
  /** The first outcome that reached each rung, lowest rung first. */
  readonly steps: readonly { readonly state: OutcomeState; readonly outcome: Outcome }[];
  /** A refusal or a recall that no later step has overtaken. */
  readonly closed: 'declined' | 'recall' | null;
  /** All outcomes that name it, in their total order. */
  readonly outcomes: readonly Outcome[];
};

export type OutcomeArrangement = {
  /** Every outcome once, by date, then known instants, then Source and row. */
  readonly ordered: readonly Outcome[];
  /** Rows that say something else under a reference that counts already: for a person to settle, and not counted. */
  readonly conflicts: readonly { readonly counted: Outcome; readonly other: Outcome }[];
  readonly byAsset: ReadonlyMap<string, OutcomeStanding>;
  readonly byLead: ReadonlyMap<string, OutcomeStanding>;
};

function inOrder({ outcomes, records }: Pick<FactSet, 'outcomes' | 'records'>): Outcome[] {
  const placed = outcomes.map((outcome) => {
    const instant = parseInstant(outcome.at);
    const ref = records.get(outcome.record);
    return {
      outcome,
      instant: instant.ok ? instant.value : -Infinity,
      source: ref?.source ?? '',
      row: ref?.ordinal ?? -1,
    };
  });
  const order = byKeys<(typeof placed)[number]>(
    ({ outcome }) => outcome.at.slice(0, 10),
    ({ instant }) => instant,
    ({ source }) => source,
    ({ row }) => row,
    ({ outcome }) => outcome.id,
  );
  return placed.sort(order).map(({ outcome }) => outcome);
}

/** What an outcome says, without where it stands. */
function statement({ id: _id, record: _record, ...said }: Outcome): string {
  return canonicalJson(said);
}

function standing(outcomes: readonly Outcome[]): OutcomeStanding {
  const first = new Map<OutcomeState, Outcome>();
  let closed: OutcomeStanding['closed'] = null;
  for (const outcome of outcomes) {
    const { outcomeType } = outcome;
    const rung = RUNGS[outcomeType];
    if (outcomeType === 'declined' || outcomeType === 'recall') closed = outcomeType;
    if (rung === null) continue;
    closed = null;
    if (!first.has(rung)) first.set(rung, outcome);
  }
  const steps = OUTCOME_STATES.flatMap((state) => {
    const outcome = first.get(state);
    return outcome === undefined ? [] : [{ state, outcome }];
  });
  return { state: steps.at(-1)?.state ?? 'found', steps, closed, outcomes };
}

function standingsBy(outcomes: readonly Outcome[], key: 'asset' | 'lead'): ReadonlyMap<string, OutcomeStanding> {
  const named = outcomes.filter((outcome) => outcome[key] !== null);
  const groups = groupBy(named, (outcome) => outcome[key] ?? '');
  return new Map([...groups].map(([id, group]) => [id, standing(group)]));
}

/**
 * The outcomes of a Cut put in order. The sender's own reference is the identity of an outcome: a row sent again in
 * another file is not a second payment, and a row that contradicts an earlier one is listed and not counted.
 */
export function outcomesOf(facts: Pick<FactSet, 'outcomes' | 'records'>): OutcomeArrangement {
  const counted = new Map<string, Outcome>();
  const conflicts: { counted: Outcome; other: Outcome }[] = [];
  for (const outcome of inOrder(facts)) {
    const before = counted.get(outcome.reference);
    if (before === undefined) counted.set(outcome.reference, outcome);
    else if (statement(before) !== statement(outcome)) conflicts.push({ counted: before, other: outcome });
  }
  const ordered = [...counted.values()];
  return { ordered, conflicts, byAsset: standingsBy(ordered, 'asset'), byLead: standingsBy(ordered, 'lead') };
}
