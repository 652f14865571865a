import { join } from 'node:path';
import { unwrap } from '../../../src/core/index.ts';
import { openEmbedded } from '../../../src/store/embedded/index.ts';
import { queueContract } from './suite.ts';

queueContract('embedded', async (folder, clock) => {
  const { store, queue } = unwrap(await openEmbedded({ path: join(folder, 'redress.db'), clock }));
  return { queue, close: () => store.close() };
});
