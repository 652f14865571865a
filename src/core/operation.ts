import type { Result } from './result.ts';

/** A parser of unknown input: zod schemas satisfy it, and core need not know zod. */
export type Parser<T> = { parse(input: unknown): T };

/** What an operation may touch, and what it needs of the person who asks. */
export type OperationAccess<Action extends string = string> = {
  /** The cell of the access matrix that must allow the actor. */
  readonly action: Action;
  /** read: runs after its audit event; write: runs inside the transaction that holds its audit event. */
  readonly mode: 'read' | 'write';
  /** Protected data is read, so a purpose and a case are required and the read itself is logged. */
  readonly protectedData: boolean;
};

/**
 * One thing the product can do, the same through CLI, worker and API. `key` names the job: the same input is the same
 * job however often it is sent. Only app/run-operation.ts calls `run`.
 */
export type Operation<Context, Input, Output, Action extends string = string> = {
  readonly name: string;
  readonly input: Parser<Input>;
  readonly output: Parser<Output>;
  readonly access: OperationAccess<Action>;
  readonly key: (input: Input) => string;
  /**
   * Whether the key tells of names or words that someone might guess: then it enters the log under the key of the home,
   * since whoever reads the log could try guesses on a plain hash.
   */
  readonly isGuessable?: (input: Input) => boolean;
  readonly run: (context: Context, input: Input) => Promise<Result<Output>>;
};

/** Declares an operation; the constructor exists so that every room declares its own in the same form. */
export function operation<Context, Input, Output, Action extends string>(
  definition: Operation<Context, Input, Output, Action>,
): Operation<Context, Input, Output, Action> {
  return Object.freeze(definition);
}
