import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { RedressError } from '../../../src/core/index.ts';
import type { Store } from '../../../src/store/port/index.ts';
import { eventOf } from './build.ts';
import { interruptionContract } from './interruption.ts';
import { metamorphicContract } from './metamorphic.ts';
import { plainChain, play, see } from './play.ts';
import { type Act, type ContractCase, caseFile } from './vocabulary.ts';

/** Opens the store of one adapter on a home folder; the same folder opened again is the same home. */
export type OpenStore = (folder: string) => Promise<Store>;

/** Folders for the homes of a suite, gone when it ends. */
function temporaryHomes(): { readonly next: () => string; readonly remove: () => void } {
  const root = mkdtempSync(join(tmpdir(), 'redress-contract-'));
  return {
    next: () => mkdtempSync(join(root, 'home-')),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function readCases(): { readonly rule: string; readonly cases: readonly ContractCase[] }[] {
  const folder = join(import.meta.dirname, 'cases');
  return readdirSync(folder)
    .sort()
    .map((name) => caseFile.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))));
}

/** One home during a case: acts are counted so that every write has an event of its own. */
async function openCase(open: OpenStore, folder: string) {
  let store = await open(folder);
  let count = 0;
  const act = async (item: Act): Promise<void> => {
    if ('reopen' in item) {
      await store.close();
      store = await open(folder);
    } else if ('sequence' in item) await store.sequence(plainChain);
    else if ('note' in item) await store.note(eventOf(item.note));
    else await store.write(eventOf(`given-${count++}`), (writer) => play(writer, item));
  };
  return { act, store: () => store };
}

/** Runs the acts of `when` as one write, or one by one when they are no writes. Answers the code of a refusal. */
async function runWhen(home: Awaited<ReturnType<typeof openCase>>, acts: readonly Act[]): Promise<string | null> {
  try {
    if (acts.some((item) => 'reopen' in item || 'sequence' in item || 'note' in item))
      for (const item of acts) await home.act(item);
    else if (acts.length > 0)
      await home.store().write(eventOf('when'), async (writer) => {
        for (const item of acts) await play(writer, item);
      });
    return null;
  } catch (error) {
    if (error instanceof RedressError) return error.failure.code;
    throw error;
  }
}

async function runCase(open: OpenStore, folder: string, item: ContractCase): Promise<void> {
  const home = await openCase(open, folder);
  try {
    for (const act of item.given) await home.act(act);
    const refusal = await runWhen(home, item.when);
    const expected = item.then.find((line) => 'refused' in line);
    assert.equal(refusal, expected === undefined ? null : expected.refused);
    for (const line of item.then)
      if ('view' in line) assert.deepEqual(await see(home.store(), line), line.shows, `view ${line.view}`);
  } finally {
    await home.store().close();
  }
}

/** Every store rule of architecture 5, for any adapter: nothing here knows which one it is, and none is spared a case. */
export function storeContract(name: string, open: OpenStore): void {
  describe(`the ${name} store`, () => {
    const homes = temporaryHomes();
    after(homes.remove);
    for (const { rule, cases } of readCases())
      describe(rule, () => {
        for (const item of cases) it(item.name, () => runCase(open, homes.next(), item));
      });
    metamorphicContract(open, homes.next);
    interruptionContract(name, open, homes.next);
  });
}
