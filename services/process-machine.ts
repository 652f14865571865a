import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { err, ok, type Result } from '../src/core/index.ts';
import { endWithUs } from './guard.ts';
import type { Machine } from './machine.ts';

/** How long a server may take to put its data down after it was asked to end. */
const GRACE_MS = 60_000;
const LAST_WORDS = 1500;

// After us: ask it to end, wait up to a minute, and take away what must not outlive us.
const END_PROCESS = `kill "$1"; tries=0
while kill -0 "$1" 2>/dev/null && [ $tries -lt 300 ]; do sleep 0.2; tries=$((tries+1)); done
rm -rf "$2"`;

type Running = { readonly child: ChildProcess; readonly ended: Promise<void> };

function spawned(command: string, args: readonly string[], log: string): Promise<Result<ChildProcess, string>> {
  const out = openSync(log, 'a', 0o600);
  // A session of its own: Ctrl-C in the terminal reaches us alone, and we end it in order.
  const child = spawn(command, args, { stdio: ['ignore', out, out], detached: true });
  closeSync(out);
  return new Promise((resolve) => {
    child.once('spawn', () => resolve(ok(child)));
    child.once('error', (error) => resolve(err(`${command} cannot be started: ${error.message}`)));
  });
}

/**
 * A server as a process of this machine, ended by its own id and never by a name. `leftover` is the path that goes when
 * we are killed (Home).
 */
export function processMachine(spec: {
  readonly command: string;
  readonly args: readonly string[];
  readonly log: string;
  readonly leftover: string;
}): Machine {
  let running: Running | null = null;
  const end = async (signal: NodeJS.Signals) => {
    if (running === null) return;
    const { child, ended } = running;
    child.kill(signal);
    const impatience = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
    await ended;
    clearTimeout(impatience);
    running = null;
  };
  return {
    start: async () => {
      const begun = await spawned(spec.command, spec.args, spec.log);
      if (!begun.ok) return begun;
      const child = begun.value;
      const guard = endWithUs(END_PROCESS, [String(child.pid), spec.leftover]);
      const ended = new Promise<void>((resolve) =>
        child.once('exit', () => {
          // At once, whatever the cause: its id may soon be that of a stranger.
          guard.release();
          resolve();
        }),
      );
      running = { child, ended };
      return ok(undefined);
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    isRunning: async () => running !== null && running.child.exitCode === null && running.child.signalCode === null,
    lastWords: async () => readFileSync(spec.log, 'utf8').trim().slice(-LAST_WORDS),
    remove: async () => undefined,
  };
}
