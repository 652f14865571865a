import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chainEvents, NO_PREVIOUS, rootOf, startSequencer, verifyAudit } from '../../../src/audit/index.ts';
import type { AuditEvent, SequencedEvent, Store } from '../../../src/store/port/index.ts';
import { logReader, madeEvent, madeLog } from './log.ts';

const rootAt = (log: readonly SequencedEvent[], size: number) => ({
  size,
  root: rootOf(log.slice(0, size).map((item) => Buffer.from(item.leafHash, 'hex'))),
});

describe('an audit event', () => {
  it('is the same event when the same act is told again, and another when anything differs', () => {
    assert.equal(madeEvent(1).id, madeEvent(1).id);
    assert.match(madeEvent(1).id, /^[0-9a-f]{64}$/);
    assert.equal(new Set(Array.from({ length: 50 }, (_, index) => madeEvent(index).id)).size, 50);
  });
});

describe('the chain', () => {
  it('starts from nothing and binds each event to the one before', () => {
    const [first, second] = madeLog(2);
    assert.deepEqual([first?.seq, first?.previousHash], [0, NO_PREVIOUS]);
    assert.deepEqual([second?.seq, second?.previousHash], [1, first?.leafHash]);
  });

  it('is the same whether events are given their places at once or in parts', () => {
    const whole = madeLog(7);
    const head = madeLog(3).at(-1) ?? null;
    const rest = chainEvents(
      head,
      Array.from({ length: 4 }, (_, index) => madeEvent(index + 3)),
    );
    assert.deepEqual([...madeLog(3), ...rest], whole);
  });
});

describe('the check of the log', () => {
  it('finds an untouched log intact and counts the events that wait', async () => {
    const log = madeLog(2_300);
    const verdict = await verifyAudit(logReader(log, 4), [rootAt(log, 1), rootAt(log, 1_000), rootAt(log, 2_300)]);
    assert.deepEqual(verdict, {
      intact: true,
      events: 2_300,
      unsequenced: 4,
      head: log.at(-1)?.leafHash,
      root: Buffer.from(rootAt(log, 2_300).root).toString('hex'),
      firstBreak: null,
    });
  });

  it('finds an empty log intact', async () => {
    const { intact, events, head } = await verifyAudit(logReader([]));
    assert.deepEqual({ intact, events, head }, { intact: true, events: 0, head: null });
  });

  it('names the first event that was changed', async () => {
    const log = madeLog(9).map((item) =>
      item.seq === 4 || item.seq === 6 ? { ...item, event: { ...item.event, actor: 'eve' } } : item,
    );
    const verdict = await verifyAudit(logReader(log));
    assert.deepEqual(
      [verdict.intact, verdict.events, verdict.firstBreak],
      [false, 4, 'event 4 was changed after it was written'],
    );
  });

  it('names the event that is missing, moved or of another log', async () => {
    const log = madeLog(6);
    const without = log.filter((item) => item.seq !== 2);
    assert.equal((await verifyAudit(logReader(without))).firstBreak, 'event 2 is missing; 3 stands in its place');
    const swapped = [0, 2, 1, 3].flatMap((index) => log.slice(index, index + 1));
    assert.equal((await verifyAudit(logReader(swapped))).firstBreak, 'event 1 is missing; 2 stands in its place');
    const other = chainEvents(null, [madeEvent(50), madeEvent(51), madeEvent(52)]);
    const forked = [...log.slice(0, 2), ...other.slice(2)];
    assert.equal((await verifyAudit(logReader(forked))).firstBreak, 'event 2 does not follow the one before it');
  });

  it('finds a log that was rewritten as a whole, or cut short, by the checkpoint kept elsewhere', async () => {
    const log = madeLog(8);
    const checkpoint = rootAt(log, 8);
    const rewritten = chainEvents(
      null,
      log.map((item) => ({ ...item.event, purpose: 'another' })),
    );
    assert.equal((await verifyAudit(logReader(rewritten))).intact, true);
    const told = 'the first 8 events are not those of the checkpoint of size 8';
    assert.equal((await verifyAudit(logReader(rewritten), [checkpoint])).firstBreak, told);
    const short = await verifyAudit(logReader(log.slice(0, 5)), [checkpoint]);
    assert.equal(short.firstBreak, 'the log ends at 5 events and a checkpoint has 8');
    assert.equal(
      (await verifyAudit(logReader([...log, ...chainEvents(log.at(-1) ?? null, [madeEvent(9)])]), [checkpoint])).intact,
      true,
    );
  });
});

/** A store that holds events in memory and fails to sequence as often as told. */
function memoryLog(waiting: AuditEvent[], failures: number) {
  const log: SequencedEvent[] = [];
  let left = failures;
  return {
    log,
    add: (event: AuditEvent) => waiting.push(event),
    store: {
      read: { auditRange: async () => ({ events: [], unsequenced: waiting.length }) },
      sequence: async (chain: Parameters<Store['sequence']>[0]) => {
        if (left-- > 0) throw new Error('the disk is full');
        log.push(...chain(log.at(-1) ?? null, waiting.splice(0, 2)));
        return log.length;
      },
    },
  };
}

describe('the sequencer', () => {
  it('gives every waiting event its place within a second and when it stops', async (t) => {
    t.mock.timers.enable({ apis: ['setInterval'] });
    const memory = memoryLog([madeEvent(0), madeEvent(1), madeEvent(2)], 0);
    const sequencer = startSequencer(memory.store);
    t.mock.timers.tick(1_000);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(memory.log.length, 3);
    memory.add(madeEvent(3));
    await sequencer.stop();
    assert.deepEqual(memory.log, madeLog(4));
  });

  it('tries again after a failure, and says so only if the last attempt fails', async (t) => {
    t.mock.timers.enable({ apis: ['setInterval'] });
    const mended = memoryLog([madeEvent(0)], 1);
    const sequencer = startSequencer(mended.store);
    t.mock.timers.tick(250);
    await sequencer.stop();
    assert.equal(mended.log.length, 1);
    await assert.rejects(startSequencer(memoryLog([madeEvent(0)], 9).store).stop(), /the disk is full/);
  });
});
