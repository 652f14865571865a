/**
 * The one gate through which weights enter a graph.
 *
 * Idea: sums of integers are exact in any order, so a partition cannot depend on the order in which edges arrive.
 * A real weight w becomes the whole number round(1000 w), a milli-weight.
 */
export const MILLI = 1000;

/** Milli-weights; 32-bit whole numbers while the whole graph's sum fits, whole numbers in doubles beyond that. */
export type Weights = Int32Array | Float64Array;

const INT32_MAX = 2 ** 31 - 1;

/**
 * The milli-weight of one edge.
 * @throws RangeError on a weight that is negative, infinite or not a number: a missing weight is never a zero.
 */
export function milliWeight(weight: number, edge: number): number {
  if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) {
    throw new RangeError(
      `edge ${edge} has weight ${weight}; give a finite number of at least 0, or leave the edge out`,
    );
  }
  return Math.round(MILLI * weight);
}

/**
 * Room for `length` milli-weights of a graph whose weights sum to `total`.
 * @throws RangeError when the sum is no longer exact in a double.
 */
export function weightArray(length: number, total: number): Weights {
  if (!Number.isSafeInteger(total)) {
    throw new RangeError(`the weights sum to ${total} thousandths, which is not exact; scale the weights down`);
  }
  return total <= INT32_MAX ? new Int32Array(length) : new Float64Array(length);
}
