import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import {
  adjustedRandIndex,
  buildGraph,
  canonicalPartition,
  disconnectedCount,
  findCommunities,
  type Graph,
  normalisedMutualInformation,
  type Partition,
} from '../../../src/graph/index.ts';
import { sharedData } from '../../shared-data.ts';

/** LFR graphs of 500 nodes with 13 planted communities; `mixing` is the share of ties that leave a community, in %. */
function readPlanted(t: TestContext, mixing: number): { graph: Graph; truth: Partition } | null {
  const folder = sharedData('labelled/lfr');
  if (folder === null) {
    t.skip('NOT RUN: shared data absent');
    return null;
  }
  const rows = (name: string) =>
    readFileSync(join(folder, name), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',').map(Number) as [number, number]);
  const edges = rows(`lfr_mu${mixing}_s11.csv`);
  const planted = new Int32Array(500);
  for (const [node, community] of rows(`lfr_mu${mixing}_s11_truth.csv`)) planted[node] = community;
  const graph = buildGraph({
    nodeCount: 500,
    source: Int32Array.from(edges, ([a]) => a),
    target: Int32Array.from(edges, ([, b]) => b),
  });
  return { graph, truth: canonicalPartition(planted) };
}

/** The search under five sets of ids: five seeds. */
function searches(graph: Graph): Partition[] {
  return ['a', 'b', 'c', 'd', 'e'].map((set) => {
    const ids = Array.from({ length: graph.nodeCount }, (_, v) => `${set}${String(v).padStart(3, '0')}`);
    const report = findCommunities(graph, ids);
    return { labels: report.labels, count: report.communities.length };
  });
}

describe('planted communities', () => {
  for (const [mixing, bar] of [
    [10, 0.99],
    [30, 0.92],
  ] as const) {
    it(`are found at mixing ${mixing} % with an adjusted Rand index of at least ${bar}, under every seed`, (t) => {
      const planted = readPlanted(t, mixing);
      if (planted === null) return;
      for (const found of searches(planted.graph)) {
        const ari = adjustedRandIndex(found, planted.truth);
        t.diagnostic(
          `k ${found.count}, ARI ${ari.toFixed(4)}, NMI ${normalisedMutualInformation(found, planted.truth).toFixed(4)}`,
        );
        assert.ok(ari >= bar, `ARI ${ari}`);
        assert.equal(disconnectedCount(planted.graph, found), 0);
      }
    });
  }

  it('are not claimed at mixing 50 %, where no resolution gives a division that holds', (t) => {
    const planted = readPlanted(t, 50);
    if (planted === null) return;
    for (const found of searches(planted.graph)) assert.equal(found.count, 1);
  });
});
