import { type Moment, microsOfDate, parseDate, parseWrittenTime, type WrittenTime } from '../../core/index.ts';
import { inField, refuseRow } from '../row.ts';
import type { ZoneClock } from './zone-clock.ts';

/** A local time at the place: the hour is known, the instant only where the clock shows that time once. */
function atPlace(written: WrittenTime, text: string, zone: string, zones: ZoneClock): Moment {
  const offsets = zones.offsetsAt(zone, written.date, written.dayMicros);
  if (offsets.length === 0) refuseRow('BAD_DATE', `posted_at "${text}" never was on the clock of ${zone}`);
  const [offset] = offsets;
  const micros =
    offsets.length === 1 && offset !== undefined
      ? microsOfDate(written.date) + written.dayMicros - offset * 60_000_000
      : null;
  return { date: written.date, micros, localHour: Math.floor(written.dayMicros / 3_600_000_000), text };
}

/**
 * When a row was posted (interface 2): a date; a local time without offset, in the zone of the place; or an instant. The
 * date is that of the place where its zone is known, else as written. `localHour` is null unless it is truly known.
 * Refuses the row with BAD_DATE.
 */
export function postedAt(text: string, zone: string | null, zones: ZoneClock): Moment {
  if (text.length === 10) {
    return { date: inField('posted_at', parseDate(text)), micros: null, localHour: null, text };
  }
  const written = inField('posted_at', parseWrittenTime(text));
  const known = zone !== null && zones.isKnown(zone) ? zone : null;
  if (written.offsetMinutes === null) {
    if (known === null) return { date: written.date, micros: null, localHour: null, text };
    return atPlace(written, text, known, zones);
  }
  const micros = microsOfDate(written.date) + written.dayMicros - written.offsetMinutes * 60_000_000;
  if (known === null) return { date: written.date, micros, localHour: null, text };
  const local = zones.localHour(known, micros);
  return { date: local.date, micros, localHour: local.hour, text };
}
