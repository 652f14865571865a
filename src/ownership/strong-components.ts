/**
 * Strongly connected components of a directed graph (Tarjan 1972), without recursion. `next[i]` lists where i points.
 * Components come out sinks first: each after everything that it points to.
 */
export function strongComponents(next: readonly (readonly number[])[]): number[][] {
  const state: Search = {
    order: new Int32Array(next.length).fill(-1),
    low: new Int32Array(next.length),
    onStack: new Uint8Array(next.length),
    stack: [],
    found: [],
    counter: 0,
  };
  for (let root = 0; root < next.length; root++) if (state.order[root] === -1) search(root, next, state);
  return state.found;
}

type Search = {
  readonly order: Int32Array;
  readonly low: Int32Array;
  readonly onStack: Uint8Array;
  readonly stack: number[];
  readonly found: number[][];
  counter: number;
};

function enter(node: number, state: Search): { node: number; at: number } {
  state.order[node] = state.counter;
  state.low[node] = state.counter;
  state.counter += 1;
  state.onStack[node] = 1;
  state.stack.push(node);
  return { node, at: 0 };
}

function lower(node: number, value: number, { low }: Search): void {
  low[node] = Math.min(low[node] ?? value, value);
}

function search(root: number, next: readonly (readonly number[])[], state: Search): void {
  const calls = [enter(root, state)];
  for (let call = calls.at(-1); call !== undefined; call = calls.at(-1)) {
    const target = next[call.node]?.[call.at];
    call.at += 1;
    if (target === undefined) {
      calls.pop();
      leave(call.node, state);
      const caller = calls.at(-1);
      if (caller !== undefined) lower(caller.node, state.low[call.node] ?? 0, state);
    } else if (state.order[target] === -1) calls.push(enter(target, state));
    else if (state.onStack[target] === 1) lower(call.node, state.order[target] ?? 0, state);
  }
}

function leave(node: number, state: Search): void {
  if (state.low[node] !== state.order[node]) return;
  const component = state.stack.splice(state.stack.lastIndexOf(node));
  for (const member of component) state.onStack[member] = 0;
  state.found.push(component.sort((a, b) => a - b));
}
