import { type DateText, dayNumber } from '../../core/index.ts';
import type { OutcomeState } from '../../facts/index.ts';
import { cents, settleOrders, sumOf } from './settle.ts';
import type { DeskAsset, DeskLead, DeskPayee, DeskState, Home } from './types.ts';

/** The columns of the asset table. A seizure is a restraint that took the thing along. */
export const ASSET_STATES = ['found', 'restrained', 'forfeited', 'transferred'] as const;
export type AssetState = (typeof ASSET_STATES)[number];

const STATE_OF: Readonly<Record<OutcomeState, AssetState>> = {
  found: 'found',
  restrained: 'restrained',
  seized: 'restrained',
  forfeited: 'forfeited',
  transferred: 'transferred',
};

/** How far an asset has come, with the dollars of the paper that says so, else those that the lead lists. */
export function standingOf({ steps, amount }: DeskAsset): {
  readonly state: AssetState;
  readonly amount: string | null;
} {
  const last = steps.at(-1);
  return { state: STATE_OF[last?.state ?? 'found'], amount: last?.amount ?? amount };
}

export type YearAsset = { readonly home: Home; readonly state: AssetState; readonly cents: bigint | null };
export type YearPayee = {
  readonly home: Home;
  /** Orders of the year; what was received on them by its end; what is short. */
  readonly ordered: bigint;
  readonly paid: bigint;
  readonly short: bigint;
  /** Received in the year on orders of earlier years. */
  readonly onEarlier: bigint;
};

/** Days from one date to the first restraint or seizure, for assets first restrained in the year. */
export type Delay = { readonly home: Home; readonly days: number };

/**
 * What happened in one year. Each thing is counted in the year of its own date and in no other, so that the reports of two
 * years cannot be subtracted from each other.
 */
export type YearFacts = {
  readonly year: number;
  readonly leads: readonly DeskLead[];
  readonly assets: readonly YearAsset[];
  readonly requested: readonly { readonly home: Home; readonly cents: bigint }[];
  readonly payees: readonly YearPayee[];
  readonly fromClaim: readonly Delay[];
  readonly fromLead: readonly Delay[];
};

/** What one victim was ordered in the year, and what reached them. */
export function yearOfPayee(payee: DeskPayee, year: number): Omit<YearPayee, 'home'> {
  const { fills, unpaid } = settleOrders(payee);
  const isOfYear = (on: string) => on.startsWith(`${year}-`);
  const paid = sumOf(fills.filter(({ orderedOn }) => isOfYear(orderedOn)));
  const short = sumOf(unpaid.filter(({ orderedOn }) => isOfYear(orderedOn)));
  const earlier = fills.filter(({ orderedOn, receivedOn }) => !isOfYear(orderedOn) && isOfYear(receivedOn));
  return { ordered: paid + short, paid, short, onEarlier: sumOf(earlier) };
}

function firstHold({ steps }: DeskAsset): string | null {
  const holds = steps.filter(({ state }) => STATE_OF[state] === 'restrained').map(({ on }) => on);
  return holds.sort()[0] ?? null;
}

/** Days to the first restraint or seizure; null when either day is not known, or when the hold came first. */
export function daysToHold(asset: DeskAsset, since: string | null): number | null {
  const hold = firstHold(asset);
  if (hold === null || since === null || since > hold) return null;
  return dayNumber(hold as DateText) - dayNumber(since as DateText);
}

function delays(assets: readonly DeskAsset[], year: number, since: (asset: DeskAsset) => string | null): Delay[] {
  return assets.flatMap((asset) => {
    const days = daysToHold(asset, since(asset));
    return firstHold(asset)?.startsWith(`${year}-`) && days !== null ? [{ home: asset.home, days }] : [];
  });
}

/** The middle value; of an even number the lower of the two, so that it is a number of days that occurred. */
export function medianOf(days: readonly number[]): number | null {
  return [...days].sort((a, b) => a - b)[Math.floor((days.length - 1) / 2)] ?? null;
}

/** The facts of a year: what the desk knows at its end and did not know at the end of the year before. */
export function yearFacts(year: number, now: DeskState, before: DeskState): YearFacts {
  const oldAssets = new Set(before.assets.filter(({ inLead }) => inLead).map(({ id }) => id));
  const oldNetworks = new Set(before.leads.map(({ network }) => network));
  const leads = now.leads.filter(
    ({ network, assets }) => !oldNetworks.has(network) && !assets.some((id) => oldAssets.has(id)),
  );
  const moved = now.assets.filter(
    ({ id, inLead, steps }) =>
      (inLead && !oldAssets.has(id)) || steps.some(({ on, state }) => state !== 'found' && on.startsWith(`${year}-`)),
  );
  return {
    year,
    leads,
    assets: moved.map((asset) => {
      const { state, amount } = standingOf(asset);
      return { home: asset.home, state, cents: amount === null ? null : cents(amount) };
    }),
    requested: leads.flatMap(({ home, requested }) => requested.map(({ amount }) => ({ home, cents: cents(amount) }))),
    payees: now.payees.map((payee) => ({ home: payee.home, ...yearOfPayee(payee, year) })),
    fromClaim: delays(now.assets, year, ({ claimedOn }) => claimedOn),
    fromLead: delays(now.assets, year, ({ leadOn }) => leadOn),
  };
}
