import { adjustedRandIndex } from './agreement.ts';
import type { Graph } from './csr.ts';
import type { LeidenRun } from './leiden.ts';
import type { Partition } from './partition.ts';

/**
 * Which resolution a component asks for, from that component alone.
 *
 * Idea: a division that is really there shows over a range of resolutions. gamma runs over 1e-4 .. 1e-1 in equal steps
 * of its logarithm; a run of neighbouring gammas whose divisions agree, each with the next, by an adjusted Rand index of
 * at least 0.9 is one plateau (on small components that is equality; on noise neighbours agree by less than 0.5). The
 * longest plateau is taken, of equally long ones that of the larger gamma, and from it the gamma in the middle (the
 * larger of two).
 * All in one and each alone are no divisions: they are what every component shows towards the ends of the range, and
 * are taken only where no division holds for a third of a decade. Where nothing at all does, the two neighbouring gammas
 * that agree most are taken.
 * Traag, Van Dooren and Nesterov 2011 (plateaus of CPM); range and least length: detection 3.3.
 */
export type Resolution = {
  readonly gamma: number;
  /** Smallest and largest gamma of the plateau. */
  readonly plateau: readonly [number, number];
  readonly partition: Partition;
};

/** The range that is searched, as exponents of ten; gamma is weight a pair. */
const DECADES = [-4, -1] as const;
export const LARGEST_GAMMA = 10 ** DECADES[1];
const LEAST_AGREEMENT = 0.9;

/**
 * How hard a component is searched. Steps a decade are divisible by 3, so that a third of a decade is a whole number of
 * steps; rounds are an upper bound, most searches settle after a few.
 */
type Effort = { readonly steps: number; readonly rounds: number };
const FINE: Effort = { steps: 9, rounds: 3 };
const COARSE: Effort = { steps: 3, rounds: 1 };

/** Above this many edges the coarse effort is taken: 10 searches of one round instead of 28 of up to three. */
const FINE_EDGES = 100_000;

export function effortFor({ edgeCount }: Graph): Effort {
  return edgeCount <= FINE_EDGES ? FINE : COARSE;
}

type Search = (run: LeidenRun) => Partition;

export function chooseResolution(search: Search, seed: string, { steps, rounds }: Effort): Resolution {
  const grid = gammaGrid(steps);
  const found = grid.map((gamma) => search({ gamma, seed, rounds }));
  return pickMiddle(grid, found, longestPlateau(found, steps / 3));
}

type Plateau = readonly [from: number, to: number];

function pickMiddle(grid: readonly number[], found: readonly Partition[], [from, to]: Plateau): Resolution {
  const middle = Math.ceil((from + to) / 2);
  return {
    gamma: grid[middle] as number,
    plateau: [grid[from] as number, grid[to] as number],
    partition: found[middle] as Partition,
  };
}

/** The resolution of a component that is one community at every gamma, without a search. */
export function undividedResolution({ nodeCount }: Graph): Resolution {
  const whole: Partition = { labels: new Int32Array(nodeCount), count: 1 };
  const grid = gammaGrid(FINE.steps);
  return pickMiddle(
    grid,
    grid.map(() => whole),
    [0, grid.length - 1],
  );
}

/** Four significant digits: readable in a report, and free of the last bit in which powers may differ. */
function gammaGrid(stepsPerDecade: number): number[] {
  const [low, high] = DECADES;
  const length = (high - low) * stepsPerDecade + 1;
  return Array.from({ length }, (_, i) => Number((10 ** (low + i / stepsPerDecade)).toPrecision(4)));
}

/** First and last position of the plateau to take; `least` is the number of steps that make a plateau count. */
function longestPlateau(found: readonly Partition[], least: number): Plateau {
  const plateaus = plateausOf(found).filter(([from, to]) => to - from >= least);
  const divisions = plateaus.filter(([from]) => isDivision(found[from] as Partition));
  const candidates = divisions.length > 0 ? divisions : plateaus;
  if (candidates.length === 0) return closestNeighbours(found);
  // Plateaus run from large gamma to small: only a longer one replaces the one in hand.
  return candidates.reduce((best, next) => (next[1] - next[0] > best[1] - best[0] ? next : best));
}

/** Where nothing holds for long: the two neighbouring gammas whose divisions agree most, of equals the larger. */
function closestNeighbours(found: readonly Partition[]): Plateau {
  let best = found.length - 2;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = found.length - 2; i >= 0; i--) {
    const agreement = adjustedRandIndex(found[i] as Partition, found[i + 1] as Partition);
    if (agreement > most) {
      best = i;
      most = agreement;
    }
  }
  return [best, best + 1];
}

function isDivision({ labels, count }: Partition): boolean {
  return count > 1 && count < labels.length;
}

function plateausOf(found: readonly Partition[]): Plateau[] {
  const plateaus: Plateau[] = [];
  for (let to = found.length - 1; to >= 0; ) {
    let from = to;
    while (from > 0 && isSame(found[from] as Partition, found[from - 1] as Partition)) from--;
    plateaus.push([from, to]);
    to = from - 1;
  }
  return plateaus;
}

function isSame(a: Partition, b: Partition): boolean {
  return isDivision(a) === isDivision(b) && adjustedRandIndex(a, b) >= LEAST_AGREEMENT;
}
