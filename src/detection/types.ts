import type { Reference } from '../../reference/load.ts';
import type { AccountId, DateText, EntityId, NetworkId, RecordId } from '../core/index.ts';
import type { FactSet, Family, Finding, PersonState, SourceClass } from '../facts/index.ts';
import type { Ownership } from '../ownership/index.ts';
import type { Resolution } from '../resolution/index.ts';

/** Everything detection looks at: the facts of a Cut, who is who, who owns what, and the public tables. */
export type DetectionInput = {
  readonly facts: FactSet;
  readonly resolution: Resolution;
  readonly ownership: Ownership;
  readonly reference: Reference;
  readonly asOf: DateText;
  readonly from: DateText | null;
  readonly to: DateText | null;
  readonly seed: number;
};

export type NetworkKind =
  | 'front-company'
  | 'funnel'
  | 'wage-kickback'
  | 'illicit-massage'
  | 'layering'
  | 'nominee-ring'
  | 'other';

export type RoleName =
  | 'controller'
  | 'facilitator'
  | 'nominee'
  | 'collector'
  | 'registered-agent'
  | 'launderer'
  | 'landlord'
  | 'processor'
  | 'account-holder-under-control';

/** Roles that accuse (interface 3). A POSSIBLE_VICTIM never carries one. */
export const ACCUSING_ROLES: readonly RoleName[] = ['controller', 'facilitator', 'launderer', 'collector'];

/** A role is a hypothesis: its score, the reasons in words, and the records they rest on. */
export type RoleHypothesis = {
  readonly entity: EntityId;
  readonly role: RoleName;
  readonly score: number;
  readonly reasons: readonly string[];
  readonly records: readonly RecordId[];
};

/** The coercion screen of legal-and-evidence 6.2, made before any person is named as subject. */
export type CoercionScreen = {
  readonly hit: boolean;
  readonly items: readonly { readonly item: number; readonly text: string; readonly records: readonly RecordId[] }[];
};

/** A benefit or control fact about a person, shown side by side. */
export type ControlFact = {
  readonly entity: EntityId;
  readonly about: string;
  readonly text: string;
  readonly direction: 'for' | 'against';
  readonly records: readonly RecordId[];
};

export type NetworkMember =
  | { readonly type: 'entity'; readonly id: EntityId; readonly membership: number; readonly uncertain: boolean }
  | { readonly type: 'account'; readonly id: AccountId };

export type DecisiveFact = {
  readonly stands: 'for' | 'against' | 'not known';
  readonly text: string;
  readonly records: readonly RecordId[];
};

export type Network = {
  readonly id: NetworkId;
  readonly rank: number;
  readonly flagged: boolean;
  readonly kinds: readonly NetworkKind[];
  readonly score: number;
  readonly families: readonly Family[];
  readonly familiesNotComputed: readonly Family[];
  readonly explanation: string;
  readonly whyNotFlagged: string | null;
  readonly decisiveFact: DecisiveFact;
  readonly stability: number;
  readonly members: readonly NetworkMember[];
  readonly findings: readonly string[];
  readonly records: readonly RecordId[];
  readonly totals: {
    readonly inflow: string;
    readonly outflow: string;
    readonly cash: string;
    readonly currency: string;
  };
  readonly roles: readonly RoleHypothesis[];
  readonly controlFacts: readonly ControlFact[];
  readonly classes: readonly SourceClass[];
};

export type Detection = {
  /** Ranked: flagged first, then score, then id. */
  readonly networks: readonly Network[];
  readonly findings: readonly Finding[];
  /** For every person that a network holds. */
  readonly personStates: ReadonlyMap<EntityId, PersonState>;
  readonly screens: ReadonlyMap<EntityId, CoercionScreen>;
};
