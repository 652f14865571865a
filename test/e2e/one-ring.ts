import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Truth } from '../../src/app/evaluation/truth.ts';
import { worldFiles } from './world.ts';

const CUT_DOWN = /^(?:accounts|balances|transfers-\d)\.csv$/;

/**
 * The files of a generated world, cut down to the accounts of its first funnel and what they held, paid and were paid:
 * enough for one lead, and small enough to be played through a store of another process in seconds. `whole` names files
 * that come as they are.
 */
export function oneRing(seed: number, folder: string, whole: readonly string[] = []): string[] {
  const all = worldFiles(seed, join(folder, 'whole'));
  const truth = JSON.parse(readFileSync(join(folder, 'whole', 'expected.json'), 'utf8')) as Truth;
  const ring = truth.networks.find(({ kind }) => kind === 'funnel');
  const numbers = (ring?.members ?? []).flatMap(({ accounts }) => accounts.map(({ number }) => number));
  mkdirSync(join(folder, 'one-ring'));
  return all.flatMap((path) => {
    if (whole.includes(basename(path))) return [path];
    if (!CUT_DOWN.test(basename(path))) return [];
    const [head, ...rows] = readFileSync(path, 'utf8').split('\n');
    const kept = rows.filter((row) => numbers.some((number) => row.includes(`,${number},`)));
    const target = join(folder, 'one-ring', basename(path));
    writeFileSync(target, `${[head, ...kept].join('\n')}\n`);
    return [target];
  });
}

/** One ring with the filings and the register of its whole world; the long run takes all of the world. */
export function partOfWorld(seed: number, folder: string): string[] {
  return process.env.REDRESS_LONG === '1' ? worldFiles(seed, folder) : oneRing(seed, folder, ['bods.json', 'sar.xml']);
}
