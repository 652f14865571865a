import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { stopwatch, systemClock } from '../../../src/core/index.ts';
import { openNeo4j } from '../../../src/store/neo4j/index.ts';
import { listen } from './silent-server.ts';

const PASSWORD = 'a secret that is told to nobody';

async function opening(
  port: number,
): Promise<{ readonly code: string; readonly message: string; readonly seconds: number }> {
  const watch = stopwatch();
  const opened = await openNeo4j({
    uri: `bolt://127.0.0.1:${port}`,
    user: 'neo4j',
    password: PASSWORD,
    database: 'neo4j',
    homeId: 'home',
    clock: systemClock,
    owner: 'queue',
  });
  assert.equal(opened.ok, false);
  return { ...opened.error, seconds: watch.elapsedSeconds() };
}

async function portWithoutServer(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function checkTold({ code, message, seconds }: Awaited<ReturnType<typeof opening>>, port: number): void {
  assert.equal(code, 'SERVICE_UNAVAILABLE');
  assert.ok(message.includes(`127.0.0.1:${port}`), message);
  assert.ok(!message.includes(PASSWORD), message);
  assert.ok(seconds < 2, `${seconds} s`);
}

describe('a Neo4j server that cannot be had', () => {
  it('is told within two seconds when nothing listens', async () => {
    const port = await portWithoutServer();
    checkTold(await opening(port), port);
  });

  it('is told within two seconds when it accepts and says nothing', async (t: TestContext) => {
    const port = await listen(t, () => undefined);
    checkTold(await opening(port), port);
  });

  it('is told within two seconds when it hangs up', async (t: TestContext) => {
    const port = await listen(t, (socket) => socket.destroy());
    checkTold(await opening(port), port);
  });
});
