import type { DateText, EntityId, JudgementId, PartyId, RecordId } from '../core/index.ts';
import type { SourceClass } from './source-class.ts';

/** What a person decided about identity. Input data of the next Run; the log keeps every act, the latest of a pair counts. */
export type Judgement = {
  readonly id: JudgementId;
  readonly verdict: 'same' | 'different' | 'unsure' | 'withdrawn';
  /** The two smallest parties of the entities judged, in code-unit order. */
  readonly left: PartyId;
  readonly right: PartyId;
  readonly reason: string;
  readonly actor: string;
  readonly ordinal: number;
  /** The classes its author's view could read: a decision made with BSA in sight is BSA itself (interface 4). */
  readonly classes: readonly SourceClass[];
};

export const PERSON_STATES = [
  'UNASSESSED',
  'POSSIBLE_VICTIM',
  'SUBJECT_CANDIDATE',
  'FACILITATOR_CANDIDATE',
  'WITNESS',
  'CLEARED',
  'SUBJECT',
  'VICTIM_IDENTIFIED',
  'VICTIM_AND_CHARGED',
] as const;
/** Role states of legal-and-evidence 6.2; the last three are reached by two named people only. */
export type PersonState = (typeof PERSON_STATES)[number];

/** To whom a version of a lead was released, and under which terms (legal-and-evidence 1.2, 4.3); signed with the act. */
export type ReleaseTerms = {
  readonly version: number;
  /** SHA-256 of the canonical JSON of the lead as its Run drafted it: what was approved. */
  readonly sha256: string;
  readonly network: string;
  /** The lead that this one takes the place of. */
  readonly supersedes: string | null;
  readonly to: { readonly agency: string; readonly person: string; readonly authority: string };
  readonly purpose: 'freeze' | 'trace' | 'sanctions' | 'restitution' | 'referral';
  readonly variant: 'bsa' | 'no-bsa';
  readonly marking: string;
  readonly onwardSharing: boolean;
  readonly expires: DateText;
  /** Why the lead goes there (legal-and-evidence 5.2) and by when an answer is asked for. */
  readonly referral: string | null;
  readonly answerDue: DateText;
};

/** A reviewed decision about a person or a lead. */
export type Decision =
  | {
      readonly kind: 'person-state';
      readonly party: PartyId;
      readonly entity: EntityId;
      readonly state: PersonState;
      readonly reason: string;
      readonly actor: string;
      /** Fingerprint of the acting person's key, and their signature over the decision; without them it only protects. */
      readonly keyId?: string;
      readonly signature?: string;
      /** Who said it before them, for what two people decide together; null while a second person is missing. */
      readonly confirmedBy: string | null;
      /**
       * Further parties of the person about whom decisions stood when this one was made: it answers those as well. A word
       * about another party of a merged person, which its author did not see, it leaves as it is.
       */
      readonly answers?: readonly PartyId[];
      /**
       * A revalidation (28 CFR 23.20(h)): the day up to which the person stays in the record. It leaves the state as it
       * is, so that `state` says nothing here, and no Run reads it.
       */
      readonly reviewBy?: DateText;
      readonly ordinal: number;
      readonly atMicros?: number;
      readonly classes: readonly SourceClass[];
    }
  | {
      readonly kind: 'lead-transition';
      readonly lead: string;
      /** `build` asks for a lead of a network that no rule flagged; the next Run drafts it. */
      readonly act: 'build' | 'submit' | 'approve' | 'reject' | 'return' | 'release' | 'recall';
      readonly reason: string;
      /** With `release`: to whom and how. */
      readonly release?: ReleaseTerms;
      /** With `build`: the network. */
      readonly network?: string;
      readonly actor: string;
      readonly keyId: string;
      readonly signature: string;
      readonly ordinal: number;
      readonly atMicros: number;
      readonly classes: readonly SourceClass[];
    };

/** A claim's support: the Record, and where in it. */
export type Citation = { readonly record: RecordId; readonly locator: string };
