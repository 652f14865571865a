import { byKeys, compareText } from '../../core/index.ts';
import { type Graph, type Hub, type Link, MOST_NODES, MOST_PATHS, OPENED_AT_ONCE, otherEnd } from './graph.ts';
import { openNodes } from './open-nodes.ts';

/** Nodes in order, with the links between each and the next. */
export type Path = { readonly nodes: readonly string[]; readonly links: readonly (readonly Link[])[] };

export type PathSearch = {
  readonly paths: readonly Path[];
  readonly explored: number;
  readonly hubs: readonly Hub[];
  readonly truncated: boolean;
  readonly newer: number;
};

/** Where a search starts and ends, and whether it goes with the money only: from payer to payee. */
export type PathEnds = { readonly from: readonly string[]; readonly to: readonly string[]; readonly directed: boolean };

/** One of the two searches that go towards each other. `stepsTo` holds, for a node, the nodes before it with the links. */
type Side = {
  readonly towards: 'from' | 'to';
  readonly depthOf: Map<string, number>;
  readonly stepsTo: Map<string, Map<string, Link[]>>;
  frontier: string[];
  depth: number;
};

type Search = {
  readonly graph: Graph;
  readonly ends: PathEnds;
  readonly hubs: Map<string, Hub>;
  readonly opened: Set<string>;
  truncated: boolean;
  newer: number;
};

function side(towards: Side['towards'], ids: readonly string[]): Side {
  const frontier = [...ids].sort(compareText);
  return { towards, depthOf: new Map(frontier.map((id) => [id, 0])), stepsTo: new Map(), frontier, depth: 0 };
}

/** With the money, the search from the payer leaves a node by its `from` end, the one from the payee by its `to` end. */
function leaves(link: Link, id: string, towards: Side['towards'], directed: boolean): boolean {
  return !directed || link[towards] === id;
}

async function open(search: Search, ids: readonly string[]): Promise<Link[][]> {
  const links: Link[][] = [];
  for (let from = 0; from < ids.length; from += OPENED_AT_ONCE)
    for (const node of await openNodes(search.graph, ids.slice(from, from + OPENED_AT_ONCE))) {
      if (node.hub !== null) search.hubs.set(node.id, node.hub);
      if (node.partial) search.truncated = true;
      if (!search.opened.has(node.id)) search.newer += node.newer;
      search.opened.add(node.id);
      links.push([...node.links]);
    }
  return links;
}

/** Takes one side a whole level on: every shortest way to each new node is kept. */
async function advance(search: Search, half: Side, room: number): Promise<void> {
  const next = new Set<string>();
  const links = await open(search, half.frontier);
  half.frontier.forEach((id, index) => {
    for (const link of links[index] ?? []) {
      if (!leaves(link, id, half.towards, search.ends.directed)) continue;
      const other = otherEnd(link, id);
      if (half.depthOf.has(other) && !next.has(other)) continue;
      if (!next.has(other) && next.size >= room) {
        search.truncated = true;
        continue;
      }
      next.add(other);
      half.depthOf.set(other, half.depth + 1);
      const steps = half.stepsTo.get(other) ?? new Map<string, Link[]>();
      steps.set(id, [...(steps.get(id) ?? []), link]);
      half.stepsTo.set(other, steps);
    }
  });
  half.depth++;
  half.frontier = [...next].sort(compareText);
}

/** The nearest nodes where the two sides have met. A hub between them is no meeting: half the town goes through it. */
async function meetings(search: Search, half: Side, other: Side): Promise<string[]> {
  const met = half.frontier.filter((id) => other.depthOf.has(id));
  await open(
    search,
    met.filter((id) => !search.opened.has(id)),
  );
  const asked = new Set(search.graph.asked);
  const through = met.filter((id) => asked.has(id) || !search.hubs.has(id));
  const nearest = Math.min(...through.map((id) => other.depthOf.get(id) ?? 0));
  return through.filter((id) => other.depthOf.get(id) === nearest);
}

/** Every way from `id` back to where its side began, nearest node first. At most one more than can be shown. */
function waysBack(half: Side, id: string): Path[] {
  const steps = half.stepsTo.get(id);
  if (steps === undefined) return [{ nodes: [id], links: [] }];
  const ways: Path[] = [];
  for (const [before, links] of [...steps].sort((a, b) => compareText(a[0], b[0])))
    for (const way of waysBack(half, before)) {
      if (ways.length > MOST_PATHS) return ways;
      ways.push({ nodes: [id, ...way.nodes], links: [links, ...way.links] });
    }
  return ways;
}

/** Paths through the nodes where the sides met, in their order; at most one more than can be shown, however many there are. */
function joinedPaths(forward: Side, backward: Side, met: readonly string[]): Path[] {
  const paths: Path[] = [];
  for (const id of met) {
    const ends = waysBack(backward, id);
    for (const start of waysBack(forward, id))
      for (const end of ends) {
        const nodes = [...start.nodes.toReversed(), ...end.nodes.slice(1)];
        paths.push({ nodes, links: [...start.links.toReversed(), ...end.links] });
        if (paths.length > MOST_PATHS) return paths;
      }
  }
  return paths;
}

/**
 * The shortest paths between two nodes, at most `depth` links long, breadth first from both ends. Hubs are not walked, and
 * are no way through from either side. Order: the nodes in turn.
 */
export async function shortestPaths(graph: Graph, ends: PathEnds, depth: number): Promise<PathSearch> {
  const search: Search = { graph, ends, hubs: new Map(), opened: new Set(), truncated: false, newer: 0 };
  const [forward, backward] = [side('from', ends.from), side('to', ends.to)];
  const seen = () => new Set([...forward.depthOf.keys(), ...backward.depthOf.keys()]).size;
  let met: string[] = [];
  while (met.length === 0 && forward.depth + backward.depth < depth) {
    const [half, other] =
      forward.frontier.length <= backward.frontier.length ? [forward, backward] : [backward, forward];
    if (half.frontier.length === 0) break;
    await advance(search, half, MOST_NODES - seen());
    met = await meetings(search, half, other);
  }
  const paths = joinedPaths(forward, backward, met).sort(byKeys((path) => path.nodes.join(' ')));
  return {
    paths: paths.slice(0, MOST_PATHS),
    explored: seen(),
    hubs: [...search.hubs.values()].sort(byKeys((hub) => hub.id)),
    truncated: search.truncated || paths.length > MOST_PATHS,
    newer: search.newer,
  };
}
