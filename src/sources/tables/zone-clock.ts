import { DateTime, IANAZone } from 'luxon';
import { type DateText, dateOfMicros, microsOfDate } from '../../core/index.ts';

const HOUR_MICROS = 3_600_000_000;
const CACHED_HOURS = 50_000;

export type LocalHour = { readonly date: DateText; readonly hour: number };

/** Local time and UTC in one zone, cached by the hour since a table names the same hours again and again. */
export type ZoneClock = {
  /** Offsets in minutes that hold for that local time: none in a spring gap, two where the clock is set back. */
  readonly offsetsAt: (zone: string, date: DateText, dayMicros: number) => readonly number[];
  readonly localHour: (zone: string, micros: number) => LocalHour;
  readonly isKnown: (zone: string) => boolean;
};

function offsetsOfMinute(zone: string, date: DateText, minutes: number): number[] {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const wanted = { year, month, day, hour: Math.floor(minutes / 60), minute: minutes % 60 };
  const local = DateTime.fromObject(wanted, { zone });
  // A time inside a spring gap comes back moved: it never was on that clock.
  if (local.hour !== wanted.hour || local.minute !== wanted.minute) return [];
  return local.getPossibleOffsets().map((moment) => moment.offset);
}

export function createZoneClock(): ZoneClock {
  const offsets = new Map<string, readonly number[]>();
  const known = new Map<string, boolean>();
  return {
    isKnown: (zone) => {
      // Asking builds a formatter of its own each time; the zones of a file are few.
      const found = known.get(zone) ?? IANAZone.isValidZone(zone);
      known.set(zone, found);
      return found;
    },
    offsetsAt: (zone, date, dayMicros) => {
      // Zones change on the quarter hour at the finest.
      const minutes = Math.floor(dayMicros / 60_000_000 / 15) * 15;
      const key = `${zone} ${date} ${minutes}`;
      let found = offsets.get(key);
      if (found === undefined) {
        if (offsets.size >= CACHED_HOURS) offsets.clear();
        found = offsetsOfMinute(zone, date, minutes);
        offsets.set(key, found);
      }
      return found;
    },
    localHour: (zone, micros) => {
      const offset = IANAZone.create(zone).offset(Math.floor(micros / 1000));
      const local = micros + offset * 60_000_000;
      const date = dateOfMicros(local);
      return { date, hour: Math.floor((local - microsOfDate(date)) / HOUR_MICROS) };
    },
  };
}
