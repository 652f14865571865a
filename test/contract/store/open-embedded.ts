import { join } from 'node:path';
import { fixedClock, unwrap } from '../../../src/core/index.ts';
import { openEmbedded } from '../../../src/store/embedded/index.ts';
import type { Store } from '../../../src/store/port/index.ts';

export async function open(folder: string): Promise<Store> {
  return unwrap(await openEmbedded({ path: join(folder, 'redress.db'), homeId: 'home', clock: fixedClock(0) })).store;
}
