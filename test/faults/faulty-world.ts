import { basename, join } from 'node:path';
import { analyze, compose, ingest, readConfig, runOperation } from '../../src/app/index.ts';
import { unwrap } from '../../src/core/index.ts';
import { worldFiles } from '../e2e/world.ts';
import { type Outcome, outcomeOf } from './main-job.ts';

/** A part of a world with filings, registers and transfers in it, of a size at which a worker is often killed at work. */
const FILES = ['accounts.csv', 'balances.csv', 'bods.json', 'sar.xml', 'transfers-4.csv', 'transfers-6.csv'];

/** The files, and what an embedded home holds of them when nothing goes wrong. */
export async function faultyWorld(folder: string): Promise<{ readonly files: string[]; readonly expected: Outcome }> {
  const files = worldFiles(5, join(folder, 'world')).filter((file) => FILES.includes(basename(file)));
  const app = unwrap(await compose(unwrap(readConfig({}, join(folder, 'undisturbed')))));
  try {
    const { actor, signer } = unwrap(app.home.actor('local'));
    const opened = unwrap(app.home.case('local'));
    const caller = { viewer: { actor, case: opened, purpose: opened.purpose, view: 'full' as const }, signer };
    unwrap(await runOperation(app, caller, ingest, { paths: files }));
    const { outputDigest } = unwrap(await runOperation(app, caller, analyze, {}));
    return { files, expected: await outcomeOf(app, caller, outputDigest) };
  } finally {
    await app.close();
  }
}

/** How many records an outcome has lost and how many it holds twice, against another. */
export function lostAndDoubled(
  outcome: Outcome,
  expected: Outcome,
): { readonly lost: number; readonly doubled: number } {
  const there = new Set(outcome.records);
  const lost = expected.records.filter((id) => !there.has(id)).length;
  return { lost, doubled: outcome.records.length - there.size };
}
