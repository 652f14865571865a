import { type Clock, ok, type Result } from '../../core/index.ts';
import { embeddedQueue, type JobRows, type JobTable } from '../../queue/embedded/index.ts';
import type { Queue } from '../../queue/port/index.ts';
import { readSourceJson, type Store } from '../port/index.ts';
import { type Database, openDatabase, type Transaction } from './database.ts';
import { loadSql } from './load-sql.ts';
import type { Params, StatementName } from './statements.ts';
import { storeOn } from './store.ts';
import { discardSource } from './writer.ts';

const ABANDONED = 'abandoned: the process that received it ended before the file was sealed';

/** What a process that ended without closing left behind: Sources half received, jobs still leased. */
async function clearAway(database: Database): Promise<void> {
  await database.transaction(async (transaction) => {
    for (const { json } of await transaction.run('sources-receiving', {}))
      await discardSource(transaction, readSourceJson(json).sha256, ABANDONED);
    await transaction.run('jobs-release', {});
  });
}

function jobRowsIn(transaction: Transaction): JobRows {
  const statement =
    <N extends StatementName>(name: N) =>
    (params: Params<N>) =>
      transaction.run(name, params);
  return {
    get: statement('job-get'),
    children: statement('job-children'),
    orphans: statement('job-orphans'),
    add: statement('job-add'),
    addChild: statement('job-child-add'),
    dropChildren: statement('job-children-drop'),
    bury: statement('job-bury'),
    take: statement('job-take'),
    renew: statement('job-renew'),
    progress: statement('job-progress'),
    complete: statement('job-complete'),
    fail: statement('job-fail'),
    park: statement('job-park'),
    wake: statement('job-wake'),
    cancel: statement('job-cancel'),
  };
}

function jobTableOn(database: Database): JobTable {
  return {
    get: (params) => database.read('job-get', params),
    list: (params) => database.read('job-list', params),
    events: (params) => database.read('job-events', params),
    change: (fn) => database.transaction((transaction) => fn(jobRowsIn(transaction))),
  };
}

/**
 * Opens a home's database file as store and queue; both are served by one thread, and a transaction of either waits for
 * the other's. Closing the store ends the thread. Errors: HOME_LOCKED, HOME_NEWER, HOME_UNUSABLE.
 */
export async function openEmbedded(options: {
  readonly path: string;
  /** The id of the home that the file belongs to; drawn by whoever makes the home. */
  readonly homeId: string;
  readonly clock: Clock;
}): Promise<Result<{ readonly store: Store; readonly queue: Queue }>> {
  const opened = await openDatabase(options.path, loadSql());
  if (!opened.ok) return opened;
  const database = opened.value;
  await clearAway(database);
  const store = storeOn(database, options.homeId);
  return ok({ store, queue: embeddedQueue(jobTableOn(database), options.clock) });
}
