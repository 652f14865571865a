import type { Command } from 'commander';
import { startWorkers } from '../../../workers/main.ts';
import { startApi } from '../../api/index.ts';
import { failure } from '../../core/index.ts';
import { portNumber } from '../options.ts';
import type { ExitCode } from '../output.ts';
import { type GlobalOptions, type Session, withSession } from '../session.ts';

/** Waits for Ctrl-C or SIGTERM; the first ends gracefully. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

async function serve(session: Session, options: { port: number; host: string }, version: string): Promise<ExitCode> {
  const { app, caller, out } = session;
  const api = await startApi(app, { ...options, version, caller });
  if (!api.ok) return out.fail(api.error);
  // With no workers of its own the API only hands work on, to `redress work` processes.
  const workers = app.config.workers === 0 ? null : startWorkers(app);
  // Listened for before it is told that we are ready: whoever reads that line may send the signal at once.
  const stopped = untilStopped();
  out.note(
    `Listening on ${api.value.url} (docs at ${api.value.url}/docs). Token: ${app.home.folder}/keys/api.token. Ctrl-C stops.`,
  );
  await stopped;
  out.note('Stopping: the jobs in hand are finished first …');
  // At once: a worker takes no further job while the API waits for its last requests.
  await Promise.all([api.value.close(), workers?.stop()]);
  return 0;
}

async function work({ app, out }: Session): Promise<ExitCode> {
  if (app.config.workers === 0)
    return out.fail(failure('BAD_INPUT', 'REDRESS_WORKERS is 0, and a worker that works nothing was asked for'));
  const workers = startWorkers(app);
  const stopped = untilStopped();
  out.note('Working. Ctrl-C stops: jobs in hand are finished or given back.');
  await stopped;
  await workers.stop();
  return 0;
}

export function register(program: Command): void {
  program
    .command('serve')
    .description('the API and the workers, on loopback')
    .option('--port <N>', 'port', portNumber, 8710)
    .option('--host <ADDRESS>', 'a loopback address', '127.0.0.1')
    .action((options: { port: number; host: string }) =>
      withSession(program.opts<GlobalOptions>(), (session) => serve(session, options, program.version() ?? '')),
    );
  program
    .command('work')
    .description('carry queued jobs until stopped')
    .action(() => withSession(program.opts<GlobalOptions>(), work));
}
