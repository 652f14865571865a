import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/**
 * Builds places.csv. Argument: a folder that holds the unpacked registry packages zipcodes 8.0.0 (BSD), us-atlas 3.0.1
 * (ISC; shapes by the U.S. Census Bureau), topojson-client 3.1.0 (ISC) and tz-lookup 6.1.25 (CC0), one folder each.
 * The county of a place is that of its ZIP points; a place with points in several counties, or within 1.5 km of a
 * county border, has no single county: which one it is goes to a person.
 */
type Point = readonly [number, number];
type Ring = readonly Point[];
type County = {
  readonly fips: string;
  readonly polygons: readonly (readonly Ring[])[];
  readonly box: readonly [number, number, number, number];
};
type ZipRow = {
  readonly city: string;
  readonly state: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly country: string;
};

const BORDER_KM = 1.5;
const KM_PER_DEGREE = 111.32;

/** Places that lie in several counties by law, whatever their ZIP points say. */
const KNOWN_SEVERAL: Readonly<Record<string, readonly string[]>> = {
  'NY|New York': ['36005', '36047', '36061', '36081', '36085'],
};

const folder = process.argv[2] ?? '';
const load = createRequire(join(process.cwd(), 'package.json'));
const { codes } = load(join(folder, 'zipcodes', 'lib', 'codes.js')) as { codes: Record<string, ZipRow> };
const zoneOf = load(join(folder, 'tz-lookup', 'tz.js')) as (lat: number, lon: number) => string;
const { feature } = load(join(folder, 'topojson-client', 'dist', 'topojson-client.js')) as {
  feature: (
    topology: unknown,
    object: unknown,
  ) => { features: { id: string; geometry: { type: string; coordinates: unknown } }[] };
};

function counties(): County[] {
  const topology = JSON.parse(readFileSync(join(folder, 'us-atlas', 'counties-10m.json'), 'utf8')) as {
    objects: { counties: unknown };
  };
  return feature(topology, topology.objects.counties).features.map(({ id, geometry }) => {
    const polygons = (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) as Ring[][];
    const points = polygons.flat(2) as unknown as Point[];
    const xs = points.map((p) => p[0]);
    const ys = points.map((p) => p[1]);
    return { fips: id, polygons, box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] };
  });
}

function inRing([x, y]: Point, ring: Ring): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [a, b] = [ring[i] as Point, ring[j] as Point];
    if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside;
  }
  return inside;
}

function near(county: County, [x, y]: Point, margin: number): boolean {
  return (
    x >= county.box[0] - margin &&
    x <= county.box[2] + margin &&
    y >= county.box[1] - margin &&
    y <= county.box[3] + margin
  );
}

function countyOf(point: Point, all: readonly County[]): string | null {
  const hit = all.find(
    (county) =>
      near(county, point, 0) &&
      county.polygons.some(
        ([outer, ...holes]) => inRing(point, outer ?? []) && !holes.some((hole) => inRing(point, hole)),
      ),
  );
  return hit?.fips ?? null;
}

function kmToSegment([x, y]: Point, a: Point, b: Point): number {
  const scale = Math.cos((y * Math.PI) / 180);
  const [ax, ay, bx, by] = [(a[0] - x) * scale, a[1] - y, (b[0] - x) * scale, b[1] - y];
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, -(ax * (bx - ax) + ay * (by - ay)) / length));
  return Math.hypot(ax + t * (bx - ax), ay + t * (by - ay)) * KM_PER_DEGREE;
}

/** Counties whose border comes close to a point: itself and its neighbours there. */
function bordering(point: Point, all: readonly County[]): string[] {
  const margin = (2 * BORDER_KM) / KM_PER_DEGREE;
  return all
    .filter((county) => near(county, point, margin))
    .filter((county) =>
      county.polygons.some((rings) =>
        rings.some((ring) => ring.some((a, i) => kmToSegment(point, a, ring[i + 1] ?? a) < BORDER_KM)),
      ),
    )
    .map((county) => county.fips);
}

const all = counties();

/** Counties that hold at least a twentieth of the ZIP points: a single stray post office does not move a city. */
function countiesOf(rows: readonly ZipRow[]): string[] {
  const hits = rows.map((row) => countyOf([row.longitude, row.latitude], all)).filter((fips) => fips !== null);
  return [...new Set(hits)].filter((fips) => hits.filter((hit) => hit === fips).length * 20 >= hits.length);
}

const byPlace = new Map<string, ZipRow[]>();
for (const row of Object.values(codes)) {
  if (row.country !== 'US' || !/^[A-Z]{2}$/.test(row.state) || !Number.isFinite(row.latitude) || row.latitude === 0)
    continue;
  const key = `${row.state}|${row.city.trim()}`;
  byPlace.set(key, [...(byPlace.get(key) ?? []), row]);
}
const lines = [...byPlace].flatMap(([key, rows]) => {
  const [state = '', place = ''] = key.split('|');
  const median = (pick: (row: ZipRow) => number) =>
    rows.map(pick).sort((a, b) => a - b)[Math.floor(rows.length / 2)] ?? 0;
  const centre: Point = [median((row) => row.longitude), median((row) => row.latitude)];
  const found = new Set(KNOWN_SEVERAL[key] ?? countiesOf(rows));
  if (found.size === 1 && rows.length < 5) for (const fips of bordering(centre, all)) found.add(fips);
  if (found.size === 0 || place.includes(',')) return [];
  return [
    [
      state,
      place,
      [...found].sort().join(';'),
      zoneOf(centre[1], centre[0]),
      centre[1].toFixed(2),
      centre[0].toFixed(2),
    ].join(','),
  ];
});
writeFileSync(
  join(import.meta.dirname, '..', 'places.csv'),
  `state,place,county_fips,zone,lat,lon\n${lines.sort().join('\n')}\n`,
);
console.log(`${lines.length} places`);
