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

export type EventRow = { readonly no: number; readonly kind: string; readonly data: string };

type NewRow = Pick<JobRow, 'id' | 'queue' | 'operation' | 'data' | 'max_attempts'> & { readonly now: number };
type Named = { readonly id: string };
type Held = Named & { readonly token: string; readonly now: number };
type Statement<Params, Row = object> = (params: Params) => Promise<readonly Row[]>;

/**
 * What may be done to jobs inside one transaction. The texts are store/embedded/sql/job-*.sql; times are microseconds.
 * A statement of a lease answers the job's id, or no row when the lease was lost.
 */
export type JobRows = {
  readonly get: Statement<Named, JobRow>;
  readonly children: Statement<{ readonly parent: string }, JobRow>;
  readonly orphans: Statement<{ readonly parent: string }, Named>;
  readonly add: Statement<NewRow, JobRow>;
  readonly addChild: Statement<{ readonly parent: string; readonly position: number; readonly child: string }>;
  readonly dropChildren: Statement<{ readonly parent: string }>;
  readonly bury: Statement<{ readonly queue: string; readonly now: number; readonly error: string }, Named>;
  readonly take: Statement<
    { readonly queue: string; readonly token: string; readonly now: number; readonly until: number },
    JobRow
  >;
  readonly renew: Statement<Held & { readonly until: number }, Named>;
  readonly progress: Statement<Held & { readonly progress: string }, Named>;
  readonly complete: Statement<Held & { readonly result: string }, Named>;
  readonly fail: Statement<Held & Pick<JobRow, 'state' | 'attempts' | 'run_at' | 'error'>, Named>;
  readonly park: Statement<Held, Named>;
  readonly wake: Statement<{ readonly id: string; readonly now: number }>;
  readonly cancel: Statement<Named, Named>;
};

/** The jobs table, as whoever owns the database hands it to the queue. */
export type JobTable = {
  readonly get: Statement<Named, JobRow>;
  readonly list: Statement<
    { readonly queue: string | null; readonly state: string | null; readonly limit: number },
    JobRow
  >;
  readonly events: Statement<{ readonly job: string; readonly after: number; readonly limit: number }, EventRow>;
  /** One transaction: nothing is kept when `fn` throws. */
  readonly change: <T>(fn: (rows: JobRows) => Promise<T>) => Promise<T>;
};
