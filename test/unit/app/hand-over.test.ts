import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { OperationContext } from '../../../src/app/context.ts';
import { handOver } from '../../../src/app/hand-over.ts';
import { type Json, stageFile } from '../../../src/core/index.ts';

const root = mkdtempSync(join(tmpdir(), 'redress-hand-over-'));
after(() => rmSync(root, { recursive: true, force: true }));

/** A folder, and a log that `onWrite` watches being written to. */
function place(onWrite: (folder: string) => void = () => undefined) {
  const folder = mkdtempSync(join(root, 'out-'));
  const log: Json[] = [];
  const write = (async (object: string, details: Json) => {
    onWrite(folder);
    log.push([object, details]);
  }) as OperationContext['write'];
  const outgoing = ['cover.csv', 'table.csv'].map((name) => {
    const path = join(folder, name);
    return { path, stage: () => stageFile(path, name) };
  });
  const leave = () => handOver({ write }, outgoing, { object: 'led_1', details: { to: 'USAO' } });
  return { folder, log, leave };
}

/** The details of an event, without the random name of the copy. */
function told(event: Json | undefined): Json {
  const [object, details] = event as [string, Record<string, Json>];
  return [object, Object.fromEntries(Object.entries(details).filter(([name]) => !/^(copy|notWritten)$/.test(name)))];
}

describe('files that leave the house', () => {
  it('are in the log before the first of them is in its place', async () => {
    const seen: string[][] = [];
    const { folder, log, leave } = place((where) => seen.push(readdirSync(where)));
    assert.deepEqual(await leave(), { ok: true, value: null });
    assert.equal(seen.length, 1);
    assert.ok(seen[0]?.length === 2 && seen[0].every((name) => /^\.redress-[0-9a-f]{16}\.new$/.test(name)));
    assert.deepEqual(readdirSync(folder).sort(), ['cover.csv', 'table.csv']);
    assert.equal(readFileSync(join(folder, 'table.csv'), 'utf8'), 'table.csv');
    assert.deepEqual(log.map(told), [['led_1', { to: 'USAO' }]]);
  });

  it('do not leave when the log cannot be written', async () => {
    const { folder, leave } = place(() => {
      throw new Error('the log is closed');
    });
    await assert.rejects(leave(), /the log is closed/);
    assert.deepEqual(readdirSync(folder), []);
  });

  it('leave all or none, and a second event says of the copy that the first one told of that it is not there', async () => {
    const { folder, log, leave } = place((where) =>
      writeFileSync(join(where, 'table.csv'), 'somebody else wrote this'),
    );
    const answer = await leave();
    assert.equal(!answer.ok && answer.error.code, 'CONFLICT');
    assert.deepEqual(readdirSync(folder), ['table.csv']);
    assert.equal(readFileSync(join(folder, 'table.csv'), 'utf8'), 'somebody else wrote this');
    assert.deepEqual(log.map(told), [
      ['led_1', { to: 'USAO' }],
      ['led_1', { code: 'CONFLICT' }],
    ]);
    const [made, unmade] = log.map((event) => (event as [string, Record<string, Json>])[1]);
    assert.equal(unmade?.notWritten, made?.copy);
  });

  it('are refused before the log is told when they cannot be written at all', async () => {
    const { log } = place();
    const path = join(root, 'no such folder', 'a.pdf');
    const write = (async () => void log.push('told')) as OperationContext['write'];
    const outgoing = [{ path, stage: () => stageFile(path, '') }];
    const answer = await handOver({ write }, outgoing, { object: 'led_1', details: {} });
    assert.equal(!answer.ok && answer.error.code, 'NOT_WRITABLE');
    assert.ok(!existsSync(path) && log.length === 0);
  });
});
