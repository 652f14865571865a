import type { Coordinator, Reference } from '../../../reference/load.ts';
import { moneyText } from '../../core/index.ts';
import { cents, settleOrders, sumOf } from './settle.ts';
import type { DeskAsset, DeskLead, DeskState } from './types.ts';
import { ASSET_STATES, type AssetState, daysToHold, medianOf, standingOf } from './year.ts';

type StateLine = {
  readonly count: number;
  /** Sum of those that are valued in dollars, and how many are not. */
  readonly dollars: string;
  readonly notValued: number;
};

/** Everything that the desk of one district has before it. For the house alone: small counts and ids stand in it. */
export type DistrictDesk = {
  readonly district: string;
  readonly name: string;
  readonly coordinator: Coordinator | null;
  readonly leads: readonly Pick<DeskLead, 'id' | 'network' | 'districts'>[];
  readonly assets: Readonly<Record<AssetState, StateLine>>;
  readonly restitution: {
    readonly requested: string;
    readonly ordered: string;
    readonly paid: string;
    readonly short: string;
  };
  /** Median days to the first restraint or seizure, with how many assets it rests on. */
  readonly days: {
    readonly fromLead: number | null;
    readonly fromLeadAssets: number;
    readonly fromClaim: number | null;
    readonly fromClaimAssets: number;
  };
};

const dollars = (units: bigint): string => moneyText({ units, scale: 2, currency: 'USD' });

function totalOf(amounts: readonly string[]): string {
  return dollars(sumOf(amounts.map((amount) => ({ cents: cents(amount) }))));
}

function stateLines(assets: readonly DeskAsset[]): DistrictDesk['assets'] {
  const line = (state: AssetState): StateLine => {
    const standings = assets.map(standingOf).filter((standing) => standing.state === state);
    const known = standings.flatMap(({ amount }) => (amount === null ? [] : [amount]));
    return { count: standings.length, dollars: totalOf(known), notValued: standings.length - known.length };
  };
  return Object.fromEntries(ASSET_STATES.map((state) => [state, line(state)])) as Record<AssetState, StateLine>;
}

function daysOf(assets: readonly DeskAsset[]): DistrictDesk['days'] {
  const days = (since: (asset: DeskAsset) => string | null) =>
    assets.flatMap((asset) => daysToHold(asset, since(asset)) ?? []);
  const fromLead = days(({ leadOn }) => leadOn);
  const fromClaim = days(({ claimedOn }) => claimedOn);
  return {
    fromLead: medianOf(fromLead),
    fromLeadAssets: fromLead.length,
    fromClaim: medianOf(fromClaim),
    fromClaimAssets: fromClaim.length,
  };
}

/**
 * The desk of each district, all 94 in the order of their codes. A lead or an asset with several candidate districts stands
 * on the desk of each: the coordinators talk to each other. So the desks do not add up; the published report does.
 */
export function districtDesks(
  { leads, assets, payees }: DeskState,
  { districts }: Pick<Reference, 'districts'>,
  coordinators: ReadonlyMap<string, Coordinator>,
): DistrictDesk[] {
  return [...districts.values()].map(({ code, name }) => {
    const isHere = (item: { readonly districts: readonly string[] }) => item.districts.includes(code);
    const own = leads.filter(isHere);
    const reachable = assets.filter(isHere).filter(({ inLead, steps }) => inLead || steps.length > 0);
    const settled = payees.filter(isHere).map(settleOrders);
    const paid = sumOf(settled.flatMap(({ fills }) => fills));
    const short = sumOf(settled.flatMap(({ unpaid }) => unpaid));
    return {
      district: code,
      name,
      coordinator: coordinators.get(code) ?? null,
      leads: own.map((lead) => ({ id: lead.id, network: lead.network, districts: lead.districts })),
      assets: stateLines(reachable),
      restitution: {
        requested: totalOf(own.flatMap((lead) => lead.requested.map(({ amount }) => amount))),
        ordered: dollars(paid + short),
        paid: dollars(paid),
        short: dollars(short),
      },
      days: daysOf(reachable),
    };
  });
}
