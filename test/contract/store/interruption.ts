import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { WHOLE_HOME } from '../../../src/access/index.ts';
import type { Json } from '../../../src/core/index.ts';
import type { Store } from '../../../src/store/port/index.ts';
import type { OpenStore } from './suite.ts';
import { ingestPlanned, inHome, planWorld, RUN_ROWS, savePlannedRun, seenHome, seenRun } from './world.ts';

const CHILD = fileURLToPath(new URL('./interrupted-writer.ts', import.meta.url));
const KILLED_AFTER = [1, 2, 5, 9, 14];
/** In a save that takes a second or so: at its very start, in its midst, and near or past its end. */
const SAVE_KILLED_AFTER_MS = [0, 150, 400, 1_000];

function startWriter(name: string, folder: string, what: 'rows' | 'run') {
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CHILD, name, folder, what], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Starts a process that saves a Run, and kills it without warning so long after it began. Says whether it was told of. */
async function killSave(delayMs: number, name: string, folder: string): Promise<boolean> {
  const child = startWriter(name, folder, 'run');
  const gone = new Promise((resolve) => child.once('exit', resolve));
  let acknowledged = false;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'begun') setTimeout(() => child.kill('SIGKILL'), delayMs);
    if (line === 'acknowledged') acknowledged = true;
  }
  await gone;
  return acknowledged;
}

/** Starts a process that writes batch after batch, and kills it without warning after so many acknowledgements. */
async function killAfter(acknowledged: number, name: string, folder: string): Promise<number> {
  const child = startWriter(name, folder, 'rows');
  const gone = new Promise((resolve) => child.once('exit', resolve));
  let seen = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'acknowledged') seen++;
    if (seen >= acknowledged) child.kill('SIGKILL');
  }
  await gone;
  return seen;
}

/** What a kill leaves: no half-received Source in any view, every acknowledged event, and a home that opens again. */
export function interruptionContract(name: string, open: OpenStore, nextHome: () => string): void {
  describe('loses nothing that was acknowledged and shows nothing that was not finished', () => {
    const [source] = planWorld('interrupted');
    assert.ok(source !== undefined);
    const filled = async (store: Store) => {
      await ingestPlanned(store, source, [source.batch]);
      return seenHome(store);
    };
    let plain: Json;
    before(async () => {
      plain = await inHome(open, nextHome(), filled);
    });

    for (const acknowledged of KILLED_AFTER)
      it(`when its process is killed after ${acknowledged} acknowledged writes`, async () => {
        const folder = nextHome();
        const seen = await killAfter(acknowledged, name, folder);
        const taken = await inHome(open, folder, async (store) => {
          const { unsequenced } = await store.read.auditRange(0, 0);
          assert.ok(unsequenced >= seen, `${unsequenced} events of ${seen} acknowledged`);
          const [left, ...others] = await store.read.source({ cut: WHOLE_HOME });
          assert.deepEqual([left?.status, others], ['rejected', []]);
          assert.match(left?.reason ?? '', /^abandoned/);
          return filled(store);
        });
        assert.deepEqual(taken, plain);
      });

    for (const delayMs of SAVE_KILLED_AFTER_MS)
      it(`when its process is killed ${delayMs} ms into the saving of a Run`, async (t) => {
        const folder = nextHome();
        const acknowledged = await killSave(delayMs, name, folder);
        await inHome(open, folder, async (store) => {
          const { unsequenced: events } = await store.read.auditRange(0, 0);
          const left = await seenRun(store);
          assert.deepEqual(left, { heads: events, rows: events * RUN_ROWS, keys: events });
          assert.ok(events === 1 || !acknowledged, 'an acknowledged Run is gone');
          t.diagnostic(`the Run was ${events === 1 ? 'there' : 'not there'}`);
          await savePlannedRun(store);
          assert.deepEqual(await seenRun(store), { heads: 1, rows: RUN_ROWS, keys: 1 });
        });
      });
  });
}
