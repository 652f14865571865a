/**
 * Flags: an account with credits at 3 or more places outside its holder's State, taken out elsewhere, half of it by the next day.
 * Matters: takings of several cities are paid in where they are earned and collected where the controller is.
 * Innocent: a touring band, a travelling trader or a student away from home, who spends on the road what is paid in.
 * Parameters: 3 places (source), median lag from credit to debit at most 1 day (source), 3 credits with a place (default).
 * Source: FIN-2014-A005; FIN-2014-A008; FINTRAC-2021-OA001; detection 1.3 row 10.
 * Cost: two pointers over the placed movements of each account.
 */

import type { AccountId } from '../../core/index.ts';
import { type Hit, windowOf } from '../finding.ts';
import { type Movement, placeKey } from '../movement.ts';
import { type AccountFlow, profileOf, recordsOf, type View } from '../view.ts';
import type { Indicator } from './indicator.ts';

const MIN_PLACES = 3;
const MAX_LAG_DAYS = 1;
const MIN_CREDITS = 3;

/** States where the holders live by their declared addresses; empty when no record tells. */
function homeStates(view: View, account: AccountId): string[] {
  return (view.ownersOf.get(account) ?? []).flatMap((owner) => profileOf(view, owner)?.states ?? []);
}

function placesOf(movements: readonly Movement[]): Set<string> {
  return new Set(movements.map((movement) => placeKey(movement.place)).filter((key): key is string => key !== null));
}

/** Days from each credit to the first debit on or after it, at another place when the debit states one. */
function lags(credits: readonly Movement[], debits: readonly Movement[]): number[] {
  return credits.flatMap((credit) => {
    const next = debits.find((debit) => debit.day >= credit.day && placeKey(debit.place) !== placeKey(credit.place));
    return next === undefined ? [] : [next.day - credit.day];
  });
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}

function judge(view: View, account: AccountId, flow: AccountFlow): Hit | null {
  const home = homeStates(view, account);
  if (home.length === 0) return null;
  const away = flow.credits.filter(
    ({ place }) => place !== null && place.state !== null && !home.includes(place.state.toUpperCase()),
  );
  const places = placesOf(away);
  if (places.size < MIN_PLACES || away.length < MIN_CREDITS) return null;
  const takenOut = flow.debits.filter((debit) => debit.place !== null && !places.has(placeKey(debit.place) ?? ''));
  const lag = median(lags(away, takenOut));
  if (lag === null || lag > MAX_LAG_DAYS) return null;
  return {
    subjects: [account],
    window: windowOf([...away, ...takenOut]),
    value: `${places.size} places, median lag ${lag} d`,
    threshold: `${MIN_PLACES} places, median lag ${MAX_LAG_DAYS} d`,
    inputs: { places: [...places].sort(), homeStates: [...home].sort(), credits: away.length, debits: takenOut.length },
    records: recordsOf([...away, ...takenOut]),
    counterEvidence: flow.debits.some((debit) => places.has(placeKey(debit.place) ?? ''))
      ? ['some money is also spent where it is paid in']
      : [],
  };
}

export const funnelAccount: Indicator = {
  id: 'funnel-account',
  row: 10,
  version: '1.0.0',
  family: 'F',
  thresholdSource: 'source',
  about: {
    flags:
      "an account with credits at 3 or more places outside its holder's State, taken out elsewhere, half of it by the next day.",
    matters: 'takings of several cities are paid in where they are earned and collected where the controller is.',
    innocent:
      'a touring band, a travelling trader or a student away from home, who spends on the road what is paid in.',
    parameters:
      '3 places (source), median lag from credit to debit at most 1 day (source), 3 credits with a place (default).',
    source: 'FIN-2014-A005; FIN-2014-A008; FINTRAC-2021-OA001; detection 1.3 row 10.',
    cost: 'two pointers over the placed movements of each account.',
  },
  hits: (view) => [...view.flows].flatMap(([account, flow]) => judge(view, account, flow) ?? []),
};
