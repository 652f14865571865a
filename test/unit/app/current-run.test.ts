import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { OperationContext } from '../../../src/app/context.ts';
import { findRun } from '../../../src/app/operations/results.ts';

const head = (at: number, sources: number) => ({
  run: `run_${at}`,
  asOf: '2024-04-30',
  inputDigest: 'a',
  parameters: {},
  seed: 1,
  codeVersion: '1',
  outputDigest: 'b',
  counts: { sources },
  classes: [],
  compartments: [],
});

/** 1,200 Runs, newest first; the oldest of them read the most files. */
const HEADS = Array.from({ length: 1_200 }, (_, at) => head(at, at === 1_199 ? 9 : 1));

const context: object = {
  cut: { classes: [], compartments: 'all', sources: null },
  read: {
    results: async (_: null, __: string, { limit, after }: { limit: number; after: string | null }) => {
      const from = HEADS.findIndex(({ run }) => run === after) + 1;
      return HEADS.slice(from, from + limit).map((item) => ({ id: item.run, classes: [], json: JSON.stringify(item) }));
    },
  },
};

it('the current Run is the one that read most files, and an old Run is found, however many were made since', async () => {
  const current = await findRun(context as OperationContext, null);
  const asked = await findRun(context as OperationContext, 'run_1100');
  assert.deepEqual([current.ok && current.value.run, asked.ok && asked.value.run], ['run_1199', 'run_1100']);
});
