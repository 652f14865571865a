import { spawn } from 'node:child_process';

/** Stands beside a server that we started; released when the server has ended in order. */
export type Guard = { readonly release: () => void };

/**
 * Runs a shell script when this process is gone, however it went: also by SIGKILL, which no listener hears. A small
 * shell waits on a pipe that only we hold open; a line in it is our word that there is nothing left to end.
 */
export function endWithUs(script: string, args: readonly string[]): Guard {
  const shell = spawn('sh', ['-c', `read -r released && exit 0\n${script}`, 'sh', ...args], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  // The shell may be gone already, killed by someone else; then there is nobody to tell.
  shell.on('error', () => undefined);
  shell.stdin.on('error', () => undefined);
  shell.unref();
  return { release: () => shell.stdin.end('released\n') };
}
