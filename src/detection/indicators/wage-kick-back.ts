/**
 * Flags: a wage account from which, in 3 or more pay cycles, half or more of the wage is withdrawn or sent to one same payee within 48 hours.
 * Matters: wages that go back to the employer, a recruiter or a common third party are retained wages or debt bondage.
 * Innocent: a worker who sends money home, pays rent, repays a documented lender or simply lives on cash: who receives it decides.
 * Parameters: 0.5 of the wage, 48 hours, 3 pay cycles (defaults); documented lenders, landlords, remitters and shops never count.
 * Source: FIN-2014-A008; FIN-2020-A008 typology 2; detection 1.3 row 43.
 * Cost: a short look ahead after each wage.
 */
import { type AccountId, scoreText } from '../../core/index.ts';
import type { Ticks } from '../amounts.ts';
import { type Hit, windowOf } from '../finding.ts';
import { isCashOut, type Movement } from '../movement.ts';
import { afterWages, type PayCycle } from '../pay-cycles.ts';
import { type AccountFlow, isPerson, recordsOf, type View } from '../view.ts';
import type { Indicator } from './indicator.ts';

const MIN_PERCENT = 50n;
const MIN_CYCLES = 3;

/** Money of a cycle by receiver; cash taken at the counter is a receiver of its own. */
function byReceiver(cycle: PayCycle): Map<string, Ticks> {
  const sums = new Map<string, Ticks>();
  for (const debit of cycle.debits) {
    const receiver = isCashOut(debit) ? 'cash' : debit.to.entity;
    if (receiver !== null) sums.set(receiver, (sums.get(receiver) ?? 0n) + debit.amount);
  }
  return sums;
}

/** Cycles in which cash and this payee together take half of the wage or more. */
function heavyCycles(cycles: readonly PayCycle[], receiver: string): PayCycle[] {
  return cycles.filter((cycle) => {
    const sums = byReceiver(cycle);
    const taken = (sums.get(receiver) ?? 0n) + (receiver === 'cash' ? 0n : (sums.get('cash') ?? 0n));
    return taken * 100n >= cycle.wage * MIN_PERCENT;
  });
}

function judge(view: View, account: AccountId, flow: AccountFlow): Hit | null {
  const [owner = null] = view.ownersOf.get(account) ?? [];
  if (!isPerson(view, owner)) return null;
  const cycles = afterWages(view, flow);
  const receivers = [...new Set(cycles.flatMap((cycle) => [...byReceiver(cycle).keys()]))].sort();
  let best: { receiver: string; cycles: PayCycle[] } | null = null;
  for (const receiver of receivers) {
    const heavy = heavyCycles(cycles, receiver);
    if (heavy.length > (best?.cycles.length ?? 0)) best = { receiver, cycles: heavy };
  }
  if (best === null || best.cycles.length < MIN_CYCLES) return null;
  const cited = best.cycles.flatMap((cycle): Movement[] => [...cycle.wages, ...cycle.debits]);
  return {
    subjects: [account, ...(best.receiver === 'cash' ? [] : [best.receiver])],
    window: windowOf(cited),
    value: `${best.cycles.length} pay cycles`,
    threshold: `${MIN_CYCLES} pay cycles with ${scoreText(0.5)} of the wage gone in 48 hours`,
    inputs: { payCycles: cycles.length, heavyCycles: best.cycles.length, receiver: best.receiver },
    records: recordsOf(cited),
    counterEvidence: best.receiver === 'cash' ? ['cash alone proves nothing: the worker may live on it'] : [],
  };
}

export const wageKickBack: Indicator = {
  id: 'wage-kick-back',
  row: 43,
  version: '1.0.0',
  family: 'W',
  thresholdSource: 'default',
  about: {
    flags:
      'a wage account from which, in 3 or more pay cycles, half or more of the wage is withdrawn or sent to one same payee within 48 hours.',
    matters:
      'wages that go back to the employer, a recruiter or a common third party are retained wages or debt bondage.',
    innocent:
      'a worker who sends money home, pays rent, repays a documented lender or simply lives on cash: who receives it decides.',
    parameters:
      '0.5 of the wage, 48 hours, 3 pay cycles (defaults); documented lenders, landlords, remitters and shops never count.',
    source: 'FIN-2014-A008; FIN-2020-A008 typology 2; detection 1.3 row 43.',
    cost: 'a short look ahead after each wage.',
  },
  hits: (view) => [...view.flows].flatMap(([account, flow]) => judge(view, account, flow) ?? []),
};
