import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { bundle, countEdges } from '../../../src/app/analysis/bundles.ts';
import { compareText, type EntityId } from '../../../src/core/index.ts';
import { communitiesOf, joinCommunities, tieComponents } from '../../../src/detection/index.ts';
import { pairWeights } from '../../../src/detection/pair-weights.ts';
import type { Tie, TieKind } from '../../../src/detection/ties.ts';
import { findCommunities, graphOfTies } from '../../../src/graph/index.ts';

const KINDS: readonly TieKind[] = ['owner', 'signatory', 'contact', 'flow', 'person-flow', 'conductor'];
const node = fc.nat(39).map((n) => `ent_${n.toString(16).padStart(32, '0')}` as EntityId);
const tie: fc.Arbitrary<Tie> = fc.record({
  from: node,
  to: node,
  kind: fc.constantFrom(...KINDS),
  weight: fc.integer({ min: 1, max: 1000 }).map((milli) => milli / 1000),
  records: fc.constant([]),
});
/** Forty nodes and up to forty ties: from many small components to a few large ones. */
const ties = fc.array(
  tie.filter(({ from, to }) => from !== to),
  { maxLength: 40 },
);
const limits = fc.record({ inlineEdges: fc.constant(0), bundleEdges: fc.integer({ min: 1, max: 20 }) });

/** All communities from one search of the whole graph, never parted by us. */
function searchedWhole(all: readonly Tie[]) {
  const pairs = [...pairWeights(all)].flatMap(([a, row]) =>
    [...row].filter(([b]) => compareText(a, b) < 0).map(([b, weight]) => ({ a, b, weight, layer: 0 })),
  );
  const { graph, ids } = graphOfTies([], pairs);
  const { communities, stability } = findCommunities(graph, ids);
  return communities.map((found) => ({
    members: found.members.map((v) => [ids[v], stability[v]]),
    stability: found.stability,
  }));
}

describe('Communities over many workers', () => {
  it('are those of one search of the whole graph, however components are bundled and in whatever order bundles end', () => {
    fc.assert(
      fc.property(ties, limits, fc.infiniteStream(fc.nat()), (all, parting, chance) => {
        const bundles = bundle(tieComponents(all), parting);
        // Every bundle crosses to its worker as bytes, and ends at a moment of its own.
        const answers = bundles
          .map((components) => ({
            at: chance.next().value,
            found: joinCommunities(structuredClone(components).map(communitiesOf)),
          }))
          .sort((a, b) => a.at - b.at);
        const joined = joinCommunities(answers.map(({ found }) => found));
        assert.deepEqual(
          joined.map(({ members, stability }) => ({ members: [...members], stability })),
          searchedWhole(all),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('are searched in bundles that hold every component once, the large ones alone', () => {
    fc.assert(
      fc.property(ties, limits, (all, parting) => {
        const components = tieComponents(all);
        const bundles = bundle(components, parting);
        assert.deepEqual(
          bundles.flat().sort((a, b) => compareText(a.ids[0] ?? '', b.ids[0] ?? '')),
          components,
        );
        for (const parts of bundles) assert.ok(parts.length === 1 || countEdges(parts) <= parting.bundleEdges);
      }),
      { numRuns: 100 },
    );
  });

  it('do not change when another component of the home does', () => {
    fc.assert(
      fc.property(ties, ties, (mine, theirs) => {
        const apart = theirs.map((item) => ({
          ...item,
          from: item.from.replace('ent_0', 'ent_f') as EntityId,
          to: item.to.replace('ent_0', 'ent_f') as EntityId,
        }));
        const found = (all: readonly Tie[]) => joinCommunities(tieComponents(all).map(communitiesOf));
        const alone = found(mine);
        assert.deepEqual(found([...apart, ...mine]).slice(0, alone.length), alone);
      }),
      { numRuns: 50 },
    );
  });
});
