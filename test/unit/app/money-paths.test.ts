import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type Graph, MOST_LINKS } from '../../../src/app/explore/graph.ts';
import { moneyPaths } from '../../../src/app/explore/money-paths.ts';
import type { RunId } from '../../../src/core/index.ts';

/** A payer who is the implied owner of so many accounts; a thousand of them are kept, and the number of all. */
function graphOf(owned: number): Graph {
  const rows = Array.from({ length: Math.min(owned, MOST_LINKS) }, (_, at) => ({
    kind: 'account',
    id: `acc_${at + 2}`,
  }));
  const more = owned > MOST_LINKS ? [{ kind: 'more', id: String(owned) }] : [];
  const read: object = {
    candidates: async (_: RunId, keys: readonly string[]) =>
      keys.flatMap((key) => (key === 'owns ent_payer' ? [...rows, ...more].map((row) => ({ key, ...row })) : [])),
    degrees: async () => new Map(),
    neighbours: async () => [],
  };
  const cut = { classes: [], compartments: 'all' as const, sources: null };
  return {
    read: read as Graph['read'],
    run: 'run_1' as RunId,
    cut,
    kinds: ['transfer'],
    asked: ['ent_payer', 'acc_1'],
  };
}

it('a search for the money of someone whose accounts were not all read says that there may be more', async () => {
  const ends = { from: 'ent_payer', to: 'acc_1' };
  assert.equal((await moneyPaths(graphOf(3), ends, 4)).truncated, false);
  assert.equal((await moneyPaths(graphOf(MOST_LINKS + 1), ends, 4)).truncated, true);
});
