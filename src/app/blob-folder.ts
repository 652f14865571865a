import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { WHOLE_HOME } from '../access/index.ts';
import { err, failure, ok, type Result } from '../core/index.ts';
import type { StoreReader } from '../store/port/index.ts';
import { readOrCreate } from './actors.ts';
import type { Config } from './config.ts';
import type { Home } from './home.ts';

/** The file in a blob folder that tells whose it is. */
const MARK = 'home-id';

function refused(why: string): Result<null> {
  return err(failure('HOME_UNUSABLE', `${why}; set REDRESS_BLOBS to the folder that all processes of this home share`));
}

/**
 * Marks the blob folder of a new home, and knows it again. Where a service is set, other processes work on the home, and
 * one that kept or sought original bytes in a folder of its own would lose them to the others: it is not started. Without
 * a service there is one process, and whatever folder it names is the right one. Error: HOME_UNUSABLE.
 */
export async function claimBlobFolder(config: Config, home: Home, read: StoreReader): Promise<Result<null>> {
  const path = join(home.blobs, MARK);
  const isShared = config.neo4j !== null || config.redisUrl !== null;
  if (isShared && !existsSync(path) && (await read.source({ cut: WHOLE_HOME })).length > 0)
    return refused(`the blob folder ${home.blobs} has no mark of this home (${MARK}), which holds Sources already`);
  try {
    const owner = readOrCreate(path, () => home.id).trim();
    return isShared && owner !== home.id ? refused(`the blob folder ${home.blobs} is that of another home`) : ok(null);
  } catch (cause) {
    return err(failure('HOME_UNUSABLE', `the blob folder ${home.blobs} cannot be marked`, {}, cause));
  }
}
