import { compareMoney, compareText, groupBy, moneyText, type RecordId, sortedUnique } from '../../core/index.ts';
import type { ResolvedTransfer } from '../../resolution/index.ts';
import type { LeadContext } from '../context.ts';

/** The indicator whose series of cash deposits below the reporting line a geographic targeting order answers. */
const PATTERN_RULE = 'sub-threshold-series';
const MIN_DEPOSITS = 3;

/**
 * A proposal of a geographic targeting order (31 USC 5326): where, which class of business, which amounts. It is a
 * proposal about a place and a trade, never about a person.
 */
export type GtoProposal = {
  readonly state: string;
  /** Counties as FIPS codes; empty when no record places a deposit in one county. */
  readonly counties: readonly string[];
  readonly naics: string;
  readonly businessClass: string;
  readonly currency: string;
  readonly amounts: readonly [string, string];
  readonly deposits: number;
  readonly records: readonly RecordId[];
};

type Placed = { readonly deposit: ResolvedTransfer; readonly state: string; readonly naics: string };

/** The trade of an account: that of its owners, when records give exactly one. */
function tradeOf({ ownersOf, entities, resolution }: LeadContext, deposit: ResolvedTransfer): string | null {
  if (deposit.to.account === null) return null;
  const codes = ownersOf(deposit.to.account)
    .flatMap((owner) => entities.get(owner)?.parties ?? [])
    .flatMap((party) => resolution.partyById.get(party)?.naics ?? []);
  const [code, other] = sortedUnique(codes);
  return code === undefined || other !== undefined ? null : code;
}

function proposalOf(context: LeadContext, group: readonly Placed[]): GtoProposal[] {
  const [first] = group;
  if (first === undefined || group.length < MIN_DEPOSITS) return [];
  const deposits = group.map(({ deposit }) => deposit);
  const amounts = deposits.map(({ amount }) => amount).sort(compareMoney);
  const [least, most] = [amounts[0], amounts.at(-1)];
  if (least === undefined || most === undefined) return [];
  return [
    {
      state: first.state,
      counties: sortedUnique(deposits.flatMap(({ place }) => place?.countyFips ?? [])),
      naics: first.naics,
      businessClass: context.reference.naicsTitle(first.naics) ?? first.naics,
      currency: least.currency,
      amounts: [moneyText(least), moneyText(most)],
      deposits: deposits.length,
      records: sortedUnique(deposits.flatMap(({ records }) => records)),
    },
  ];
}

/**
 * One proposal for each State and trade in which records show at least three deposits of such a series. Without a stated
 * place or trade there is none: an order needs both, and neither is guessed. Order: State, trade, currency.
 */
export function gtoProposals(context: LeadContext): GtoProposal[] {
  const cited = new Set(
    context.findings.filter(({ rule }) => rule === PATTERN_RULE).flatMap((finding) => finding.records),
  );
  if (cited.size === 0) return [];
  const placed = context.resolution.transfers.flatMap((deposit) => {
    if (deposit.method !== 'cash' || !deposit.records.some((record) => cited.has(record))) return [];
    const naics = tradeOf(context, deposit);
    const state = deposit.place?.state ?? null;
    return naics === null || state === null ? [] : [{ deposit, state, naics }];
  });
  return [...groupBy(placed, ({ state, naics, deposit }) => `${state} ${naics} ${deposit.amount.currency}`)]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([, group]) => proposalOf(context, group));
}
