/**
 * Which cells of a published table must be left out so that no small one can be given back.
 *
 * Primary suppression leaves out every cell that rests on fewer than five. That alone protects nothing: a reader subtracts
 * the cells that are shown from their total. So complementary (secondary) suppression leaves out more, until the reader's
 * best bounds on each cell left out are as wide as the rule asks.
 *
 * The method is the network one of Cox (1980, 1995): a table whose cells add up over rows and columns is a circulation. Each
 * row and each column is a node, each cell an edge with its value as flow, and the totals carry the flow back. What a reader
 * cannot tell from the true table is every other circulation that agrees on the shown edges, and the highest and lowest
 * value of an edge over all of those is a maximum flow. So the bounds are exact, not estimated, and the test of a cell is
 * also its repair: where the flow that would move it does not fit through the cells left out, the cheapest path through
 * shown cells is left out as well. Who the reader is taken to be, `Reach` says: one who knows that no cell is negative, or
 * one who knows this method too.
 */

/** A cell as an edge of the circulation. `safe` may be shown; `small` and `linked` may not (a count, its amount). */
export type Edge = {
  readonly from: number;
  readonly to: number;
  readonly value: bigint;
  readonly standing: 'safe' | 'small' | 'linked';
  /** How much is lost when it is left out, above zero. */
  readonly weight: bigint;
};

/** What a reader knows of a cell left out beside what adds up: that it is at least, and at most, so much (null: no limit). */
type RangeOf = (edge: Edge) => { readonly least: bigint; readonly most: bigint | null };

/** How far above and below its value a reader who knows so much must at least hold a cell possible. */
export type Demand = { readonly above: bigint; readonly below: bigint; readonly rangeOf: RangeOf };

/** What each reader must hold possible for a cell. */
export type Reach = (edge: Edge) => readonly Demand[];

type Step = { readonly edge: number; readonly sign: 1n | -1n; readonly to: number };

type Net = {
  readonly edges: readonly Edge[];
  readonly stepsFrom: ReadonlyMap<number, readonly Step[]>;
  readonly hidden: Set<number>;
};

/** The table as one reader knows it. */
type Read = Net & { readonly rangeOf: RangeOf };

function netOf(edges: readonly Edge[]): Net {
  const stepsFrom = new Map<number, Step[]>();
  const add = (node: number, step: Step): void => {
    const list = stepsFrom.get(node);
    if (list === undefined) stepsFrom.set(node, [step]);
    else list.push(step);
  };
  for (const [edge, { from, to }] of edges.entries()) {
    add(from, { edge, sign: 1n, to });
    add(to, { edge, sign: -1n, to: from });
  }
  const hidden = new Set(edges.flatMap(({ standing }, index) => (standing === 'safe' ? [] : [index])));
  return { edges, stepsFrom, hidden };
}

/** What the flow sent so far has added to each edge. */
type Moved = Map<number, bigint>;

/** How much a step can carry: a cell grows and shrinks within what the reader knows of it. null: without limit. */
function room({ edges, rangeOf }: Read, moved: Moved, { edge, sign }: Step): bigint | null {
  const cell = edges[edge];
  if (cell === undefined) throw new TypeError(`there is no cell ${edge}`);
  const value = cell.value + (moved.get(edge) ?? 0n);
  const { least, most } = rangeOf(cell);
  if (sign === -1n) return value - least;
  return most === null ? null : most - value;
}

/** One that is left out already costs nothing. */
function costOf({ edges, hidden }: Net, { edge }: Step): bigint {
  return hidden.has(edge) ? 0n : (edges[edge]?.weight ?? 1n);
}

type Ends = { readonly from: number; readonly to: number; readonly without: number };

/** How a node was come to: over which step, from where. */
type Arrivals = ReadonlyMap<number, { readonly step: Step; readonly before: number }>;

function pathOf(arrivals: Arrivals, { from, to }: Ends): Step[] | null {
  const path: Step[] = [];
  for (let at = to; at !== from; ) {
    const arrival = arrivals.get(at);
    if (arrival === undefined) return null;
    path.unshift(arrival.step);
    at = arrival.before;
  }
  return path;
}

/** A path through cells that are left out already, which costs nothing: most questions end here. */
function freePath(net: Read, moved: Moved, ends: Ends): Step[] | null {
  const arrivals = new Map<number, { readonly step: Step; readonly before: number }>();
  const waiting = [ends.from];
  for (const node of waiting) {
    if (node === ends.to) break;
    for (const step of net.stepsFrom.get(node) ?? []) {
      if (!net.hidden.has(step.edge) || step.edge === ends.without) continue;
      if (step.to === ends.from || arrivals.has(step.to) || room(net, moved, step) === 0n) continue;
      arrivals.set(step.to, { step, before: node });
      waiting.push(step.to);
    }
  }
  return pathOf(arrivals, ends);
}

function nearest(costs: ReadonlyMap<number, bigint>, done: ReadonlySet<number>): number | null {
  let best: number | null = null;
  let low = 0n;
  for (const [node, cost] of costs) if (!done.has(node) && (best === null || cost < low)) [best, low] = [node, cost];
  return best;
}

/** The path that leaves out the least of what is shown (Dijkstra). */
function cheapestPath(net: Read, moved: Moved, ends: Ends): Step[] | null {
  const costs = new Map([[ends.from, 0n]]);
  const arrivals = new Map<number, { readonly step: Step; readonly before: number }>();
  const done = new Set<number>();
  for (let node = nearest(costs, done); node !== null && node !== ends.to; node = nearest(costs, done)) {
    done.add(node);
    for (const step of net.stepsFrom.get(node) ?? []) {
      if (step.edge === ends.without || done.has(step.to) || room(net, moved, step) === 0n) continue;
      const cost = (costs.get(node) ?? 0n) + costOf(net, step);
      const known = costs.get(step.to);
      if (known !== undefined && known <= cost) continue;
      costs.set(step.to, cost);
      arrivals.set(step.to, { step, before: node });
    }
  }
  return pathOf(arrivals, ends);
}

function least(amounts: readonly (bigint | null)[], most: bigint): bigint {
  return amounts.reduce<bigint>((low, amount) => (amount !== null && amount < low ? amount : low), most);
}

/**
 * A shown cell with those that could stand in its place: were the first of them left out and the others shown, its place
 * would tell a reader who knows the method that it is none of the small ones.
 */
function equalsOf({ edges, hidden }: Net, chosen: number): number[] {
  const one = edges[chosen];
  return edges.flatMap(({ from, to, value }, edge) =>
    !hidden.has(edge) && from === one?.from && to === one.to && value === one.value ? [edge] : [],
  );
}

/**
 * Moves one cell by `amount` in the reader's mind while all shown cells and all sums stay: the others on the way take it
 * up. Gives the cells that had to be left out for that. A reader who knows more than sums may be certain of a cell whatever
 * is left out, as of two small ones of a total that is not; then it moves as far as it can.
 */
function makeRoom(net: Read, cell: number, sign: 1n | -1n, amount: bigint): number[] {
  const edge = net.edges[cell];
  if (edge === undefined) throw new TypeError(`there is no cell ${cell}`);
  const [from, to] = sign === 1n ? [edge.to, edge.from] : [edge.from, edge.to];
  const moved: Moved = new Map();
  const opened: number[] = [];
  for (let rest = amount; rest > 0n && from !== to; ) {
    const ends = { from, to, without: cell };
    const path = freePath(net, moved, ends) ?? cheapestPath(net, moved, ends);
    if (path === null) break;
    const sent = least(
      path.map((step) => room(net, moved, step)),
      rest,
    );
    for (const step of path) {
      moved.set(step.edge, (moved.get(step.edge) ?? 0n) + step.sign * sent);
      if (net.hidden.has(step.edge)) continue;
      for (const equal of equalsOf(net, step.edge)) {
        net.hidden.add(equal);
        opened.push(equal);
      }
    }
    rest -= sent;
  }
  return opened;
}

/**
 * The indices of all edges to be left out: those that are not safe, and those that would give one of them back. Leaving out
 * more only widens the bounds of the rest, so each is looked at once.
 */
export function withhold(edges: readonly Edge[], reach: Reach): ReadonlySet<number> {
  const net = netOf(edges);
  const queue = [...net.hidden];
  for (const cell of queue) {
    const edge = edges[cell];
    if (edge === undefined) continue;
    for (const { above, below, rangeOf } of reach(edge)) {
      const read = { ...net, rangeOf };
      queue.push(...makeRoom(read, cell, 1n, above), ...makeRoom(read, cell, -1n, below));
    }
  }
  return net.hidden;
}
