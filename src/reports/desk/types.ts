import type { AssetKind, OutcomeState } from '../../facts/index.ts';

/**
 * Where a lead, an asset or a victim's order is counted once: one district, or one of two rows of their own. What may lie in
 * several districts is not counted in each of them, since the nation would then be less than its parts.
 */
export type Home = { readonly kind: 'district'; readonly code: string } | { readonly kind: 'several' | 'unknown' };

export type DeskLead = {
  readonly id: string;
  readonly network: string;
  /** Candidate districts, all of them. */
  readonly districts: readonly string[];
  readonly home: Home;
  /** Ids of the assets that can be reached. */
  readonly assets: readonly string[];
  /** By victim of the lead: what 18 USC 1593 comes to on the facts so far, decimal text in dollars. */
  readonly requested: readonly { readonly victim: string; readonly amount: string }[];
};

/** A step of the law with an asset, on the day that its paper states. */
export type DeskStep = { readonly state: OutcomeState; readonly on: string; readonly amount: string | null };

export type DeskAsset = {
  readonly id: string;
  readonly kind: AssetKind | 'not stated';
  readonly districts: readonly string[];
  readonly home: Home;
  /** Whether a lead of this Run can reach it; false for one that only an outcome names. */
  readonly inLead: boolean;
  /** Net equity, else the last stated value, decimal text in dollars; null when none is stated in dollars. */
  readonly amount: string | null;
  readonly steps: readonly DeskStep[];
  /** The day of the first credit that a lead claims on it. */
  readonly claimedOn: string | null;
  /** The day on which the first lead that names it was submitted for review. */
  readonly leadOn: string | null;
};

/** Orders and receipts of one victim, oldest first; without a pseudonym, those of one lead or asset together. */
export type DeskPayee = {
  readonly payee: string;
  readonly districts: readonly string[];
  readonly home: Home;
  readonly orders: readonly { readonly on: string; readonly amount: string }[];
  readonly receipts: readonly { readonly on: string; readonly amount: string }[];
};

/** What a Run knows for the district desk, on one day. */
export type DeskState = {
  readonly asOf: string;
  readonly leads: readonly DeskLead[];
  readonly assets: readonly DeskAsset[];
  readonly payees: readonly DeskPayee[];
};
