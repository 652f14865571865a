import type { Json } from '../../core/index.ts';
import type { Locator } from '../../facts/index.ts';
import { assertStorable } from '../guarded/text.ts';
import { attemptRow, recordIdOf, WITHHELD } from '../row.ts';
import type { ReadInput, Row } from '../types.ts';
import type { Cells, Target } from './target.ts';
import { createZoneClock } from './zone-clock.ts';

/** One row as the container gave it. `cells` may refuse the row; it is called inside the row's own attempt. */
export type RawRow = {
  readonly locator: Locator;
  readonly content: Json;
  readonly raw: () => string;
  readonly cells: () => Cells;
};

/** Turns rows of any table into kept or refused rows of one target. */
export function createRowReader(target: Target, input: ReadInput): (raw: RawRow) => Row {
  const zones = createZoneClock();
  return ({ locator, content, raw, cells }) => {
    const read = attemptRow(() => {
      assertStorable(content);
      const record = recordIdOf(input.sha256, locator);
      return target.read(cells(), { source: input.sha256, locator, record, places: input.places, zones });
    });
    if (!read.ok) {
      return { kind: 'refused', locator, failure: read.error, raw: target.withholds ? WITHHELD : raw() };
    }
    return { kind: 'kept', locator, content, date: read.value.date, facts: read.value.facts };
  };
}

/** The cells as a line of CSV, quoted where RFC 4180 asks for it. */
export function csvLine(cells: readonly string[], delimiter: string): string {
  const quoted = (cell: string) =>
    /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
  return cells.map(quoted).join(delimiter);
}
