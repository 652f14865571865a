import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { countiesWithBorderNear, countyAt, type Point, readCountyShapes } from './county-shapes.ts';
import { writeTable } from './write-table.ts';

/**
 * Builds places.csv. Argument: a folder that holds the unpacked registry packages zipcodes 8.0.0 (BSD), us-atlas 3.0.1
 * (ISC; shapes by the U.S. Census Bureau), topojson-client 3.1.0 (ISC) and tz-lookup 6.1.25 (CC0), one folder each.
 *
 * The counties of a place are those of its ZIP points, those within 1.5 km of it when it has few points, and those that
 * cities-in-several-counties.csv names. Which of several counties is meant goes to a person, so doubt adds a county.
 */
type ZipPoint = {
  readonly city: string;
  readonly state: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly country: string;
};
type Row = Readonly<Record<string, string>>;

const BORDER_KM = 1.5;
/** From five ZIP points on they show by themselves where a place spreads; its middle says nothing about its borders. */
const FEW_POINTS = 5;
/** A county with fewer than a twentieth of the points is a stray post office, not a part of the city. */
const STRAY_SHARE = 1 / 20;

const folder = process.argv[2] ?? '';
const tables = join(import.meta.dirname, '..');
const load = createRequire(import.meta.url);
const { codes } = load(join(folder, 'zipcodes', 'lib', 'codes.js')) as { codes: Record<string, ZipPoint> };
const zoneAt = load(join(folder, 'tz-lookup', 'tz.js')) as (latitude: number, longitude: number) => string;
const shapes = readCountyShapes(folder);

const table = (path: string) => parse(readFileSync(path, 'utf8'), { columns: true }) as Row[];
const stateFips = new Map(table(join(tables, 'us-states.csv')).map((row) => [row.code ?? '', row.fips ?? '']));
const citiesInSeveral = readCitiesInSeveralCounties();

/** FIPS codes by "state|city". A county that the table of counties lacks is a mistake in the list, and stops the build. */
function readCitiesInSeveralCounties(): Map<string, string[]> {
  const counties = table(join(tables, 'county-districts.csv'));
  const rows = table(join(import.meta.dirname, 'cities-in-several-counties.csv'));
  return new Map(
    rows.map(({ state = '', city = '', counties: names = '' }) => {
      const fips = names.split('; ').map((name) => {
        const county = counties.find((row) => row.state === state && row.county_name === `${name} County`);
        if (county === undefined) throw new Error(`${city}, ${state}: no county is named ${name}`);
        return county.county_fips ?? '';
      });
      return [`${state}|${city}`, fips];
    }),
  );
}

/** A place is named with its state, so a county across the state line is an error of position and never a candidate. */
function countiesOf(key: string, points: readonly Point[], centre: Point): string[] {
  const ofState = (fips: string | null) => fips?.slice(0, 2) === stateFips.get(key.slice(0, 2));
  const hits = points.map((point) => countyAt(point, shapes)).filter((fips) => fips !== null && ofState(fips));
  const isPart = (fips: string) => hits.filter((hit) => hit === fips).length >= hits.length * STRAY_SHARE;
  const found = new Set(citiesInSeveral.get(key));
  for (const fips of hits) if (fips !== null && isPart(fips)) found.add(fips);
  if (found.size < 2 && points.length < FEW_POINTS)
    for (const fips of countiesWithBorderNear(centre, BORDER_KM, shapes).filter(ofState)) found.add(fips);
  return [...found].sort();
}

const median = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

const pointsByPlace = new Map<string, Point[]>();
for (const { country, state, city, latitude, longitude } of Object.values(codes)) {
  // The package writes 0 where it knows no position.
  if (country !== 'US' || !stateFips.has(state) || !Number.isFinite(latitude) || latitude === 0) continue;
  const key = `${state}|${city.trim()}`;
  pointsByPlace.set(key, [...(pointsByPlace.get(key) ?? []), [longitude, latitude]]);
}
for (const key of citiesInSeveral.keys()) if (!pointsByPlace.has(key)) throw new Error(`no place is named ${key}`);

const rows = [...pointsByPlace].flatMap(([key, points]) => {
  const [state = '', place = ''] = key.split('|');
  const centre: Point = [median(points.map(([x]) => x)), median(points.map(([, y]) => y))];
  const counties = countiesOf(key, points, centre);
  const zone = zoneAt(centre[1], centre[0]);
  return counties.length === 0
    ? []
    : [[state, place, counties.join(';'), zone, centre[1].toFixed(2), centre[0].toFixed(2)]];
});
writeTable('places.csv', ['state', 'place', 'county_fips', 'zone', 'lat', 'lon'], rows);
console.log(`${rows.length} places, ${rows.filter((row) => row[2]?.includes(';')).length} in several counties`);
