import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { neo4jOrSkip, redisOrSkip } from '../services.ts';
import { sharedData } from '../shared-data.ts';
import { temporaryFolder } from './cli.ts';
import { api, commandLine, type Door, embeddedPlace, productionPlace, queue } from './doors.ts';
import { partOfWorld } from './one-ring.ts';
import { worldFiles } from './world.ts';

const LONG = process.env.REDRESS_LONG === '1';
const DOORS: Readonly<Record<string, Door>> = {
  'the command line': commandLine,
  'a queue with 1 worker': queue(1),
  'a queue with 4 workers': queue(4),
  'the API with 1 worker': api(1),
  'the API with 4 workers': api(4),
};
const NAMES = Object.keys(DOORS);
/**
 * The demo world is that of seed 1. The long run sends every world and every sample through every door; the ordinary
 * one sends the demo world, a part of each other world and the smaller samples through one.
 */
const SEEDS = [1, 2, 3, 4, 5];
const doorsFor = (seed: number) => (LONG ? NAMES : [NAMES[(seed + 1) % NAMES.length] ?? '']);

const filesOf = (seed: number, folder: string) => (seed === 1 ? worldFiles(seed, folder) : partOfWorld(seed, folder));

/** The whole sanctions lists are 28,000 entries and more work than all other samples: the ordinary run takes the small ones. */
function samplesIn(folder: string): string[] {
  const ofac = join(folder, 'ofac');
  const lists = readdirSync(ofac).filter((name) => LONG || name !== 'full');
  const others = readdirSync(folder).filter((name) => name !== 'ofac');
  return [...others.map((name) => join(folder, name)), ...lists.map((name) => join(ofac, name))].sort();
}

async function check(folder: string, paths: readonly string[], doors: readonly string[]): Promise<void> {
  const expected = await commandLine(await embeddedPlace(folder), paths);
  for (const name of doors) {
    const found = await DOORS[name]?.(await productionPlace(folder), paths);
    assert.deepEqual([found?.run, found?.outputDigest], [expected.run, expected.outputDigest], name);
  }
}

describe('Neo4j and Redis, against the store and the queue of the home', () => {
  for (const seed of SEEDS)
    it(`come to the same digest on the world of seed ${seed}, through ${doorsFor(seed).join(', ')}`, async (t) => {
      if (neo4jOrSkip(t) === null || redisOrSkip(t) === null) return;
      const folder = temporaryFolder();
      await check(folder, filesOf(seed, join(folder, 'world')), doorsFor(seed));
    });

  const doors = LONG ? NAMES : ['a queue with 4 workers'];
  it(`come to the same digest on every public sample, with the same files refused, through ${doors.join(', ')}`, async (t) => {
    if (neo4jOrSkip(t) === null || redisOrSkip(t) === null) return;
    const [reports, ownership] = [sharedData('reports'), sharedData('ownership')];
    if (reports === null || ownership === null) return t.skip('NOT RUN: shared data absent');
    await check(temporaryFolder(), [reports, ...samplesIn(ownership)], doors);
  });
});
