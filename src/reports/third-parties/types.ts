import type { EntityId, RecordId } from '../../core/index.ts';

/** A fact in plain words with the records that it rests on. */
export type Fact = { readonly text: string; readonly records: readonly RecordId[] };

/** Money between a third party and the network, one line for each currency. */
export type BenefitFact = Fact & {
  readonly count: number;
  readonly amount: string;
  readonly currency: string;
  readonly first: string;
  readonly last: string;
};

/** What may bear on knowledge, with the innocent reading of that very fact. It never says that anyone knew. */
export type KnowledgeFact = Fact & {
  readonly kind: 'shared contact' | 'common owner' | 'payments after a recorded step';
  readonly innocent: string;
};

export const THIRD_PARTY_ROLES = ['lodging', 'landlord', 'buyer of labour'] as const;
export type ThirdPartyRole = (typeof THIRD_PARTY_ROLES)[number];

/** An organisation outside the network that money of the network reached, or that paid for its labour. A position, no verdict. */
export type ThirdParty = {
  readonly entity: EntityId;
  readonly names: readonly string[];
  readonly role: ThirdPartyRole;
  /** Why it is read as that. */
  readonly why: string;
  readonly benefit: readonly BenefitFact[];
  /** Apart from benefit: payment alone shows no state of mind. */
  readonly knowledge: readonly KnowledgeFact[];
  readonly innocent: string;
  /** What the statutes ask for and no record here states. */
  readonly missing: readonly string[];
};

export type ThirdPartyReport = {
  readonly network: string;
  readonly asOf: string;
  readonly note: string;
  readonly standards: readonly { readonly authority: string; readonly asks: string }[];
  readonly thirdParties: readonly ThirdParty[];
  /** Persons in such a position: not named, since trade alone says nothing of a person. */
  readonly personsNotNamed: number;
};
