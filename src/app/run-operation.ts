import { z } from 'zod';
import { authorize, cutFor, type Viewer } from '../access/index.ts';
import { auditEvent, sequenceAll } from '../audit/index.ts';
import { err, errorClass, type Failure, failure, type Json, RedressError, type Result } from '../core/index.ts';
import type { Signer } from '../evidence/index.ts';
import type { AuditEvent } from '../store/port/index.ts';
import type { App } from './compose.ts';
import type { AppOperation, OperationContext, Progress } from './context.ts';
import { issueText } from './issue-text.ts';
import { readerWithoutPast } from './people/reader.ts';
import { type PeopleRecord, peopleRecord } from './people/record.ts';

/** Who asks, and how far they want to hear of progress. */
export type Caller = {
  readonly viewer: Viewer;
  readonly signer: Signer;
  readonly progress?: (progress: Progress) => void;
};

/**
 * The only way to run an operation: CLI, worker and API all come through here. Parses the input, asks the matrix,
 * requires a purpose where protected data is read, writes the audit event (before a read, with a write), runs, and
 * parses the output. A read whose event cannot be written is refused; a denial is itself an event.
 */
export async function runOperation<Input, Output>(
  app: App,
  caller: Caller,
  op: AppOperation<Input, Output>,
  rawInput: unknown,
): Promise<Result<Output>> {
  const admitted = await admit(app, caller, op, rawInput);
  if (!admitted.ok) return admitted;
  const { input, key, event } = admitted.value;
  const context = contextFor(app, caller, (object, details, fn) =>
    app.store.write(event('allowed', object, details), fn),
  );
  try {
    if (op.access.mode === 'read' && op.access.protectedData) await noteRead(app, event('allowed', key, null));
    const result = await op.run(context, input);
    if (!result.ok && errorClass(result.error.code) === 'policy')
      await app.store.note(event('denied', key, { code: result.error.code }));
    return result.ok ? { ok: true, value: op.output.parse(result.value) } : result;
  } catch (error) {
    if (error instanceof RedressError) return err(error.failure);
    throw error;
  }
}

type Admitted<Input> = {
  readonly input: Input;
  /** The operation's key of it, as the log may hold it. */
  readonly key: string;
  readonly event: (decision: 'allowed' | 'denied', object: string, details: Json) => AuditEvent;
};

/** The parsed input and the maker of audit events, or the refusal, which is in the log before it is answered. */
export async function admit<Input, Output>(
  app: App,
  { viewer }: Caller,
  op: AppOperation<Input, Output>,
  rawInput: unknown,
): Promise<Result<Admitted<Input>>> {
  const parsed = parseInput(op, rawInput);
  if (!parsed.ok) return parsed;
  const input = parsed.value;
  const key = loggedKey(app, op, input);
  const event: Admitted<Input>['event'] = (decision, object, details) =>
    auditEvent({ viewer, operation: op.name, key, object, decision, details, atMicros: app.clock.nowMicros() });
  const refusal = refuse(viewer, op);
  if (refusal === null) return { ok: true, value: { input, key, event } };
  await app.store.note(event('denied', key, { code: refusal.error.code }));
  return refusal;
}

function loggedKey<Input, Output>({ home }: App, op: AppOperation<Input, Output>, input: Input): string {
  const key = op.key(input);
  return op.isGuessable?.(input) === true ? `keyed:${home.logDigest(key)}` : key;
}

function parseInput<Input, Output>(op: AppOperation<Input, Output>, raw: unknown): Result<Input> {
  try {
    return { ok: true, value: op.input.parse(raw) };
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const issue = error.issues[0];
    const field = issue === undefined || issue.path.length === 0 ? 'input' : issue.path.join('.');
    const what = issue === undefined ? 'is not valid' : issueText(issue);
    return err(failure('BAD_INPUT', `${op.name}: ${field}: ${what}`, { field }));
  }
}

function refuse(
  viewer: Viewer,
  op: Pick<AppOperation<never, unknown>, 'name' | 'access'>,
): { ok: false; error: Failure } | null {
  const allowed = authorize(viewer, op.access.action);
  if (!allowed.ok) return allowed;
  const purposeMissing = op.access.protectedData && viewer.purpose.trim() === '';
  return purposeMissing
    ? err(failure('PURPOSE_REQUIRED', `${op.name} reads protected data and no purpose is stated`))
    : null;
}

async function noteRead(app: App, event: AuditEvent): Promise<void> {
  try {
    await app.store.note(event);
  } catch (cause) {
    throw new RedressError(
      failure('AUDIT_UNAVAILABLE', 'the audit event of this read could not be written', {}, cause),
    );
  }
}

/** The engine whose answers name nobody who is past their date, unless the question says otherwise. */
function engineWithoutPast(engine: App['engine'], people: PeopleRecord): App['engine'] {
  return {
    ...engine,
    answer: async (facts, parameters, question) =>
      engine.answer(facts, parameters, { review: await people.basis(), ...question }),
  };
}

function contextFor(app: App, caller: Caller, write: OperationContext['write']): OperationContext {
  const cut = cutFor(caller.viewer);
  const people = peopleRecord(app, cut);
  return {
    viewer: caller.viewer,
    signer: caller.signer,
    cut,
    people,
    read: readerWithoutPast(app.store.read, people, cut),
    stored: app.store.stored,
    log: {
      settle: () => sequenceAll(app.store),
      adopt: async (events) => {
        for (const event of events) await app.store.note(event);
        await sequenceAll(app.store);
      },
    },
    write,
    describe: () => app.store.describe(),
    queue: app.queue,
    home: app.home,
    clock: app.clock,
    engine: engineWithoutPast(app.engine, people),
    reference: app.reference,
    progress: caller.progress ?? (() => undefined),
  };
}
