import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findCommunities, graphOfTies, type Tie } from '../../../src/graph/index.ts';

const tie = (a: string, b: string, weight = 1): Tie => ({ a, b, weight, layer: 0 });

/** All ties among the given ids. */
const clique = (ids: readonly string[], weight = 1): Tie[] =>
  ids.flatMap((a, i) => ids.slice(i + 1).map((b) => tie(a, b, weight)));

const names = (letter: string, count: number) => Array.from({ length: count }, (_, i) => `${letter}${i}`);

function groups(ties: readonly Tie[], nodes: readonly string[] = []): string[][] {
  const { graph, ids } = graphOfTies(nodes, ties);
  return findCommunities(graph, ids).communities.map(({ members }) => members.map((v) => ids[v] ?? ''));
}

describe('communities', () => {
  it('keep a small tight component whole', () => {
    assert.deepEqual(groups([tie('owner', 'shell-1'), tie('owner', 'shell-2')]), [['owner', 'shell-1', 'shell-2']]);
  });

  it('part two tight groups that one weak tie joins', () => {
    const [a, b] = [names('a', 5), names('b', 5)];
    assert.deepEqual(groups([...clique(a), ...clique(b), tie('a0', 'b0', 0.2)]), [a, b]);
  });

  it('keep two small groups together that one full tie joins', () => {
    const [a, b] = [names('a', 3), names('b', 3)];
    assert.deepEqual(groups([...clique(a), ...clique(b), tie('a0', 'b0')]), [[...a, ...b]]);
  });

  it('leave a node without ties by itself, with full stability', () => {
    const { graph, ids } = graphOfTies(['alone'], [tie('a', 'b')]);
    const report = findCommunities(graph, ids);
    assert.deepEqual(ids, ['a', 'alone', 'b']);
    assert.deepEqual(
      report.communities.map(({ members }) => members),
      [[0, 2], [1]],
    );
    assert.deepEqual([...report.stability], [1, 1, 1]);
  });

  it('do not change in one component when another changes', () => {
    const first = [...clique(names('a', 8)), ...clique(names('b', 8)), tie('a0', 'b0', 0.3)];
    const second = clique(names('c', 9), 0.1);
    const together = groups([...first, ...second]);
    assert.deepEqual(together, [...groups(first), ...groups(second)]);
  });

  it('report the resolution and the seed of each component, and say to which community each node belongs', () => {
    const { graph, ids } = graphOfTies([], [...clique(names('a', 6)), ...clique(names('b', 6)), tie('a0', 'b0', 0.1)]);
    const report = findCommunities(graph, ids);
    const [component] = report.components;
    assert.equal(report.components.length, 1);
    assert.match(component?.seed ?? '', /^[0-9a-f]{64}$/);
    assert.ok(component !== undefined && component.plateau[0] <= component.gamma);
    assert.ok(component !== undefined && component.gamma <= component.plateau[1]);
    assert.deepEqual([...report.labels], [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]);
    assert.ok(report.communities.every(({ gamma, stability }) => gamma === component?.gamma && stability === 1));
  });

  it('give a stability under 1 to a node that sits between two groups', () => {
    const [a, b] = [names('a', 8), names('b', 8)];
    const between = [...a, ...b].map((id) => tie('between', id, 0.1));
    const { graph, ids } = graphOfTies([], [...clique(a), ...clique(b), ...between]);
    const report = findCommunities(graph, ids);
    const stability = (id: string) => report.stability[ids.indexOf(id)] ?? Number.NaN;
    assert.equal(report.communities.length, 2);
    assert.ok(stability('between') > 0.1 && stability('between') < 0.9, `${stability('between')}`);
    assert.ok(stability('between') < stability('a0'));
  });
});
