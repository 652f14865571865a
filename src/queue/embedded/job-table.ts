/** A row of the jobs table as the database gives it; data, progress, result and error are canonical JSON. */
export type JobRow = {
  readonly id: string;
  readonly queue: string;
  readonly operation: string;
  readonly data: string;
  readonly state: string;
  readonly attempts: number;
  readonly max_attempts: number;
  readonly run_at: number;
  readonly progress: string;
  readonly result: string;
  readonly error: string;
};

type NewJob = Pick<JobRow, 'id' | 'queue' | 'operation' | 'data' | 'max_attempts'>;
type Statement<Params, Row = object> = (params: Params) => Promise<readonly Row[]>;

/**
 * The statements of the queue, run by whoever owns the database; each write is a transaction of its own. Their texts
 * are store/embedded/sql/job-*.sql. Times are microseconds.
 */
export type JobTable = {
  readonly add: Statement<NewJob & { readonly now: number }, JobRow>;
  readonly get: Statement<{ readonly id: string }, JobRow>;
  readonly list: Statement<
    { readonly queue: string | null; readonly state: string | null; readonly limit: number },
    JobRow
  >;
  readonly bury: Statement<{ readonly queue: string; readonly now: number; readonly error: string }>;
  readonly take: Statement<{ readonly queue: string; readonly now: number; readonly until: number }, JobRow>;
  readonly renew: Statement<
    { readonly id: string; readonly now: number; readonly until: number },
    { readonly id: string }
  >;
  readonly progress: Statement<{ readonly id: string; readonly progress: string }>;
  readonly complete: Statement<{ readonly id: string; readonly result: string }>;
  readonly fail: Statement<{
    readonly id: string;
    readonly state: string;
    readonly run_at: number;
    readonly error: string;
  }>;
  readonly cancel: Statement<{ readonly id: string }, { readonly id: string }>;
};
