import type { AccountId, EntityId, PartyId } from '../../core/index.ts';
import type { FactSet } from '../../facts/index.ts';
import type { Resolution } from '../../resolution/index.ts';
import type { KeyRow, ResultRow } from '../../store/port/index.ts';
import type { Block, Columns } from './columns.ts';

type RowOf<T> = T extends ReadonlyMap<unknown, infer V> ? V : T extends readonly (infer V)[] ? V : never;

/** A FactSet as columns: how the input of a Run comes from the store into the analysis thread, and into a work file. */
type FactRows = { [P in keyof FactSet]: RowOf<FactSet[P]> };
export type FactColumns = Columns<FactRows>;
export type FactBlock = Block<FactRows>;

export function noFacts(): { [P in keyof FactRows]: FactRows[P][] } {
  return {
    sources: [],
    records: [],
    parties: [],
    accounts: [],
    accountParties: [],
    transfers: [],
    cashMovements: [],
    aggregateFlows: [],
    balances: [],
    holdings: [],
    assets: [],
    reports: [],
    acknowledgements: [],
    listings: [],
    victimFacts: [],
    outcomes: [],
    judgements: [],
    decisions: [],
  };
}

export function factColumns(facts: FactSet): FactColumns {
  return { ...facts, records: [...facts.records.values()] };
}

export function factSet(columns: FactColumns): FactSet {
  return { ...columns, records: new Map(columns.records.map((ref) => [ref.id, ref])) };
}

/** A Resolution as columns. Its parties are those of the facts and are not kept twice. */
type ResolutionRows = {
  [P in Exclude<keyof Resolution, 'partyById' | 'entityOf' | 'accountOf'>]: RowOf<Resolution[P]>;
} & { entityOf: readonly [PartyId, EntityId]; accountOf: readonly [AccountId, AccountId] };
type ResolutionColumns = Columns<ResolutionRows>;
export type ResolutionBlock = Block<ResolutionRows>;

export function noResolution(): { [P in keyof ResolutionRows]: ResolutionRows[P][] } {
  return { entities: [], accounts: [], transfers: [], findings: [], skipped: [], entityOf: [], accountOf: [] };
}

export function resolutionColumns({ partyById: _, ...resolution }: Resolution): ResolutionColumns {
  return { ...resolution, entityOf: [...resolution.entityOf], accountOf: [...resolution.accountOf] };
}

export function resolutionOf(columns: ResolutionColumns, { parties }: Pick<FactSet, 'parties'>): Resolution {
  return {
    ...columns,
    partyById: new Map(parties.map((party) => [party.id, party])),
    entityOf: new Map(columns.entityOf),
    accountOf: new Map(columns.accountOf),
  };
}

/** What a Run leaves behind: result rows, and the keys under which entities are found. */
type ResultRows = { rows: ResultRow; keys: KeyRow };
export type ResultColumns = Columns<ResultRows>;
export type ResultBlock = Block<ResultRows>;

export function noResults(): { [P in keyof ResultRows]: ResultRows[P][] } {
  return { rows: [], keys: [] };
}
