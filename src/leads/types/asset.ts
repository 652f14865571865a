import type { AccountId, AssetId, EntityId, RecordId } from '../../core/index.ts';
import type { AssetKind } from '../../facts/index.ts';
import type { FreezeClock } from '../freeze/types.ts';
import type { AssetRoute, Theory } from './route.ts';
import type { Statement } from './statement.ts';
import type { LeadTrace } from './trace.ts';

export type DistrictReason = '1355b1A' | '1395b' | '981h' | '1355b2';

/** Who controls an asset in effect, apart from title, with the facts for it. */
export type Controller = {
  readonly entity: EntityId;
  readonly name: string;
  readonly basis: readonly Statement[];
};

/** Dominion and control of an owner who may be a nominee, both sides (18 USC 983(d)(6)(B)(iii)). */
export type NomineeControl = {
  readonly entity: EntityId;
  readonly name: string;
  readonly controlFor: readonly Statement[];
  readonly controlAgainst: readonly Statement[];
};

/** One row of the asset schedule (legal-and-evidence 1.4). Money is decimal text. */
export type AssetEntry = {
  readonly id: AssetId;
  readonly kind: AssetKind;
  /** The account of an `account` asset, as resolved. */
  readonly account: AccountId | null;
  /** For an account exactly `institution` and `number` as the source states them. */
  readonly identifiers: Readonly<Record<string, string>>;
  readonly titledTo: string | null;
  readonly titledOwners: readonly EntityId[];
  readonly beneficialOwner: {
    readonly personId: EntityId;
    readonly name: string;
    readonly basis: readonly Statement[];
  } | null;
  readonly controllers: readonly Controller[];
  readonly nominees: readonly NomineeControl[];
  readonly value: {
    readonly amount: string;
    readonly currency: string;
    readonly asOf: string;
    readonly method: string;
  } | null;
  /** Credits less debits that the records show; not a balance, and never shown as one. */
  readonly observedNetFlow: {
    readonly amount: string;
    readonly currency: string;
    readonly from: string;
    readonly to: string;
  } | null;
  readonly liens: readonly { readonly holder: string; readonly amount: string }[];
  readonly netEquity: string | null;
  readonly address: string | null;
  readonly countyFips: string | null;
  readonly districtCodes: readonly { readonly code: string; readonly reason: DistrictReason }[];
  readonly theories: readonly Theory[];
  /** 18 USC 1594 before 981 and 982: only property forfeited under 1594 must go to the victims (1594(f)). */
  readonly authorities: readonly string[];
  /** What must be read with the authorities and the route, in plain words. */
  readonly warnings: readonly string[];
  readonly offenceDates: readonly [string, string] | null;
  /** 18 USC 984(b), for the earliest claim and for the latest. */
  readonly fungibleDeadline: string | null;
  readonly fungibleDeadlines: { readonly earliest: string; readonly latest: string } | null;
  readonly trace: LeadTrace | null;
  readonly dissipation: readonly Statement[];
  readonly occupants: 'none' | 'unknown' | 'dependants' | 'possible_victims';
  readonly victimConnection: boolean;
  readonly innocentOwner: readonly Statement[];
  readonly route: AssetRoute;
  /** For accounts with claims or an outcome, and never for a possible victim's. */
  readonly freeze: FreezeClock | null;
  readonly records: readonly RecordId[];
};
