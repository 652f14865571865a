import { connect as connectTo } from 'node:net';

/** Says something to a Redis in its own words, past every client. */
export function say(url: string, line: string): Promise<string> {
  const { port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connectTo({ port: Number(port), host: '127.0.0.1' }, () => socket.write(`${line}\r\n`));
    socket.once('error', reject);
    socket.once('data', (data) => {
      socket.destroy();
      resolve(data.toString('utf8').trim());
    });
  });
}
