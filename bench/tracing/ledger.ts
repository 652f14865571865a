import { createRng, dateOfDay, type Rng } from '../../src/core/index.ts';
import type { Flow } from '../../src/tracing/index.ts';

const START_DAY = 19_000;
const EVENTS_PER_DAY = 1000;
const CLAIMS = 5;
/** Hundred events an account, at every size: so the exponent is that of the work and not of denser accounts. */
export const EVENTS_PER_ACCOUNT = 100;

/**
 * Movements over accounts that pay each other at random, the hardest case for compositions: after a few events every
 * account holds something of every claim. A fifth is money from outside, a third of that claimed; a tenth leaves.
 */
export function benchLedger(count: number): Flow[] {
  const rng = createRng(`tracing ${count}`);
  const balances = new Float64Array(count / EVENTS_PER_ACCOUNT);
  const names = Array.from(balances, (_, at) => `A${at}`);
  const dates = Array.from({ length: Math.ceil(count / EVENTS_PER_DAY) }, (_, day) => dateOfDay(START_DAY + day));
  return Array.from({ length: count }, (_, at) => {
    const { from, to, units, tag } = nextMove(rng, balances);
    return {
      id: `e${at}`,
      date: dates[Math.floor(at / EVENTS_PER_DAY)] ?? '',
      micros: at,
      from: from === null ? null : (names[from] ?? null),
      to: to === null ? null : (names[to] ?? null),
      units: BigInt(units),
      tag,
    };
  });
}

type Move = {
  readonly from: number | null;
  readonly to: number | null;
  readonly units: number;
  readonly tag: string | null;
};

function nextMove(rng: Rng, balances: Float64Array): Move {
  const at = rng.int(balances.length);
  const held = balances[at] ?? 0;
  const kind = rng.int(10);
  if (kind < 2 || held < 10) {
    const units = 1000 + rng.int(1_000_000);
    balances[at] = held + units;
    return { from: null, to: at, units, tag: rng.int(3) > 0 ? 'own' : `V${rng.int(CLAIMS)}` };
  }
  const units = 1 + rng.int(Math.floor(held * 0.6));
  balances[at] = held - units;
  const other = rng.int(balances.length);
  if (kind === 9 || other === at) return { from: at, to: null, units, tag: null };
  balances[other] = (balances[other] ?? 0) + units;
  return { from: at, to: other, units, tag: null };
}
