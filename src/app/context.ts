import type { Reference } from '../../reference/load.ts';
import type { Action, Cut, Viewer } from '../access/index.ts';
import type { Clock, Json, Operation } from '../core/index.ts';
import type { Signer } from '../evidence/index.ts';
import type { Queue } from '../queue/port/index.ts';
import type { AuditEvent, StoreDescription, StoreReader, StoreWriter } from '../store/port/index.ts';
import type { Engine } from './analysis/engine.ts';
import type { Home } from './home.ts';
import type { PeopleRecord } from './people/record.ts';

/** What one line of progress says: the stage, how far, of how many if known. Shown on stderr or a job page. */
export type Progress = { readonly stage: string; readonly done: number; readonly total: number | null };

/**
 * What an operation may use. There is no store here, only a reader, and writes that carry their audit event: so no
 * operation can write without leaving a trace, and none can read more than its viewer's cut.
 */
export type OperationContext = {
  readonly viewer: Viewer;
  /** The acting person's own key: decisions are signed with it. */
  readonly signer: Signer;
  readonly cut: Cut;
  /** Persons past their review-by date are not in it. */
  readonly read: StoreReader;
  /** The review-by dates of persons, and who is left out for them. */
  readonly people: PeopleRecord;
  /** What is stored, decisions unchecked and nobody left out: for backup, which keeps it, and the audit, which judges it. */
  readonly stored: StoreReader;
  /** The audit log as backup and restore need it: with no event left waiting, and taken over from another home. */
  readonly log: {
    readonly settle: () => Promise<void>;
    readonly adopt: (events: readonly AuditEvent[]) => Promise<void>;
  };
  readonly write: <T>(object: string, details: Json, fn: (writer: StoreWriter) => Promise<T>) => Promise<T>;
  readonly describe: () => Promise<StoreDescription>;
  readonly queue: Queue;
  readonly home: Home;
  readonly clock: Clock;
  readonly engine: Engine;
  readonly reference: Reference;
  readonly progress: (progress: Progress) => void;
};

/** An operation of the product: its action is a cell of the access matrix. */
export type AppOperation<Input, Output> = Operation<OperationContext, Input, Output, Action>;
