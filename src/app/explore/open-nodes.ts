import type { Edge, KeyRow } from '../../store/port/index.ts';
import {
  FAN_OUT_HUB,
  type Graph,
  type Hub,
  type Link,
  MOST_LINKS,
  type Opened,
  otherEnd,
  storedKinds,
} from './graph.ts';
import { keysOf } from './run-keys.ts';
import { joined, statedLinks } from './stated-links.ts';

/** The ends that a node has in the raw graph, and how many more it has than are kept. */
type Ends = { readonly raw: readonly string[]; readonly more: number };

function endsOf(rows: readonly KeyRow[] | undefined): Ends {
  const more = rows?.find(({ kind }) => kind === 'more');
  return { raw: (rows ?? []).filter(({ kind }) => kind === 'end').map(({ id }) => id), more: Number(more?.id ?? 0) };
}

/** What the raw graph says of some ends: their edges, how many each has, and what each belongs to in the Run. */
type RawLinks = {
  readonly edges: ReadonlyMap<string, readonly Edge[]>;
  readonly degrees: ReadonlyMap<string, number>;
  readonly placeOf: ReadonlyMap<string, string>;
};

async function rawLinks(graph: Graph, raw: readonly string[]): Promise<RawLinks> {
  const kinds = storedKinds(graph.kinds);
  const degrees = await graph.read.degrees(raw, graph.cut);
  const joinedEnds = kinds.length === 0 ? [] : raw.filter((id) => (degrees.get(id) ?? 0) > 0);
  const edges = await graph.read.neighbours({ ids: joinedEnds, kinds, limit: MOST_LINKS, cut: graph.cut });
  const found = new Map<string, Edge[]>(joinedEnds.map((id) => [id, []]));
  for (const edge of edges) for (const end of new Set([edge.from, edge.to])) found.get(end)?.push(edge);
  const ends = [...new Set(edges.flatMap(({ from, to }) => [from, to]))];
  const places = await keysOf(graph, 'at', ends);
  const placeOf = new Map([...places].flatMap(([end, rows]) => rows.map((row) => [end, row.id] as const)));
  return { edges: found, degrees, placeOf };
}

/** What records say of a node: one link a fact, not joined yet. */
function openStored(id: string, { raw, more }: Ends, { edges, degrees, placeOf }: RawLinks): Opened {
  const isCut = (end: string) => {
    const read = edges.get(end)?.length ?? 0;
    return read >= MOST_LINKS && (degrees.get(end) ?? 0) > read;
  };
  const partial = more > 0 || raw.some(isCut);
  const facts = raw.reduce((sum, end) => sum + (degrees.get(end) ?? 0), 0);
  const links: Link[] = [];
  let newer = 0;
  for (const { from: start, to: end, kind, fact } of raw.flatMap((item) => edges.get(item) ?? [])) {
    const [from, to] = [placeOf.get(start), placeOf.get(end)];
    if (from === undefined || to === undefined) newer++;
    else if (from !== to) links.push({ from, to, kind: kind as Link['kind'], count: 1, facts: [fact], records: [] });
  }
  const hub: Hub | null = partial ? { id, degree: Math.max(facts, more), of: 'facts' } : null;
  return { id, links, hub, partial, newer };
}

/** A hub shows its count and no links; what the person asked for shows what was read. */
function asHub(opened: Opened, asked: readonly string[]): Opened {
  const neighbours = new Set(opened.links.map((link) => otherEnd(link, opened.id))).size;
  const hub: Hub | null =
    opened.hub ?? (neighbours > FAN_OUT_HUB ? { id: opened.id, degree: neighbours, of: 'neighbours' } : null);
  if (hub === null || asked.includes(opened.id)) return { ...opened, hub };
  return { ...opened, hub, links: [], partial: false, newer: 0 };
}

/**
 * Opens nodes: their links within the cut, lifted to the Run, or the hubs that they are. The count of a hub is of the
 * visible graph alone, like everything else here. Order: as asked.
 */
export async function openNodes(graph: Graph, ids: readonly string[]): Promise<Opened[]> {
  const rows = await keysOf(
    graph,
    'ends',
    ids.filter((id) => !id.startsWith('val_')),
  );
  const ends = new Map(ids.map((id) => [id, endsOf(rows.get(id))]));
  const raw = await rawLinks(
    graph,
    [...ends.values()].flatMap((item) => item.raw),
  );
  const stated = await statedLinks(graph, ids);
  return ids.map((id) => {
    const stored = openStored(id, ends.get(id) ?? { raw: [], more: 0 }, raw);
    const { links = [], hub = null } = stated.get(id) ?? {};
    const both = { ...stored, links: joined([...stored.links, ...links]), hub: stored.hub ?? hub };
    return asHub({ ...both, partial: both.partial || hub?.of === 'facts' }, graph.asked);
  });
}
