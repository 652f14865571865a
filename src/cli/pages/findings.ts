import { measuredWords, signWords } from '../../app/index.ts';
import { groupBy } from '../../core/index.ts';
import type { Section } from './page.ts';

/** The fields of a `findings` row of interface 3 that a page of another result shows. */
export type ShownFinding = {
  readonly id: string;
  readonly rule: string;
  readonly value: string;
  readonly threshold: string;
  readonly window: { readonly from: string | null; readonly to: string | null };
  readonly subjects: readonly string[];
  readonly records: readonly string[];
  readonly innocentExplanation: string;
  readonly counterEvidence: readonly string[];
};

/** Findings of one rule that a page lists; `findings --ndjson` has them all. */
const MOST = 12;

function findingLine({ id, rule, value, threshold, window, counterEvidence, records }: ShownFinding): string[] {
  const span = window.from === null ? '' : `, ${window.from} to ${window.to ?? window.from}`;
  const count = `${records.length} ${records.length === 1 ? 'record' : 'records'}`;
  return [
    `  - ${measuredWords({ rule, value, threshold })}${span} [${id}, ${count}]`,
    ...counterEvidence.map((text) => `    speaks against it: ${text}`),
  ];
}

/**
 * Signs by rule, each with the ordinary case that looks the same beside it. The mark of a sign is its id: `show` opens it
 * with all its records.
 */
export function findingsSection(title: string, findings: readonly ShownFinding[]): Section {
  const lines = [...groupBy(findings, ({ rule }) => rule)].flatMap(([rule, same]) => {
    const more = same.length - MOST;
    return [
      `${signWords(rule)}`,
      `  the ordinary case that looks the same: ${same[0]?.innocentExplanation ?? ''}`,
      ...same.slice(0, MOST).flatMap(findingLine),
      ...(more > 0 ? [`  and ${more} more of this rule`] : []),
    ];
  });
  return { title, lines, empty: 'no rule is met' };
}
