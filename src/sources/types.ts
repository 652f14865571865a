import type { DateText, Failure, Json, Result, Sha256 } from '../core/index.ts';
import type {
  Fact,
  FormatId,
  Locator,
  MovementPlace,
  QuarantineRow,
  SourceClass,
  SourceRecord,
} from '../facts/index.ts';
import type { TableMap } from './maps/table-map.ts';

/** Resolves "City, ST" or "City, Country" in the reference tables; what it does not know is null in the answer. */
export type PlaceLookup = (text: string) => MovementPlace;

/** Opens the same bytes anew each time: some formats are read twice. */
export type OpenBytes = () => AsyncIterable<Uint8Array>;

/** One file to read, with what was decided about it before. */
export type ReadInput = {
  readonly open: OpenBytes;
  readonly byteLength: number;
  readonly fileName: string;
  readonly sha256: Sha256;
  readonly format: FormatId;
  readonly sourceClass: SourceClass;
  readonly compartment: string;
  /** Needed by format `table` alone. */
  readonly map?: TableMap;
  readonly places: PlaceLookup;
};

/** A row that was understood: its content, whole, and the facts in it. */
export type KeptRow = {
  readonly kind: 'kept';
  readonly locator: Locator;
  readonly content: Json;
  readonly date: DateText | null;
  readonly facts: readonly Fact[];
};

/** A row that was not: why, and its raw text. */
export type RefusedRow = {
  readonly kind: 'refused';
  readonly locator: Locator;
  readonly failure: Failure;
  readonly raw: string;
};

export type Row = KeptRow | RefusedRow;

/** Rows in file order, some at a time, as fast as the consumer takes them. Throws RedressError to reject the file. */
export type FormatReader = (input: ReadInput) => AsyncIterable<readonly Row[]>;

/** What sniffing sees: the first bytes as text, NUL bytes removed so that UTF-16 reads like ASCII. */
export type Head = { readonly text: string; readonly fileName: string };

/** One format: one file in this room. */
export type Format = {
  readonly id: FormatId;
  /** null: the source class must be given. */
  readonly defaultClass: SourceClass | null;
  /** null: not this format. A Failure: surely meant as this format, and refused. */
  readonly sniff: (head: Head) => Result<FormatId> | null;
  readonly read: FormatReader;
};

export type ReadCounts = { readonly rowsRead: number; readonly records: number; readonly quarantined: number };

/**
 * A part of a Source, in file order. Records and quarantine together are at most 1,000 rows; a Record and its facts are
 * never parted. `counts` are those of the file up to and with this block; rowsRead = records + quarantined.
 */
export type Block = {
  readonly records: readonly SourceRecord[];
  readonly facts: readonly Fact[];
  readonly quarantine: readonly QuarantineRow[];
  readonly counts: ReadCounts;
};
