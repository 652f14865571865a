import { loadReference, type Reference } from '../../reference/load.ts';
import { startSequencer } from '../audit/index.ts';
import { type Clock, err, errorClass, ok, RedressError, type Result, systemClock, unwrap } from '../core/index.ts';
import type { Queue } from '../queue/port/index.ts';
import { openEmbedded } from '../store/embedded/index.ts';
import type { Store } from '../store/port/index.ts';
import { type Engine, threadEngine } from './analysis/engine.ts';
import { claimBlobFolder } from './blob-folder.ts';
import type { Config } from './config.ts';
import { type CheckedStore, checkedStore } from './decisions.ts';
import { type Home, openHome } from './home.ts';

/** The program put together: the only place that knows which adapters stand behind the ports. */
export type App = {
  readonly config: Config;
  readonly home: Home;
  readonly store: CheckedStore;
  readonly queue: Queue;
  readonly engine: Engine;
  readonly reference: Reference;
  readonly clock: Clock;
  readonly close: () => Promise<void>;
};

type Ports = Pick<App, 'queue' | 'close'> & { readonly store: Store };
type Opening = { readonly config: Config; readonly home: Home; readonly clock: Clock };

// The adapters of services are loaded where the settings name one: their drivers take longer to load than all of ours.
async function openStore({ config, home, clock }: Opening): Promise<Store | null> {
  const { neo4j, redisUrl, leaseSeconds } = config;
  if (neo4j === null) return null;
  // With a queue on Redis several processes receive a Source in turn, so none of them clears it away at its start.
  const { openNeo4j } = await import('../store/neo4j/index.ts');
  const owner = redisUrl === null ? 'process' : 'queue';
  return unwrap(await openNeo4j({ ...neo4j, homeId: home.id, clock, owner, leaseSeconds }));
}

async function openQueue({ config, home }: Opening): Promise<Queue | null> {
  const { redisUrl, leaseSeconds } = config;
  if (redisUrl === null) return null;
  const { openBullmq } = await import('../queue/bullmq/index.ts');
  return unwrap(
    await openBullmq({ url: redisUrl, prefix: `redress-${home.id}`, stallSeconds: Math.ceil(leaseSeconds / 4) }),
  );
}

/** The database file of the home, for whatever the settings do not put elsewhere. One process at a time holds it. */
async function openFile({ config, home, clock }: Opening): Promise<{ store: Store; queue: Queue } | null> {
  if (config.neo4j !== null && config.redisUrl !== null) return null;
  return unwrap(await openEmbedded({ path: home.database, homeId: home.id, clock }));
}

/** Opens what the settings choose, or nothing at all. */
async function openPorts(opening: Opening): Promise<Result<Ports>> {
  const opened: { readonly close: () => Promise<void> }[] = [];
  const close = async () => {
    for (const port of opened.toReversed()) await port.close();
  };
  try {
    const file = await openFile(opening);
    if (file !== null) opened.push(file.store, file.queue);
    const neo4j = await openStore(opening);
    if (neo4j !== null) opened.push(neo4j);
    const redis = await openQueue(opening);
    if (redis !== null) opened.push(redis);
    const [store, queue] = [neo4j ?? file?.store, redis ?? file?.queue];
    if (store === undefined || queue === undefined) throw new Error('the settings choose no store or no queue');
    return ok({ store, queue, close });
  } catch (error) {
    await close();
    if (error instanceof RedressError) return err(error.failure);
    throw error;
  }
}

/** A service that is away at the end takes nothing with it: what it acknowledged stays, and the next start goes on. */
async function closeQuietly(close: () => Promise<void>): Promise<void> {
  try {
    await close();
  } catch (error) {
    if (!(error instanceof RedressError) || errorClass(error.failure.code) !== 'unavailable') throw error;
  }
}

/**
 * Opens a home and everything that works on it. Errors: HOME_UNUSABLE, HOME_LOCKED, HOME_NEWER, HOME_MISMATCH,
 * SERVICE_UNAVAILABLE.
 */
export async function compose(config: Config, clock: Clock = systemClock): Promise<Result<App>> {
  const home = openHome(config);
  if (!home.ok) return home;
  const ports = await openPorts({ config, home: home.value, clock });
  if (!ports.ok) return ports;
  const { store, queue, close } = ports.value;
  const claimed = await claimBlobFolder(config, home.value, store.read);
  if (!claimed.ok) {
    await close();
    return claimed;
  }
  const sequencer = startSequencer(store);
  const engine = threadEngine();
  return ok({
    config,
    home: home.value,
    store: checkedStore(store, home.value.actors),
    queue,
    engine,
    reference: loadReference(),
    clock,
    close: async () => {
      await engine.close();
      await closeQuietly(() => sequencer.stop());
      await closeQuietly(close);
    },
  });
}

export type Probe = { readonly name: 'neo4j' | 'redis'; readonly reachable: boolean; readonly note: string };

/** Asks the services that the settings name, each by itself, so that `doctor` can tell which one is away. */
export async function probeServices(config: Config, clock: Clock = systemClock): Promise<readonly Probe[]> {
  const home = openHome(config);
  if (!home.ok) return [];
  const opening = { config, home: home.value, clock };
  const probe = async (name: Probe['name'], open: () => Promise<{ close: () => Promise<void> } | null>) => {
    try {
      const port = await open();
      await port?.close();
      return port === null ? [] : [{ name, reachable: true, note: 'answers' }];
    } catch (error) {
      if (!(error instanceof RedressError)) throw error;
      // A server that answers and does not suit (another home, a newer schema) is told by the opening of the home.
      const reachable = error.failure.code !== 'SERVICE_UNAVAILABLE';
      return [{ name, reachable, note: error.failure.message }];
    }
  };
  return [...(await probe('neo4j', () => openStore(opening))), ...(await probe('redis', () => openQueue(opening)))];
}
