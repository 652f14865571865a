// Plain JavaScript for any Node 18 or later: runs a command in place of this process.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/**
 * Runs a command to its end and gives its exit code. Waits whatever signal comes, so that nobody thinks it ended while
 * it still holds the home: Ctrl-C reaches both processes by the terminal; the others are handed on.
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    const handOn = {
      SIGINT: () => undefined,
      SIGTERM: () => child.kill('SIGTERM'),
      SIGHUP: () => child.kill('SIGHUP'),
    };
    for (const [signal, listener] of Object.entries(handOn)) process.on(signal, listener);
    const end = (code) => {
      for (const [signal, listener] of Object.entries(handOn)) process.off(signal, listener);
      resolve(code);
    };
    child.on('error', (error) => {
      console.error(`redress: ${command} cannot be started: ${error.message}`);
      end(4);
    });
    child.on('exit', (code, signal) => end(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}
