import { loadReference, type Reference } from '../../reference/load.ts';
import { startSequencer } from '../audit/index.ts';
import { type Clock, type Result, systemClock } from '../core/index.ts';
import type { Queue } from '../queue/port/index.ts';
import { openEmbedded } from '../store/embedded/index.ts';
import type { Store } from '../store/port/index.ts';
import { type Engine, threadEngine } from './analysis/engine.ts';
import type { Config } from './config.ts';
import { type Home, openHome } from './home.ts';

/** The program put together: the only place that knows which adapters stand behind the ports. */
export type App = {
  readonly config: Config;
  readonly home: Home;
  readonly store: Store;
  readonly queue: Queue;
  readonly engine: Engine;
  readonly reference: Reference;
  readonly clock: Clock;
  readonly close: () => Promise<void>;
};

/** Opens a home and everything that works on it. Errors: HOME_UNUSABLE, HOME_LOCKED, HOME_NEWER. */
export async function compose(config: Config, clock: Clock = systemClock): Promise<Result<App>> {
  const home = openHome(config);
  if (!home.ok) return home;
  const opened = await openEmbedded({ path: home.value.database, clock });
  if (!opened.ok) return opened;
  const { store, queue } = opened.value;
  const sequencer = startSequencer(store);
  return {
    ok: true,
    value: {
      config,
      home: home.value,
      store,
      queue,
      engine: threadEngine(),
      reference: loadReference(),
      clock,
      close: async () => {
        await sequencer.stop();
        await queue.close();
        await store.close();
      },
    },
  };
}
