import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { TestContext } from 'node:test';

/** A port on which something listens until the test ends, with what it does to each connection. */
export async function listen(t: TestContext, onConnection: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** A way to a server that can be cut: all connections that are open end at once. */
export async function cuttableWay(t: TestContext, uri: string): Promise<{ uri: string; cut: () => number }> {
  const target = new URL(uri);
  const open = new Set<Socket>();
  const port = await listen(t, (socket) => {
    const onward = connect(Number(target.port), target.hostname);
    for (const end of [socket, onward]) {
      open.add(end);
      end.on('error', () => undefined);
      end.on('close', () => {
        open.delete(end);
        (end === socket ? onward : socket).destroy();
      });
    }
    socket.pipe(onward).pipe(socket);
  });
  const cut = () => {
    const ends = open.size;
    for (const end of open) end.destroy();
    return ends;
  };
  return { uri: `bolt://127.0.0.1:${port}`, cut };
}
