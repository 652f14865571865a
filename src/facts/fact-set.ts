import type { DateText, RecordId, Sha256 } from '../core/index.ts';
import type { Acknowledgement, Holding, Listing, Outcome, Report, VictimFact } from './holding.ts';
import type { Decision, Judgement } from './judgement.ts';
import type { AggregateFlow, Asset, Balance, CashMovement, Transfer } from './movement.ts';
import type { Account, AccountParty, Party } from './party.ts';
import type { FormatId, Source } from './record.ts';
import type { SourceClass } from './source-class.ts';

/** What a Run needs to know of a Record: enough to cite it and to carry its class, without its content. */
export type RecordRef = {
  readonly id: RecordId;
  readonly source: Sha256;
  readonly sourceClass: SourceClass;
  readonly format: FormatId;
  readonly ordinal: number;
  readonly locator: string;
  readonly date: DateText | null;
};

/**
 * All facts of a Cut in memory, the input of a Run. Arrays are in the store's order (id), so equal homes give equal
 * arrays whatever the order of ingest.
 */
export type FactSet = {
  readonly sources: readonly Source[];
  readonly records: ReadonlyMap<RecordId, RecordRef>;
  readonly parties: readonly Party[];
  readonly accounts: readonly Account[];
  readonly accountParties: readonly AccountParty[];
  readonly transfers: readonly Transfer[];
  readonly cashMovements: readonly CashMovement[];
  readonly aggregateFlows: readonly AggregateFlow[];
  readonly balances: readonly Balance[];
  readonly holdings: readonly Holding[];
  readonly assets: readonly Asset[];
  readonly reports: readonly Report[];
  readonly acknowledgements: readonly Acknowledgement[];
  readonly listings: readonly Listing[];
  readonly victimFacts: readonly VictimFact[];
  readonly outcomes: readonly Outcome[];
  readonly judgements: readonly Judgement[];
  readonly decisions: readonly Decision[];
};

/** The classes that a claim on these records rests on, sorted. */
export function classesOfRecords(records: readonly RecordId[], set: Pick<FactSet, 'records'>): SourceClass[] {
  const classes = new Set<SourceClass>();
  for (const id of records) {
    const ref = set.records.get(id);
    if (ref !== undefined) classes.add(ref.sourceClass);
  }
  return [...classes].sort();
}
