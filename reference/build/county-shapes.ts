import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** A position as GeoJSON writes it: longitude, latitude, in degrees. */
export type Point = readonly [number, number];
type Ring = readonly Point[];
type Polygon = readonly Ring[];
type CountyShape = {
  readonly fips: string;
  readonly polygons: readonly Polygon[];
  readonly box: { readonly west: number; readonly south: number; readonly east: number; readonly north: number };
};
type Feature = {
  readonly id: string;
  readonly geometry:
    | { readonly type: 'Polygon'; readonly coordinates: Polygon }
    | { readonly type: 'MultiPolygon'; readonly coordinates: readonly Polygon[] };
};

const KM_PER_DEGREE = 111.32;

/** Reads the Census Bureau's county shapes from the unpacked packages us-atlas and topojson-client in `folder`. */
export function readCountyShapes(folder: string): CountyShape[] {
  const load = createRequire(import.meta.url);
  const { feature } = load(join(folder, 'topojson-client', 'dist', 'topojson-client.js')) as {
    readonly feature: (topology: unknown, object: unknown) => { readonly features: readonly Feature[] };
  };
  const topology = JSON.parse(readFileSync(join(folder, 'us-atlas', 'counties-10m.json'), 'utf8')) as {
    readonly objects: { readonly counties: unknown };
  };
  return feature(topology, topology.objects.counties).features.map(shapeOf);
}

function shapeOf({ id, geometry }: Feature): CountyShape {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const points = polygons.flat(2);
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const box = { west: Math.min(...xs), south: Math.min(...ys), east: Math.max(...xs), north: Math.max(...ys) };
  return { fips: id, polygons, box };
}

/** The county that a point lies in, or null at sea. */
export function countyAt(point: Point, counties: readonly CountyShape[]): string | null {
  const hit = counties.find(
    (county) => inBox(point, county, 0) && county.polygons.some((shape) => inside(point, shape)),
  );
  return hit?.fips ?? null;
}

/** The counties that have a border within `km` of a point: on an inner border both neighbours, on a shore one. */
export function countiesWithBorderNear(point: Point, km: number, counties: readonly CountyShape[]): string[] {
  const margin = (2 * km) / KM_PER_DEGREE;
  return counties
    .filter((county) => inBox(point, county, margin))
    .filter((county) =>
      county.polygons.flat().some((ring) => ring.some((a, i) => kmToSegment(point, a, ring[i + 1] ?? a) < km)),
    )
    .map((county) => county.fips);
}

function inBox([x, y]: Point, { box }: CountyShape, margin: number): boolean {
  return x >= box.west - margin && x <= box.east + margin && y >= box.south - margin && y <= box.north + margin;
}

function inside(point: Point, [outer = [], ...holes]: Polygon): boolean {
  return inRing(point, outer) && !holes.some((hole) => inRing(point, hole));
}

/** Even-odd rule: a ray to the east crosses the ring an odd number of times. */
function inRing([x, y]: Point, ring: Ring): boolean {
  let crossings = 0;
  for (const [i, [bx, by]] of ring.entries()) {
    const [ax, ay] = ring.at(i - 1) ?? [bx, by];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) crossings += 1;
  }
  return crossings % 2 === 1;
}

/** Flat-earth distance, good to a metre over the few kilometres that are asked about. */
function kmToSegment([x, y]: Point, a: Point, b: Point): number {
  const scale = Math.cos((y * Math.PI) / 180);
  const [ax, ay, bx, by] = [(a[0] - x) * scale, a[1] - y, (b[0] - x) * scale, b[1] - y];
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, -(ax * (bx - ax) + ay * (by - ay)) / length));
  return Math.hypot(ax + t * (bx - ax), ay + t * (by - ay)) * KM_PER_DEGREE;
}
