import type { Family, Finding } from '../../facts/index.ts';
import { type Hit, makeFinding } from '../finding.ts';
import type { View } from '../view.ts';

/** The six lines that open a rule file, as data: findings carry `innocent`, docs and a test read the rest. */
export type About = {
  readonly flags: string;
  readonly matters: string;
  readonly innocent: string;
  readonly parameters: string;
  readonly source: string;
  readonly cost: string;
};

/** One rule of the catalogue in detection 1.3. `row` is its number there. */
export type Indicator = {
  readonly id: string;
  readonly row: number;
  readonly version: string;
  readonly family: Exclude<Family, 'D'>;
  /** `source` when the number that decides is given by the source, `default` when it is ours. */
  readonly thresholdSource: Finding['thresholdSource'];
  readonly about: About;
  readonly hits: (view: View) => readonly Hit[];
};

export function findingsOf(indicator: Indicator, view: View): Finding[] {
  const identity = {
    id: indicator.id,
    version: indicator.version,
    family: indicator.family,
    kind: 'indicator',
    thresholdSource: indicator.thresholdSource,
    innocent: indicator.about.innocent,
    severity: 'indicator',
  } as const;
  return indicator.hits(view).map((hit) => makeFinding(identity, hit, view.input.facts));
}
