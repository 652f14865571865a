import type { OpenStore } from './suite.ts';
import { planWorld, receivePlanned, savePlannedRun, splitBatch, writePlanned } from './world.ts';

/**
 * Run as a process of its own by interruption.ts: `interrupted-writer.ts ADAPTER FOLDER rows|run`. Writes one Source a
 * few rows at a time, over and over, and says so after each; it never seals. Or it saves one Run, and says so when it
 * begins and when it is done. It never ends by itself.
 */
const [adapter = '', folder = '', what] = process.argv.slice(2);
const { open } = (await import(`./open-${adapter}.ts`)) as { open: OpenStore };
const store = await open(folder);
if (what === 'run') {
  console.log('begun');
  await savePlannedRun(store);
  console.log('acknowledged');
  await new Promise(() => setInterval(() => undefined, 1_000));
}
const [source] = planWorld('interrupted');
if (source === undefined) throw new Error('the world has no source');
await receivePlanned(store, source);
for (;;)
  for (const batch of splitBatch(source.batch, 3)) {
    await writePlanned(store, batch);
    console.log('acknowledged');
  }
