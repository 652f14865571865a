/**
 * What a failure of the database means for whoever works: the server is `lost` or not ready; the work met a `transient`
 * obstacle, or `raced` with another writer that added the same row, and may be done again; it is `large` for the memory
 * that the server has for transactions; the server `refused` who we are; or there is a `bug` on one of the sides.
 */
export type Trouble = 'lost' | 'transient' | 'raced' | 'large' | 'refused' | 'bug';

const LOST: readonly string[] = [
  'ServiceUnavailable',
  'SessionExpired',
  'ProtocolError',
  'Neo.TransientError.General.DatabaseUnavailable',
  'Neo.TransientError.Database.DatabaseUnavailable',
  'Neo.ClientError.Database.DatabaseNotFound',
  'Neo.DatabaseError.Database.UnableToStartDatabase',
];

/** Besides the transient ones: work that the server ended, as it does when it stops. */
const ENDED: readonly string[] = [
  'Neo.ClientError.Transaction.Terminated',
  'Neo.ClientError.Transaction.LockClientStopped',
];

/** The server calls these transient, since other transactions may end; work that fills the memory alone never ends well. */
const LARGE: readonly string[] = [
  'Neo.TransientError.General.MemoryPoolOutOfMemoryError',
  'Neo.TransientError.General.OutOfMemoryError',
  'Neo.TransientError.Transaction.MaximumTransactionMemoryExceeded',
];

function troubleOf(code: string): Trouble {
  if (LOST.includes(code)) return 'lost';
  if (LARGE.includes(code)) return 'large';
  if (code.startsWith('Neo.ClientError.Security.')) return 'refused';
  if (code === 'Neo.ClientError.Schema.ConstraintValidationFailed') return 'raced';
  return ENDED.includes(code) || code.startsWith('Neo.TransientError.') ? 'transient' : 'bug';
}

/** A failure of the database or of the way to it. It names the statement and the code, never a value. */
export class DatabaseFailure extends Error {
  readonly code: string;
  readonly trouble: Trouble;
  /** The statement or the step that failed. */
  readonly what: string;

  constructor(what: string, code: string, trouble: Trouble, cause?: unknown) {
    super(`the database failed at ${what}: ${code}`, { cause });
    this.name = 'DatabaseFailure';
    this.code = code;
    this.trouble = trouble;
    this.what = what;
  }
}

/**
 * The driver gives its errors their class through `__proto__`, which the command runs without (--disable-proto): there
 * none of them is an instance of Neo4jError, and the name alone tells.
 */
function isOfDriver(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && error.name === 'Neo4jError' && 'code' in error && typeof error.code === 'string';
}

/** Waits for a step of the driver; its errors come out as DatabaseFailure, all others as they are. */
export async function step<T>(what: string, work: PromiseLike<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (isOfDriver(error)) throw new DatabaseFailure(what, error.code, troubleOf(error.code), error);
    throw error;
  }
}
