import type { Graph } from './csr.ts';
import type { Weights } from './weights.ts';

/**
 * Scratch room for graphs of up to `nodeCount` nodes, shared by every step, level and run of a search on one graph:
 * a search allocates little besides its levels, which is what keeps many small components quick and one large one lean.
 * Between steps only `communityMass` carries meaning: moving nodes leaves it ready for refinement.
 */
export type Workspace = {
  /** The order in which nodes are looked at. */
  readonly order: Int32Array;
  readonly flags: Uint8Array;
  /** Mass by community label. */
  readonly communityMass: Float64Array;
  readonly partMass: Float64Array;
  /** Weight from each part to the rest of its community. */
  readonly outward: Float64Array;
  /** Nodes by community label. */
  readonly size: Int32Array;
  /** Stack of the labels that no node bears. */
  readonly vacant: Int32Array;
  /** Weight from the node in hand to each label; all zero between nodes. */
  readonly linked: Weights;
  /** The labels for which `linked` is not zero. */
  readonly touched: Int32Array;
  /** Room for the rows of the level at a depth; it may be longer than asked for, and holds what an earlier level left. */
  readonly rowsAt: (depth: number, length: number) => Rows;
};

export type Rows = { readonly neighbours: Int32Array; readonly weights: Weights };

export function createWorkspace({ nodeCount, weights }: Graph): Workspace {
  const isNarrow = weights instanceof Int32Array;
  return {
    order: new Int32Array(nodeCount),
    flags: new Uint8Array(nodeCount),
    communityMass: new Float64Array(nodeCount),
    partMass: new Float64Array(nodeCount),
    outward: new Float64Array(nodeCount),
    size: new Int32Array(nodeCount),
    vacant: new Int32Array(nodeCount),
    linked: isNarrow ? new Int32Array(nodeCount) : new Float64Array(nodeCount),
    touched: new Int32Array(nodeCount),
    rowsAt: createRowRoom((length) => (isNarrow ? new Int32Array(length) : new Float64Array(length))),
  };
}

/** A level is read while the next is written, so two sets of rows are enough: depths take turns with them. */
function createRowRoom(weightsOf: (length: number) => Weights): Workspace['rowsAt'] {
  const sets: [Rows, Rows] = [
    { neighbours: new Int32Array(0), weights: weightsOf(0) },
    { neighbours: new Int32Array(0), weights: weightsOf(0) },
  ];
  return (depth, length) => {
    const turn = depth % 2 === 0 ? 0 : 1;
    if (sets[turn].neighbours.length < length) {
      sets[turn] = { neighbours: new Int32Array(length), weights: weightsOf(length) };
    }
    return sets[turn];
  };
}
