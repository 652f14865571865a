import { byKeys, compareText } from '../../core/index.ts';
import { type Graph, type Hub, type Link, OPENED_AT_ONCE, type Opened, otherEnd } from './graph.ts';
import { openNodes } from './open-nodes.ts';

export type Reached = { readonly id: string; readonly depth: number };

/** What lies around a node. `truncated`: there is more than is told here; `hubs` are in `nodes` and were not walked. */
export type Expansion = {
  readonly nodes: readonly Reached[];
  readonly links: readonly Link[];
  readonly hubs: readonly Hub[];
  readonly truncated: boolean;
  readonly newer: number;
};

type Walk = {
  readonly depthOf: Map<string, number>;
  readonly links: Map<string, Link>;
  readonly hubs: Map<string, Hub>;
  truncated: boolean;
  newer: number;
};

/** Keeps the links of an opened node whose other end has a place among the nodes: no link dangles. */
function keep(walk: Walk, opened: Opened, depth: number, limit: number): void {
  if (opened.hub !== null) walk.hubs.set(opened.id, opened.hub);
  if (opened.partial) walk.truncated = true;
  walk.newer += opened.newer;
  for (const link of opened.links) {
    const other = otherEnd(link, opened.id);
    if (!walk.depthOf.has(other) && walk.depthOf.size >= limit) {
      walk.truncated = true;
      continue;
    }
    if (!walk.depthOf.has(other)) walk.depthOf.set(other, depth);
    const key = `${link.from} ${link.to} ${link.kind}`;
    // A node that was read in part may tell of fewer facts than its neighbour does.
    if ((walk.links.get(key)?.count ?? 0) < link.count) walk.links.set(key, link);
  }
}

/**
 * Breadth first from the nodes asked for, level by level and each level in id order, so that the same graph gives the same
 * answer. At most `limit` nodes in all; a hub met on the way stays closed.
 */
export async function expandFrom(graph: Graph, depth: number, limit: number): Promise<Expansion> {
  const walk: Walk = {
    depthOf: new Map(graph.asked.map((id) => [id, 0])),
    links: new Map(),
    hubs: new Map(),
    truncated: false,
    newer: 0,
  };
  for (let level = 0; level < depth; level++) {
    const frontier = [...walk.depthOf].filter(([, at]) => at === level).map(([id]) => id);
    frontier.sort(compareText);
    for (let from = 0; from < frontier.length; from += OPENED_AT_ONCE)
      for (const opened of await openNodes(graph, frontier.slice(from, from + OPENED_AT_ONCE)))
        keep(walk, opened, level + 1, limit);
  }
  return {
    nodes: [...walk.depthOf]
      .map(([id, at]) => ({ id, depth: at }))
      .sort(
        byKeys(
          (node) => node.depth,
          (node) => node.id,
        ),
      ),
    links: [...walk.links.values()].sort(
      byKeys(
        (link) => link.from,
        (link) => link.to,
        (link) => link.kind,
      ),
    ),
    hubs: [...walk.hubs.values()].sort(byKeys((hub) => hub.id)),
    truncated: walk.truncated,
    newer: walk.newer,
  };
}
