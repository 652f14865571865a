import { err, ok } from '../src/core/index.ts';
import { endWithUs, type Guard } from './guard.ts';
import type { Machine } from './machine.ts';
import { runCommand } from './run-command.ts';

// After us: end it, and take away what must not outlive us.
const END_CONTAINER = 'docker rm --force --volumes "$1"; rm -rf "$2"';

/** Whether a Docker engine answers; the client alone is not enough. */
export async function dockerAnswers(): Promise<boolean> {
  return (await runCommand('docker', ['info', '--format', '{{.ServerVersion}}'])).ok;
}

/** Files that a container writes belong to us, so that we may take them away; root needs no such care. */
export function asOurselves(): readonly string[] {
  const [user, group] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
  return user === 0 ? [] : ['--user', `${user}:${group}`];
}

/**
 * A server as a container, made by `docker run --detach` with these arguments and from then on known by its id alone,
 * so that a stop and a start find the same port and the same data. `leftover` is the path that goes when we are killed.
 */
export function containerMachine(runArgs: readonly string[], leftover: string): Machine {
  let id: string | null = null;
  let guard: Guard | null = null;
  const docker = (...args: readonly string[]) => runCommand('docker', args);
  const onIt = async (...args: readonly string[]) => {
    if (id !== null) await docker(...args, id);
  };
  return {
    start: async () => {
      const begun = id === null ? await docker('run', '--detach', ...runArgs) : await docker('start', id);
      if (!begun.ok) return err(`docker: ${begun.output}`);
      if (id === null) {
        // The id is the last line: a pull prints its progress before it.
        id = begun.output.split('\n').at(-1) ?? '';
        guard = endWithUs(END_CONTAINER, [id, leftover]);
      }
      return ok(undefined);
    },
    stop: () => onIt('stop', '--time', '60'),
    kill: () => onIt('kill'),
    isRunning: async () =>
      id !== null && (await docker('inspect', '--format', '{{.State.Running}}', id)).output === 'true',
    lastWords: async () => (id === null ? '' : (await docker('logs', '--tail', '20', id)).output),
    remove: async () => {
      await onIt('rm', '--force', '--volumes');
      guard?.release();
      id = null;
    },
  };
}
