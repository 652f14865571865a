import { byKeys, groupBy } from '../../core/index.ts';
import type { Graph, Hub, Link } from './graph.ts';
import { keysOf } from './run-keys.ts';

/** Facts and records that a link names; its count tells of all. */
const NAMED = 20;

/** Links between the same two nodes in one way and direction become one, with the number of facts. Order: its parts. */
export function joined(links: readonly Link[]): Link[] {
  const groups = groupBy(links, ({ from, to, kind }) => `${from} ${to} ${kind}`);
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const facts = [...new Set(group.flatMap((link) => link.facts))].sort();
      const records = [...new Set(group.flatMap((link) => link.records))].sort();
      const count = Math.max(facts.length, records.length);
      return [{ ...first, count, facts: facts.slice(0, NAMED), records: records.slice(0, NAMED) }];
    })
    .sort(
      byKeys(
        (link) => link.from,
        (link) => link.to,
        (link) => link.kind,
      ),
    );
}

type Pair = { readonly entity: string; readonly other: string; readonly kind: Link['kind'] };

/** One kind of link that the Run states in key rows: the word on the side of the entity and on the other side. */
type Statement = {
  readonly kind: Link['kind'];
  readonly prefix: string;
  readonly ofEntity: string;
  readonly ofOther: string;
};

const STATEMENTS: readonly Statement[] = [
  { kind: 'shared-value', prefix: 'val_', ofEntity: 'holds', ofOther: 'value' },
  { kind: 'account-party', prefix: 'acc_', ofEntity: 'owns', ofOther: 'owner' },
];

type Found = { readonly pairs: readonly Pair[]; readonly hubs: readonly Hub[] };

async function pairsOf(graph: Graph, ids: readonly string[], { kind, prefix, ...words }: Statement): Promise<Found> {
  const entities = await keysOf(
    graph,
    words.ofEntity,
    ids.filter((id) => id.startsWith('ent_')),
  );
  const others = await keysOf(
    graph,
    words.ofOther,
    ids.filter((id) => id.startsWith(prefix)),
  );
  const pairs: Pair[] = [];
  const hubs: Hub[] = [];
  for (const [id, rows] of [...entities, ...others])
    for (const row of rows) {
      if (row.kind === 'hub') hubs.push({ id, degree: Number(row.id), of: 'sharers' });
      else if (row.kind === 'more') hubs.push({ id, degree: Number(row.id), of: 'facts' });
      else
        pairs.push(id.startsWith('ent_') ? { entity: id, other: row.id, kind } : { entity: row.id, other: id, kind });
    }
  return { pairs, hubs };
}

/** The raw graph has an account before its holder, and an entity before what it shares. */
function linkOf({ entity, other, kind }: Pair, records: readonly string[]): Link {
  const [from, to] = kind === 'shared-value' ? [entity, other] : [other, entity];
  return { from, to, kind, count: 1, facts: [], records };
}

/**
 * Links that the Run itself states: values that several share, and owners whom only the rows of transfers imply. Each rests
 * on a record. A value that too many share, and an owner of too many accounts, comes as a hub.
 */
export async function statedLinks(
  graph: Graph,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly links: readonly Link[]; readonly hub: Hub | null }>> {
  const asked = STATEMENTS.filter(({ kind }) => graph.kinds.includes(kind));
  const found = await Promise.all(asked.map((statement) => pairsOf(graph, ids, statement)));
  const pairs = found.flatMap((item) => item.pairs);
  const records = await keysOf(
    graph,
    'stated',
    pairs.map(({ entity, other }) => `${entity} ${other}`),
  );
  const links = new Map<string, Link[]>(ids.map((id) => [id, []]));
  for (const pair of pairs) {
    const link = linkOf(
      pair,
      (records.get(`${pair.entity} ${pair.other}`) ?? []).map(({ id }) => id),
    );
    links.get(pair.entity)?.push(link);
    links.get(pair.other)?.push(link);
  }
  const hubs = new Map(found.flatMap((item) => item.hubs).map((hub) => [hub.id, hub]));
  return new Map(ids.map((id) => [id, { links: links.get(id) ?? [], hub: hubs.get(id) ?? null }]));
}
