import type { Failure } from '../core/index.ts';

/** An agency that takes part: whom to call there, and which actors speak for it. */
export type Member = { readonly agency: string; readonly contact: string; readonly actors: readonly string[] };

/** What the broker can be asked; identifiers are canonical texts. */
export type BrokerRequest =
  | ({ readonly kind: 'join' } & Member)
  | {
      /** States what an agency holds, towards the agencies it names; what it stated towards them before is replaced. */
      readonly kind: 'hold';
      readonly actor: string;
      readonly towards: readonly string[];
      readonly identifiers: readonly string[];
    }
  | {
      readonly kind: 'ask';
      readonly actor: string;
      readonly caseId: string;
      readonly purpose: string;
      readonly identifiers: readonly string[];
    };

/** The answer to one question, of the same form whether nothing is held, or held and not for this asker. */
export type BrokerAnswer = {
  readonly answer: 'yes' | 'no';
  readonly contacts: readonly { readonly agency: string; readonly contact: string }[];
  /** A keyed digest of the question for logs: whoever reads it cannot test what was asked. */
  readonly question: string;
};

export type BrokerReply =
  | { readonly kind: 'joined' | 'held'; readonly agency: string; readonly count: number }
  | {
      readonly kind: 'answered';
      readonly agency: string | null;
      readonly answers: readonly BrokerAnswer[];
      readonly left: number;
    }
  | { readonly kind: 'refused'; readonly error: Pick<Failure, 'code' | 'message' | 'details'> };
