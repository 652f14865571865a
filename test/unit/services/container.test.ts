import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { containerMachine, dockerAnswers } from '../../../services/container-machine.ts';

// A client that writes down what it is asked and answers as Docker would: only what we say to Docker is tested here.
const base = mkdtempSync(join(tmpdir(), 'redress-test-'));
const asked = join(base, 'asked');
writeFileSync(asked, '');
const client = `#!/bin/sh
echo "$@" >> '${asked}'
case "$1" in
  run) echo 'Status: Downloaded newer image'; echo c0ffee ;;
  info) exit 1 ;;
  inspect) echo true ;;
esac
`;
writeFileSync(join(base, 'docker'), client);
chmodSync(join(base, 'docker'), 0o755);
const path = process.env.PATH;
process.env.PATH = `${base}${delimiter}${path}`;
after(() => {
  process.env.PATH = path;
  rmSync(base, { recursive: true, force: true });
});

describe('a server that we started as a container', () => {
  it('is made once and then known by its id alone', async () => {
    const machine = containerMachine(['--publish', '127.0.0.1:1:1', 'image'], join(base, 'none'));
    assert.ok((await machine.start()).ok);
    assert.equal(await machine.isRunning(), true);
    await machine.kill();
    assert.ok((await machine.start()).ok);
    await machine.stop();
    await machine.remove();
    assert.deepEqual(readFileSync(asked, 'utf8').trim().split('\n'), [
      'run --detach --publish 127.0.0.1:1:1 image',
      'inspect --format {{.State.Running}} c0ffee',
      'kill c0ffee',
      'start c0ffee',
      'stop --time 60 c0ffee',
      'rm --force --volumes c0ffee',
    ]);
  });

  it('is not tried where the client is there and no engine answers it', async () => {
    assert.equal(await dockerAnswers(), false);
  });
});
