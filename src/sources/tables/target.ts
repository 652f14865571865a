import type { DateText, RecordId, Sha256 } from '../../core/index.ts';
import type { Fact, Locator } from '../../facts/index.ts';
import type { PlaceLookup } from '../types.ts';
import type { ZoneClock } from './zone-clock.ts';

/** The cell of a field: trimmed text, or null where the row says nothing (blank, or "unknown"). */
export type Cells = (field: string) => string | null;

/** Where a row stands and what its reading may look up. */
export type RowPlace = {
  readonly source: Sha256;
  readonly locator: Locator;
  readonly record: RecordId;
  readonly places: PlaceLookup;
  readonly zones: ZoneClock;
};

export type RowFacts = { readonly date: DateText | null; readonly facts: readonly Fact[] };

/** What rows of a table can mean. `fields` in the order of the plain CSV header. */
export type Target = {
  readonly fields: readonly string[];
  readonly required: readonly string[];
  /** Whether a wrong cell may name a person: then neither it nor the row is repeated in a message or in quarantine. */
  readonly withholds?: true;
  /** Refuses the row by throwing (see row.ts). */
  readonly read: (cells: Cells, place: RowPlace) => RowFacts;
};
