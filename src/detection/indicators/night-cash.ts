/**
 * Flags: an account with at least 5 cash moves in 30 days of which 0.3 or more happen from 22:00 to 06:00 at the place itself.
 * Matters: cash of commercial sex and of night work under control is paid in and taken out when branches are closed.
 * Innocent: a bar, a hotel, a taxi driver or a nurse on shifts, who bank when they are awake.
 * Parameters: hours 22 to 6 (source), share 0.3, 5 moves, 30 days (defaults); a move without a known local hour never counts.
 * Source: FINTRAC operational alert 2016; detection 1.3 row 7.
 * Cost: two pointers over the cash moves of each account.
 */
import { scoreText } from '../../core/index.ts';
import { type Hit, windowOf } from '../finding.ts';
import { isCashIn, isCashOut, type Movement } from '../movement.ts';
import { type AccountFlow, recordsOf, type View } from '../view.ts';
import type { Indicator } from './indicator.ts';

const NIGHT_FROM = 22;
const NIGHT_TO = 6;
const MIN_SHARE = 0.3;
const MIN_MOVES = 5;
const DAYS = 30;

function isNight(movement: Movement): boolean {
  return movement.localHour !== null && (movement.localHour >= NIGHT_FROM || movement.localHour < NIGHT_TO);
}

/** Cash moves with a known local hour, in time order. */
function timedCash(flow: AccountFlow): Movement[] {
  return [...flow.credits.filter(isCashIn), ...flow.debits.filter(isCashOut)]
    .filter((movement) => movement.localHour !== null)
    .sort((a, b) => a.index - b.index);
}

/** The window of thirty days with the highest night share among those with enough moves. */
function worstWindow(
  moves: readonly Movement[],
): { readonly moves: readonly Movement[]; readonly share: number } | null {
  let worst: { moves: readonly Movement[]; share: number } | null = null;
  let start = 0;
  let nights = 0;
  for (const [end, last] of moves.entries()) {
    if (isNight(last)) nights++;
    for (let first = moves[start]; first !== undefined && last.day - first.day >= DAYS; first = moves[start]) {
      if (isNight(first)) nights--;
      start++;
    }
    const count = end - start + 1;
    const share = nights / count;
    if (count >= MIN_MOVES && share > (worst?.share ?? 0)) worst = { moves: moves.slice(start, end + 1), share };
  }
  return worst;
}

function hits(view: View): Hit[] {
  return [...view.flows].flatMap(([account, flow]) => {
    const worst = worstWindow(timedCash(flow));
    if (worst === null || worst.share < MIN_SHARE) return [];
    const nights = worst.moves.filter(isNight);
    return [
      {
        subjects: [account],
        window: windowOf(worst.moves),
        value: scoreText(worst.share),
        threshold: scoreText(MIN_SHARE),
        inputs: { nightMoves: nights.length, timedMoves: worst.moves.length },
        records: recordsOf(nights),
        counterEvidence: [],
      },
    ];
  });
}

export const nightCash: Indicator = {
  id: 'night-cash',
  row: 7,
  version: '1.0.0',
  family: 'C',
  thresholdSource: 'default',
  about: {
    flags:
      'an account with at least 5 cash moves in 30 days of which 0.3 or more happen from 22:00 to 06:00 at the place itself.',
    matters:
      'cash of commercial sex and of night work under control is paid in and taken out when branches are closed.',
    innocent: 'a bar, a hotel, a taxi driver or a nurse on shifts, who bank when they are awake.',
    parameters:
      'hours 22 to 6 (source), share 0.3, 5 moves, 30 days (defaults); a move without a known local hour never counts.',
    source: 'FINTRAC operational alert 2016; detection 1.3 row 7.',
    cost: 'two pointers over the cash moves of each account.',
  },
  hits,
};
