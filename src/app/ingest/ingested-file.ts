import { basename } from 'node:path';
import { z } from 'zod';
import type { Fact, SourceClass } from '../../facts/index.ts';

export type IngestOptions = {
  readonly format: string | null;
  readonly map: string | null;
  readonly sourceClass: SourceClass | null;
  readonly custodian: string | null;
  readonly receivedAt: string | null;
};

/** What became of one file. */
export const ingestedFile = z.object({
  path: z.string(),
  sha256: z.string().nullable(),
  format: z.string().nullable(),
  sourceClass: z.string().nullable(),
  status: z.enum(['stored', 'already-stored', 'rejected']),
  rowsRead: z.number(),
  recordsStored: z.number(),
  quarantined: z.number(),
  facts: z.record(z.string(), z.number()),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type IngestedFile = z.infer<typeof ingestedFile>;

/** Why a file is rejected. */
export const problem = z.object({ code: z.string(), message: z.string() });
export type Problem = z.infer<typeof problem>;

/** How many rows were stored and refused, and how many facts of each kind they state. */
export const rowCounts = z.object({
  recordsStored: z.int(),
  quarantined: z.int(),
  facts: z.record(z.string(), z.int()),
});
export type RowCounts = z.infer<typeof rowCounts>;

/** How each kind of fact is called in the answer of `ingest` (interface 2). */
const FACT_LABELS = {
  party: 'parties',
  account: 'accounts',
  transfer: 'transfers',
  'cash-movement': 'cashMovements',
  holding: 'holdings',
  listing: 'listings',
  balance: 'balances',
  asset: 'assets',
  'aggregate-flow': 'aggregateFlows',
  'victim-fact': 'victimFacts',
  outcome: 'outcomes',
} as const;

export const NO_ROWS: RowCounts = {
  recordsStored: 0,
  quarantined: 0,
  facts: Object.fromEntries(Object.values(FACT_LABELS).map((label) => [label, 0])),
};

export function countFacts(facts: readonly Fact[]): RowCounts['facts'] {
  const counts: Record<string, number> = {};
  for (const { kind } of facts) {
    if (!(kind in FACT_LABELS)) continue;
    const label = FACT_LABELS[kind as keyof typeof FACT_LABELS];
    counts[label] = (counts[label] ?? 0) + 1;
  }
  return counts;
}

export function addCounts(a: RowCounts, b: RowCounts): RowCounts {
  return {
    recordsStored: a.recordsStored + b.recordsStored,
    quarantined: a.quarantined + b.quarantined,
    facts: Object.fromEntries(Object.entries(a.facts).map(([label, count]) => [label, count + (b.facts[label] ?? 0)])),
  };
}

/** The answer for a file that was not taken in. `known` is what was found out about it before. */
export function rejected(path: string, { code, message }: Problem, known: Partial<IngestedFile> = {}): IngestedFile {
  return {
    path,
    sha256: null,
    format: null,
    sourceClass: null,
    rowsRead: 0,
    recordsStored: 0,
    quarantined: 0,
    facts: {},
    ...known,
    status: 'rejected',
    error: { code, message: message.includes(basename(path)) ? message : `${basename(path)}: ${message}` },
  };
}
