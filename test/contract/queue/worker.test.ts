import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock, unwrap } from '../../../src/core/index.ts';
import { openEmbedded } from '../../../src/store/embedded/index.ts';
import { workerContract } from './worker-suite.ts';

workerContract('embedded', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'redress-queue-'));
  const { store, queue } = unwrap(
    await openEmbedded({ path: join(folder, 'jobs.db'), homeId: 'home', clock: systemClock }),
  );
  return {
    queue,
    close: async () => {
      await queue.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
});
