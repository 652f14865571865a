/** What a column holds: the database stores text and safe integers only, so nothing is lost between the threads. */
export type Value = string | number | null;
export type Row = { readonly [column: string]: Value };

/** What the main thread asks of the database thread. `number` pairs an answer with its request. */
export type Request = { readonly number: number } & (
  | { readonly kind: 'read'; readonly statement: string; readonly params: readonly Row[] }
  | { readonly kind: 'begin' | 'commit' | 'rollback' | 'close' }
  | { readonly kind: 'write'; readonly statement: string; readonly params: Row }
  | { readonly kind: 'bulk'; readonly statement: string; readonly columns: readonly (readonly Value[])[] }
);

/** A failure as it crosses the border: `sqlite` is the library's own result code, if the library failed. */
export type ThreadFailure = { readonly message: string; readonly sqlite: number | null };

export type Answer =
  | { readonly number: number; readonly ok: true; readonly rows: readonly Row[] }
  | { readonly number: number; readonly ok: false; readonly failure: ThreadFailure };

export type Migration = { readonly name: string; readonly sha256: string; readonly sql: string };

/** Texts that set up a connection or bound a transaction; each has a file of its own name in sql/connection. */
export const SCRIPTS = ['lock', 'write', 'read', 'begin', 'commit', 'rollback', 'schema-version'] as const;
type Script = (typeof SCRIPTS)[number];

/** What the database thread is started with: it reads no file but the database itself. */
export type ThreadData = {
  readonly path: string;
  readonly pid: number;
  readonly scripts: Readonly<Record<Script, string>>;
  readonly statements: Readonly<Record<string, string>>;
  readonly migrations: readonly Migration[];
};

/** The first message of the thread: that the home is open, or why it is not. */
export type Opening =
  | { readonly kind: 'open'; readonly schemaVersion: number }
  | { readonly kind: 'locked'; readonly holder: string }
  | { readonly kind: 'newer'; readonly schemaVersion: number }
  | { readonly kind: 'unusable'; readonly reason: string };
