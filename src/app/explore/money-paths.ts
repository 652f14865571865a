import { compareText } from '../../core/index.ts';
import { type Graph, type Link, otherEnd } from './graph.ts';
import { openNodes } from './open-nodes.ts';
import { type Path, type PathSearch, shortestPaths } from './paths.ts';

/** The accounts that an end of a money path holds, each with the link that says so. `partial`: it may hold more. */
type Purse = { readonly accounts: Map<string, Link>; readonly partial: boolean };

async function purse(graph: Graph, id: string): Promise<Purse> {
  if (!id.startsWith('ent_')) return { accounts: new Map(), partial: false };
  const [opened] = await openNodes({ ...graph, kinds: ['account-party'], asked: [id] }, [id]);
  const links = opened?.links ?? [];
  return { accounts: new Map(links.map((link) => [otherEnd(link, id), link])), partial: opened?.partial === true };
}

/** The path with its holder before or after the account that the money left or reached. */
function withHolders({ nodes, links }: Path, from: Map<string, Link>, to: Map<string, Link>, ends: Ends): Path {
  const first = from.get(nodes[0] ?? '');
  const last = to.get(nodes.at(-1) ?? '');
  return {
    nodes: [...(first === undefined ? [] : [ends.from]), ...nodes, ...(last === undefined ? [] : [ends.to])],
    links: [...(first === undefined ? [] : [[first]]), ...links, ...(last === undefined ? [] : [[last]])],
  };
}

type Ends = { readonly from: string; readonly to: string };

/**
 * The shortest ways of money from one to the other, by transfers in their direction only; `depth` counts transfers. A
 * person or firm stands for the accounts that it holds; one that both hold counts as the receiver's.
 */
export async function moneyPaths(graph: Graph, ends: Ends, depth: number): Promise<PathSearch> {
  const [payer, payee] = [await purse(graph, ends.from), await purse(graph, ends.to)];
  const to = [ends.to, ...payee.accounts.keys()].sort(compareText);
  const from = [ends.from, ...payer.accounts.keys()].filter((id) => !to.includes(id)).sort(compareText);
  const found = await shortestPaths({ ...graph, asked: [...from, ...to] }, { from, to, directed: true }, depth);
  const paths = found.paths.map((path) => withHolders(path, payer.accounts, payee.accounts, ends));
  return { ...found, paths, truncated: found.truncated || payer.partial || payee.partial };
}
