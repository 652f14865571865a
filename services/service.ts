import { err, ok, type Result } from '../src/core/index.ts';
import type { Home } from './home.ts';
import { type Answer, type Machine, untilReady } from './machine.ts';

/** Why a service is not there: what is missing, and what to do about it. */
export type Unavailable = { readonly code: 'NEO4J_UNAVAILABLE' | 'REDIS_UNAVAILABLE'; readonly message: string };

/** A server that we started, and what can be done to it. */
export type Service = {
  /** Ends it, in order where its home is kept; a temporary home goes with it. Not to be started again. */
  readonly stop: () => Promise<void>;
  /** SIGKILL, as a power cut would; the home stays, for `restart`. */
  readonly kill: () => Promise<void>;
  /** Ends it in order when it runs, and starts it on the same port and home; resolves when it answers again. */
  readonly restart: () => Promise<Result<void, Unavailable>>;
};

/** What both services share once it is known how they run and how to ask whether they answer. */
export async function begin(spec: {
  readonly code: Unavailable['code'];
  readonly home: Home;
  readonly machine: Machine;
  readonly answers: () => Promise<Answer>;
  readonly seconds: number;
}): Promise<Result<Service, Unavailable>> {
  const { machine, home } = spec;
  const start = async (): Promise<Result<void, Unavailable>> => {
    const begun = await machine.start();
    const ready = begun.ok ? await untilReady(machine, spec.answers, spec.seconds) : begun;
    return ready.ok ? ready : err({ code: spec.code, message: ready.error });
  };
  const stop = async () => {
    // What goes with its home need not be put down in order.
    await (home.kept ? machine.stop() : machine.kill());
    await machine.remove();
    home.close();
  };
  const started = await start();
  if (started.ok)
    return ok({
      stop,
      kill: machine.kill,
      restart: async () => {
        await machine.stop();
        return start();
      },
    });
  await stop();
  return started;
}
