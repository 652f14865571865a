import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { untilReady } from '../../../services/machine.ts';
import { processMachine } from '../../../services/process-machine.ts';
import { ok } from '../../../src/core/index.ts';

const base = mkdtempSync(join(tmpdir(), 'redress-test-'));
after(() => rmSync(base, { recursive: true, force: true }));

const shell = (script: string, log: string) =>
  processMachine({ command: 'sh', args: ['-c', script], log: join(base, log), leftover: join(base, 'none') });

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function until(condition: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 100 && !condition(); tries++) await sleep(100);
  return condition();
}

describe('a server that we started as a process', () => {
  it('is reported with its last words when it ends before it was ready', async () => {
    const machine = shell('echo the disk is full; exit 3', 'full.log');
    assert.ok((await machine.start()).ok);
    const ready = await untilReady(machine, async () => ok(false), 20);
    assert.match(ready.ok ? '' : ready.error, /it ended before it was ready; its last words: the disk is full/);
  });

  it('is reported when its program does not exist', async () => {
    const machine = processMachine({
      command: 'no-such-server',
      args: [],
      log: join(base, 'no.log'),
      leftover: join(base, 'none'),
    });
    const begun = await machine.start();
    assert.match(begun.ok ? '' : begun.error, /no-such-server cannot be started: .*ENOENT/);
  });

  it('can be started again after it was killed, and ends when it is asked to', async () => {
    const machine = shell('sleep 60', 'again.log');
    for (const end of [machine.kill, machine.stop]) {
      assert.ok((await machine.start()).ok);
      assert.equal(await machine.isRunning(), true);
      await end();
      assert.equal(await machine.isRunning(), false);
    }
  });

  it('ends, and its temporary folder goes, when whoever started it is killed', async () => {
    const temporary = join(base, 'temporary');
    mkdirSync(temporary);
    const module = join(import.meta.dirname, '..', '..', '..', 'services', 'process-machine.ts');
    const spec = {
      command: 'sh',
      args: ['-c', 'echo $$; exec sleep 60'],
      log: join(base, 'orphan.log'),
      leftover: temporary,
    };
    const script = `const { processMachine } = await import(${JSON.stringify(module)});
      const machine = processMachine(${JSON.stringify(spec)});
      await machine.start();
      while ((await machine.lastWords()) === '') await new Promise((resolve) => setTimeout(resolve, 20));
      console.log(await machine.lastWords());`;
    const starter = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [chunk] = await once(starter.stdout, 'data');
    const server = Number(String(chunk).trim());
    assert.equal(isAlive(server), true);
    starter.kill('SIGKILL');
    assert.ok(await until(() => !isAlive(server)), `process ${server} outlived its starter`);
    assert.ok(await until(() => !existsSync(temporary)), 'the temporary folder is still there');
  });
});
