import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

// Below the range from which systems draw the ports of outgoing connections: between our look and the server's own
// bind, seconds later, nothing else takes one of these by chance.
const LOWEST = 20_000;
const HIGHEST = 32_000;

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1' }, () => probe.close(() => resolve(true)));
  });
}

/** A free port of 127.0.0.1. */
export async function freePort(): Promise<number> {
  let port = randomInt(LOWEST, HIGHEST);
  while (!(await isFree(port))) port = randomInt(LOWEST, HIGHEST);
  return port;
}
