/** ln(n!) by summation, cached: exact enough for the small counts of agents' clients. */
const LOG_FACTORIALS: readonly number[] = (() => {
  const table = [0];
  for (let n = 1; n <= 20_000; n++) table.push((table[n - 1] ?? 0) + Math.log(n));
  return table;
})();

function logFactorial(n: number): number {
  const known = LOG_FACTORIALS[n];
  // Stirling's series beyond the table: its error there is below 1e-13.
  return known ?? n * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI * n) + 1 / (12 * n);
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

/**
 * P(X >= hits) when `draws` are taken without replacement from `population`, of which `marked` are marked: the chance
 * that an agent has so many flagged clients by luck alone (detection 3.1).
 */
export function hypergeometricTail(population: number, marked: number, draws: number, hits: number): number {
  let tail = 0;
  for (let x = Math.max(hits, draws - (population - marked)); x <= Math.min(marked, draws); x++)
    tail += Math.exp(logChoose(marked, x) + logChoose(population - marked, draws - x) - logChoose(population, draws));
  return Math.min(1, tail);
}
