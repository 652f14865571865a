import { setTimeout as sleep } from 'node:timers/promises';
import { err, ok, type Result } from '../src/core/index.ts';

/** One server seen from outside, be it a process or a container. `start` may be called again after `stop` or `kill`. */
export type Machine = {
  /** Begins it; whether it already answers is another question (`untilReady`). */
  readonly start: () => Promise<Result<void, string>>;
  /** Asks it to end and waits until it has. Its data stays. */
  readonly stop: () => Promise<void>;
  /** Ends it as a power cut would. Its data stays. */
  readonly kill: () => Promise<void>;
  readonly isRunning: () => Promise<boolean>;
  /** The end of what it printed, for messages. */
  readonly lastWords: () => Promise<string>;
  /** Forgets what is left of it besides its data; called once, after `stop` or `kill`. */
  readonly remove: () => Promise<void>;
};

/** Whether a server answers: true, not yet, or never and why. */
export type Answer = Result<boolean, string>;

/** Waits until `answers` says yes; fails when it says never, when the machine has ended, or after `seconds`. */
export async function untilReady(
  machine: Machine,
  answers: () => Promise<Answer>,
  seconds: number,
): Promise<Result<void, string>> {
  const deadline = AbortSignal.timeout(seconds * 1000);
  while (!deadline.aborted) {
    if (!(await machine.isRunning()))
      return err(`it ended before it was ready; its last words: ${await machine.lastWords()}`);
    const answer = await answers();
    if (!answer.ok) return answer;
    if (answer.value) return ok(undefined);
    await sleep(100);
  }
  return err(`it did not answer within ${seconds} s; its last words: ${await machine.lastWords()}`);
}
