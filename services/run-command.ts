import { spawn } from 'node:child_process';

export type Ran = { readonly ok: boolean; readonly output: string };

/** Runs a command to its end; `output` is all that it printed. A command that does not exist is one that failed. */
export function runCommand(command: string, args: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const printed: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => printed.push(chunk));
    child.once('error', (error) => resolve({ ok: false, output: error.message }));
    child.once('close', (code) => {
      resolve({ ok: code === 0, output: Buffer.concat(printed).toString('utf8').trim() });
    });
  });
}
