import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { workRoot } from '../../../src/app/analysis/work-folder.ts';
import { systemClock } from '../../../src/core/index.ts';
import { startWorkers } from '../../../workers/main.ts';
import { openDesk, temporaryFolder } from './ingest-world.ts';

const HOUR_SECONDS = 3_600;

describe('what a killed Run left behind', () => {
  it('is removed by any worker a day later, whether another Run is made or not; younger work stays', async () => {
    const { app } = await openDesk(join(temporaryFolder(), 'home'));
    const work = workRoot(app.home.blobs);
    const now = systemClock.nowMicros() / 1_000_000;
    for (const [name, hours] of [
      ['run_old', 25],
      ['new-aside', 30],
      ['run_young', 23],
    ] as const) {
      mkdirSync(join(work, name), { recursive: true });
      writeFileSync(join(work, name, 'facts'), 'what the Run read');
      const touched = now - hours * HOUR_SECONDS;
      utimesSync(join(work, name), touched, touched);
    }
    const workers = startWorkers(app, { concurrency: 1 });
    for (let waited = 0; waited < 5_000 && readdirSync(work).length > 1; waited += 20) await pause(20);
    assert.deepEqual(readdirSync(work), ['run_young']);
    await workers.stop();
    await app.close();
  });
});
