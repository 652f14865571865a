import { sortedUnique } from '../../core/index.ts';
import type { FactSet, SourceClass } from '../../facts/index.ts';
import { outputDigest } from './digest.ts';
import type { PipelineResult } from './pipeline.ts';
import { presentRun } from './present.ts';
import type { ResultColumns } from './run-columns.ts';
import type { RunIdentity } from './run-identity.ts';

/** What a Run says of itself: the head under which its results are kept. */
export type RunSummary = RunIdentity & {
  readonly asOf: string;
  readonly outputDigest: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly classes: readonly SourceClass[];
  readonly compartments: readonly string[];
};

function countKinds(rows: ResultColumns['rows']): Record<string, number> {
  const counts: Record<string, number> = { entity: 0, account: 0, finding: 0, network: 0, lead: 0 };
  for (const row of rows) counts[row.kind] = (counts[row.kind] ?? 0) + 1;
  return counts;
}

/** A finished Run in the form in which it is kept: its head, its result rows, and the keys that find them. */
export function outcomeOf(
  identity: RunIdentity,
  facts: FactSet,
  result: PipelineResult,
): { readonly summary: RunSummary; readonly results: ResultColumns } {
  const results = presentRun(facts, result);
  const summary: RunSummary = {
    ...identity,
    asOf: result.asOf,
    outputDigest: outputDigest(results.rows),
    counts: { sources: facts.sources.length, records: facts.records.size, ...countKinds(results.rows) },
    classes: sortedUnique(facts.sources.map((source) => source.sourceClass)),
    compartments: sortedUnique(facts.sources.map((source) => source.compartment)),
  };
  return { summary, results };
}
