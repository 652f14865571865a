import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { JobEvent } from '../../../src/queue/port/index.ts';
import { idOf, type OpenQueue, playCase, type Time } from './play.ts';
import { caseFile } from './vocabulary.ts';

export type { OpenQueue } from './play.ts';

const START = 1_709_251_200_000_000;
/** A timer may ring a little before the server thinks that the time has come. */
const LATE_MS = 20;
const CASES = join(import.meta.dirname, 'cases');

/** Time that passes only when a case says so. */
export function movedTime(): Time {
  let now = START;
  const clock = { nowMicros: () => now };
  const wait = async (seconds: number) => {
    now += seconds * 1_000_000;
  };
  return { clock, wait, patienceMs: 0 };
}

/** Time that passes by itself, a second of a case in so many milliseconds. The clock is not asked. */
export function realTime(secondMs: number, patienceMs: number): () => Time {
  const clock = { nowMicros: () => START };
  return () => ({ clock, patienceMs, wait: (seconds) => pause(seconds * secondMs + LATE_MS) });
}

/** What every queue keeps: one job an id, leases that end, attempts that are counted, children that are waited for, and a history. */
export function queueContract(name: string, open: OpenQueue, timeOf: () => Time): void {
  describe(`the ${name} queue`, () => {
    const root = mkdtempSync(join(tmpdir(), 'redress-queue-'));
    const home = () => mkdtempSync(join(root, 'home-'));
    after(() => rmSync(root, { recursive: true, force: true }));
    for (const file of readdirSync(CASES).sort()) {
      const cases = caseFile.parse(JSON.parse(readFileSync(join(CASES, file), 'utf8')));
      for (const item of cases) it(item.name, () => playCase(open, home(), timeOf(), item.steps));
    }

    it('gives each of many jobs to one taker only', async () => {
      const opened = await open(home(), timeOf().clock);
      const ids = Array.from({ length: 40 }, (_, index) => idOf(`job-${String(index).padStart(2, '0')}`));
      await Promise.all(ids.map((item) => opened.queue.enqueue({ id: item, queue: 'q', operation: 'op', data: null })));
      const taken = await Promise.all(Array.from({ length: 50 }, () => opened.queue.take('q', 30)));
      await opened.close();
      assert.deepEqual(
        taken
          .filter((item) => item !== null)
          .map(({ job }) => job.id)
          .sort(),
        ids,
      );
    });

    it('tells a reader of the history what happens while they read, and ends the reading with the job', async () => {
      const { queue, close } = await open(home(), timeOf().clock);
      const id = idOf('j1');
      await queue.enqueue({ id, queue: 'q', operation: 'op', data: null });
      const kinds: JobEvent['kind'][] = [];
      const reading = (async () => {
        for await (const event of queue.events(id, null, AbortSignal.timeout(10_000))) kinds.push(event.kind);
      })();
      const taken = await queue.take('q', 30);
      assert.ok(taken !== null);
      await pause(150);
      assert.deepEqual(kinds, ['waiting', 'running']);
      await queue.complete(taken.lease, null);
      await reading;
      await close();
      assert.deepEqual(kinds, ['waiting', 'running', 'done']);
    });

    it('begins a history at its beginning for a reader who names no place of it', async () => {
      const { queue, close } = await open(home(), timeOf().clock);
      const id = idOf('j1');
      await queue.enqueue({ id, queue: 'q', operation: 'op', data: null });
      await queue.cancel(id);
      const kinds: JobEvent['kind'][] = [];
      for await (const event of queue.events(id, "9'; DROP", AbortSignal.timeout(10_000))) kinds.push(event.kind);
      await close();
      assert.deepEqual(kinds, ['waiting', 'cancelled']);
    });

    it('ends the reading of a history with the reader', async () => {
      const { queue, close } = await open(home(), timeOf().clock);
      const id = idOf('j1');
      await queue.enqueue({ id, queue: 'q', operation: 'op', data: null });
      const reader = new AbortController();
      const kinds: JobEvent['kind'][] = [];
      for await (const event of queue.events(id, null, reader.signal)) {
        kinds.push(event.kind);
        reader.abort();
      }
      await close();
      assert.deepEqual(kinds, ['waiting']);
    });
  });
}
