import type { Cut } from '../../access/index.ts';
import type { RunId, Sha256 } from '../../core/index.ts';
import type {
  Decision,
  Fact,
  FactKind,
  FactOf,
  Judgement,
  QuarantineRow,
  Source,
  SourceRecord,
} from '../../facts/index.ts';
import type { AuditEvent, SequencedEvent } from './audit-event.ts';
import type { Batch, Edge, EdgeKind, KeyRow, Page, ResultRow, RunRows } from './rows.ts';

/**
 * The reads. Closed: a further one needs an ADR. Every view states its total order; blocks cross at most 1,000 rows at
 * a time; no view sums, folds case, searches text or does date arithmetic in the database.
 */
export type StoreReader = {
  /** Sources by sha, or all that the cut shows, sealed or rejected, never receiving; order: sha. */
  readonly source: (query: { readonly sha?: Sha256; readonly cut: Cut }) => Promise<readonly Source[]>;
  /** Records of a cut in blocks; order: id. */
  readonly records: (cut: Cut) => AsyncIterable<readonly SourceRecord[]>;
  /**
   * Facts of one kind in blocks; order: id, source sha, then a hash of the statement. An account or asset comes once per
   * Source and distinct statement, under the smallest record id that makes it; every other id is made from its record.
   */
  readonly factsOf: <K extends FactKind>(kind: K, cut: Cut) => AsyncIterable<readonly FactOf<K>[]>;
  /** Results of a Run whose key rows equal one of the keys; order: key, id. */
  readonly candidates: (run: RunId, keys: readonly string[]) => Promise<readonly KeyRow[]>;
  /** Edges that touch one of the ids, from either end, each once; order: id, fact. At most `limit` (1 to 1,000) per id. */
  readonly neighbours: (query: {
    readonly ids: readonly string[];
    readonly kinds: readonly EdgeKind[];
    readonly limit: number;
    readonly cut: Cut;
  }) => Promise<readonly Edge[]>;
  /** Number of edges that touch each id. */
  readonly degrees: (ids: readonly string[], cut: Cut) => Promise<ReadonlyMap<string, number>>;
  /** A record with its facts, or null when it is absent or not in the cut: both look the same. */
  readonly byId: (
    record: string,
    cut: Cut,
  ) => Promise<{ readonly record: SourceRecord; readonly facts: readonly Fact[] } | null>;
  /** Results of a Run of one kind; order: rank, id. Kind `run` lists the heads of all Runs, newest first. */
  readonly results: (run: RunId | null, kind: string, page: Page) => Promise<readonly ResultRow[]>;
  /**
   * What people decided, as far as the cut shows its classes and its parties. `ordinal` is the place in that view, in
   * the order of commitment: a gap would tell that something hidden was decided.
   */
  readonly judgements: (
    cut: Cut,
  ) => Promise<{ readonly judgements: readonly Judgement[]; readonly decisions: readonly Decision[] }>;
  /** Refused rows; order: source sha, ordinal. `page.after` is `<source sha>:<ordinal>`. */
  readonly quarantine: (query: {
    readonly source: Sha256 | null;
    readonly cut: Cut;
    readonly page: Page;
  }) => Promise<readonly QuarantineRow[]>;
  /** Sequenced events [from, to), and how many wait for the sequencer. */
  readonly auditRange: (
    from: number,
    to: number,
  ) => Promise<{ readonly events: readonly SequencedEvent[]; readonly unsequenced: number }>;
};

/** The writes. They exist only inside `store.write`, in one transaction with the audit event that explains them. */
export type StoreWriter = {
  /**
   * Opens a Source as receiving, a rejected one again. Answers the Source that is already there when its bytes are
   * known and it is sealed or being received.
   */
  readonly receive: (source: Source) => Promise<Source>;
  /** Adds rows under a receiving Source, facts with their record. The same rows written twice are there once. */
  readonly writeBatch: (batch: Batch) => Promise<void>;
  /** Makes a Source visible with its final counts. Error CONFLICT: other numbers of rows are there than it states. */
  readonly seal: (source: Source) => Promise<void>;
  /** Removes the rows of a receiving Source and keeps its reason. */
  readonly discard: (sha: Sha256, reason: string) => Promise<void>;
  readonly judge: (judgement: Judgement) => Promise<void>;
  /** Keeps a Run as the newest; made again it must come out the same, else CONFLICT. */
  readonly saveRun: (run: RunRows) => Promise<void>;
  readonly decide: (decision: Decision) => Promise<void>;
};

/** A store, whichever it is. Reader and writer are different types, so an outer handle cannot write in a transaction. */
export type Store = {
  readonly read: StoreReader;
  /**
   * Runs `fn` and commits its writes together with the event; nothing is kept when it throws. `fn` may be run again
   * after a passing failure, so it must do nothing but write. Writes of one process may take turns, so `fn` must not wait
   * for another write, note or job of the same home.
   */
  readonly write: <T>(event: AuditEvent, fn: (writer: StoreWriter) => Promise<T>) => Promise<T>;
  /** Commits an event of its own: a protected read before it runs, a denial, an export. */
  readonly note: (event: AuditEvent) => Promise<void>;
  /** Gives waiting events their sequence; `chain` computes the hashes. One sequencer at a time. Returns how many. */
  readonly sequence: (
    chain: (head: SequencedEvent | null, waiting: readonly AuditEvent[]) => readonly SequencedEvent[],
  ) => Promise<number>;
  readonly describe: () => Promise<StoreDescription>;
  readonly close: () => Promise<void>;
};

export type StoreDescription = {
  readonly adapter: string;
  readonly schemaVersion: number;
  readonly homeId: string;
  readonly engine: string;
};
