import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { auditEvent } from '../../../src/audit/index.ts';
import { canonicalJson, makeId, type RunId, sha256Hex, stopwatch } from '../../../src/core/index.ts';
import { hashOfRun, type ResultRow } from '../../../src/store/port/index.ts';
import { type Desk, openDesk, temporaryFolder } from './ingest-world.ts';

const KINDS = ['network', 'entity', 'account'];
const ROWS = 60_000;

function resultRows(count: number): ResultRow[] {
  return Array.from({ length: count }, (_, index) => {
    const id = makeId('fnd', [index]);
    const json = canonicalJson({ id, text: 'what was found, '.repeat(20) });
    return { kind: KINDS[index % KINDS.length] ?? '', id, rank: index + 1, classes: ['PUBLIC_RECORD'], json };
  });
}

/** The longest that a piece of work kept everyone else in the process waiting, in milliseconds. */
async function longestBlock(work: () => Promise<unknown>): Promise<number> {
  const state = { over: false };
  const working = work().finally(() => {
    state.over = true;
  });
  let longest = 0;
  while (!state.over) {
    const watch = stopwatch();
    await nextTurn();
    longest = Math.max(longest, watch.elapsedSeconds() * 1_000);
  }
  await working;
  return longest;
}

/** Saves a Run; the longest block in milliseconds, and its share of the whole. */
async function saveAndWatch(
  { app, caller: { viewer } }: Desk,
  run: RunId,
  rows: readonly ResultRow[],
): Promise<{ readonly longest: number; readonly share: number }> {
  const atMicros = app.clock.nowMicros();
  const about = { key: run, object: run, decision: 'allowed', details: null, atMicros } as const;
  const event = auditEvent({ viewer, operation: 'run.analyze', ...about });
  const watch = stopwatch();
  const longest = await longestBlock(() =>
    app.store.write(event, (writer) => writer.saveRun({ run, head: {}, rows, keys: [] })),
  );
  const share = longest / (watch.elapsedSeconds() * 1_000);
  assert.equal((await app.store.read.results(run, 'entity', { limit: 5, after: null })).length, 5);
  return { longest, share };
}

describe('a Run of many results', () => {
  const folder = temporaryFolder();
  let desk: Desk;
  before(async () => {
    desk = await openDesk(join(folder, 'home'));
  });
  after(() => desk.app.close());

  it('has the hash of its head and its rows by kind and id, in whatever order they come', async () => {
    const rows = resultRows(2_500);
    const byKindAndId = rows
      .map(({ kind, id, rank, json }) => [kind, id, rank, json] as const)
      .toSorted((a, b) => (`${a[0]} ${a[1]}` < `${b[0]} ${b[1]}` ? -1 : 1));
    const expected = sha256Hex(canonicalJson([{ asOf: '2024-01-01' }, byKindAndId]));
    const head = { asOf: '2024-01-01' };
    assert.equal(await hashOfRun({ head, rows }), expected);
    assert.equal(await hashOfRun({ head, rows: rows.toReversed() }), expected);
    assert.equal(await hashOfRun({ head, rows: [] }), sha256Hex(canonicalJson([head, []])));
  });

  it('is saved while the process answers others: it is never held up for long', async () => {
    const rows = resultRows(ROWS);
    // A machine under load stretches the longest block and the whole alike, so the bound is a share as well. Another
    // process may stop this one for a moment: what the code itself does, it does every time.
    const held: string[] = [];
    for (const name of ['first', 'second', 'third']) {
      const { longest, share } = await saveAndWatch(desk, makeId('run', ['large', name]), rows);
      if (longest < 50 || share < 0.1) return;
      held.push(`${longest} ms, ${Math.round(share * 100)} % of the time`);
    }
    assert.fail(`held up each time: ${held.join('; ')}`);
  });
});
