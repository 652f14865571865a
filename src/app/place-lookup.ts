import type { Reference } from '../../reference/load.ts';
import type { MovementPlace } from '../facts/index.ts';

/**
 * Reads "City, ST" against reference/places.csv. A place that lies in several counties keeps its zone and no county:
 * which county it is goes to a person (interface 2). A place that is not in the table keeps its words alone.
 */
export function placeLookup(reference: Reference): (text: string) => MovementPlace {
  const known = new Map<string, MovementPlace>();
  return (text) => {
    const cached = known.get(text);
    if (cached !== undefined) return cached;
    const place = lookUp(reference, text);
    known.set(text, place);
    return place;
  };
}

function lookUp(reference: Reference, text: string): MovementPlace {
  const match = /^(.*),\s*([A-Za-z]{2})$/.exec(text.trim());
  const [city, state] = [match?.[1]?.trim() ?? null, match?.[2]?.toUpperCase() ?? null];
  const found = city === null || state === null ? null : reference.place(state, city);
  if (found === null) return { text, state, city, countyFips: null, zone: null, lat: null, lon: null };
  return {
    text,
    state,
    city,
    countyFips: found.ambiguous ? null : found.countyFips,
    zone: found.zone,
    lat: found.lat,
    lon: found.lon,
  };
}
