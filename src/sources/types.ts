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

/**
 * A part of a file that holds whole rows: bytes [start, end), the line on which they begin (1 is the first), and the
 * ordinal of their first row. `headerEnd` is where the header of the table ends, 0 where there is none.
 */
export type Chunk = {
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly firstLine: number;
  readonly firstRow: number;
  readonly headerEnd: number;
};

/** Opens bytes [start, end) of a file. */
export type OpenRange = (start: number, end: number) => AsyncIterable<Uint8Array>;

/** What a reader must know of the file when its bytes begin within it. */
export type Within = { readonly firstLine: number; readonly firstRow: number; readonly openHeader: OpenBytes };

/** Where a format may be cut: nowhere, after a record of a CSV, or after a JSON value that ends its line. */
export type Cutting = 'nowhere' | 'after-csv-header' | 'after-csv-record' | 'after-json-value';

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
  /** Given when `open` gives a later part of the file and not the file. */
  readonly within?: Within;
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
  /** Where its files may be cut; null stands for no map. What a row says must not depend on rows of another part. */
  readonly cutting: (map: TableMap | null) => Cutting;
};

export type ReadCounts = { readonly rowsRead: number; readonly records: number; readonly quarantined: number };

/**
 * A part of a Source, in file order. Records and quarantine together are at most 1,000 rows; a Record and its facts are
 * never parted. `counts` are those of what is read, up to and with this block; rowsRead = records + quarantined.
 */
export type Block = {
  readonly records: readonly SourceRecord[];
  readonly facts: readonly Fact[];
  readonly quarantine: readonly QuarantineRow[];
  readonly counts: ReadCounts;
};
