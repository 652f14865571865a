import type { Viewer } from '../access/index.ts';
import {
  type App,
  type AppOperation,
  type Caller,
  type Config,
  compose,
  type Progress,
  processEnvironment,
  readConfig,
  reportBug,
  runOperation,
} from '../app/index.ts';
import { type Failure, RedressError, type Result } from '../core/index.ts';
import { createOutput, type ExitCode, type Output } from './output.ts';

/** The options that stand before or after any command. */
export type GlobalOptions = {
  readonly home?: string;
  readonly actor?: string;
  readonly case?: string;
  readonly purpose?: string;
  readonly view?: string;
  readonly json?: boolean;
};

/** An open home with someone who acts in it, and a place to print. */
export type Session = {
  readonly app: App;
  readonly caller: Caller;
  readonly out: Output;
  readonly run: <I, O>(op: AppOperation<I, O>, input: unknown) => Promise<Result<O>>;
};

function callerFor(app: App, options: GlobalOptions, out: Output): Result<Caller> {
  const found = app.home.actor(options.actor ?? 'local');
  if (!found.ok) return found;
  const opened = app.home.case(options.case ?? 'local');
  if (!opened.ok) return opened;
  const { actor, signer } = found.value;
  const view = options.view === 'no-bsa' ? 'no-bsa' : 'full';
  const viewer: Viewer = { actor, case: opened.value, purpose: options.purpose ?? opened.value.purpose, view };
  return { ok: true, value: { viewer, signer, progress: progressPrinter(out) } };
}

/** One line a stage, and rewritten in place only on a terminal: a log file should not fill with progress. */
function progressPrinter(out: Output): (progress: Progress) => void {
  let last = '';
  return ({ stage, done, total }) => {
    const of = total === null ? '' : ` of ${total}`;
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${stage}${done === 0 ? '' : ` ${done}${of}`} …`);
    else if (stage !== last) out.note(`${stage} …`);
    last = stage;
  };
}

/** Opens the home, runs `work`, closes, and turns every expected failure into one line and an exit status. */
export async function withSession(
  options: GlobalOptions,
  work: (session: Session) => Promise<ExitCode>,
): Promise<void> {
  const out = createOutput(options.json === true);
  const config = readConfig(processEnvironment(), options.home ?? null);
  if (!config.ok) return finish(out.fail(config.error));
  try {
    finish(await inHome(config.value, options, { out, work }));
  } catch (error) {
    finish(out.fail(asFailure(error, config.value.home)));
  }
}

async function inHome(
  config: Config,
  options: GlobalOptions,
  { out, work }: { readonly out: Output; readonly work: (session: Session) => Promise<ExitCode> },
): Promise<ExitCode> {
  const app = await compose(config);
  if (!app.ok) return out.fail(app.error);
  try {
    const caller = callerFor(app.value, options, out);
    if (!caller.ok) return out.fail(caller.error);
    const run: Session['run'] = (op, input) => runOperation(app.value, caller.value, op, input);
    return await work({ app: app.value, caller: caller.value, out, run });
  } finally {
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[2K');
    await app.value.close();
  }
}

function asFailure(error: unknown, home: string): Failure {
  return error instanceof RedressError ? error.failure : reportBug(home, 'the command stopped on a bug', error);
}

export function finish(code: ExitCode): void {
  process.exitCode = code;
}
