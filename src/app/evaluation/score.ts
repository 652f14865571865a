import type { FactSet } from '../../facts/index.ts';
import type { PipelineResult } from '../analysis/pipeline.ts';
import { type Agreement, agreement } from './agreement.ts';
import { type Judged, judgedRun } from './judged.ts';
import { type NetworkScores, scoreNetworks } from './networks.ts';
import { type PeopleScores, scorePeople } from './people.ts';
import type { Truth } from './truth.ts';

export type Scores = NetworkScores &
  PeopleScores & {
    /** Mentions whose true person is known, and pairs of them: `found` are put together, `planted` belong together. */
    readonly resolution: Agreement & { readonly mentions: number };
  };

type Counts = Map<string, number>;

/** How many pairs can be made inside the groups of which these are the sizes. */
function pairsIn(sizes: Counts): number {
  return [...sizes.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
}

/** Pairwise precision, recall and F1 of resolution over all mentions whose true person is known. */
function scoreResolution({ result, parties }: Judged): Scores['resolution'] {
  const [ofBoth, ofEntity, ofPerson]: [Counts, Counts, Counts] = [new Map(), new Map(), new Map()];
  const count = (sizes: Counts, key: string) => void sizes.set(key, (sizes.get(key) ?? 0) + 1);
  for (const [party, key] of parties) {
    const entity = result.resolution.entityOf.get(party) ?? party;
    count(ofBoth, `${entity}|${key}`);
    count(ofEntity, entity);
    count(ofPerson, key);
  }
  const right = pairsIn(ofBoth);
  const counts = { found: pairsIn(ofEntity), right, planted: pairsIn(ofPerson), hit: right };
  return { mentions: parties.size, ...agreement(counts) };
}

/** Holds a Run against the truth from outside: by names, places in files and account numbers, never by ids of the Run. */
export function scoreRun(truth: Truth, facts: FactSet, result: PipelineResult): Scores {
  const judged = judgedRun(truth, facts, result);
  return { ...scoreNetworks(judged), ...scorePeople(judged), resolution: scoreResolution(judged) };
}
