import { type Locator, locatorText } from '../../facts/index.ts';

/** A record with the place where it stands, as `show` gives it beside a result. */
export type Support = { readonly id: string; readonly source: string; readonly locator: Locator | string };

/** Source marks of one page: S1, S2 … by first use. */
export type Marks = {
  /** "[S1 lines 2, 7; S2 /3; and 31 more records]"; records without a known place are counted. */
  readonly of: (records: readonly string[]) => string;
  /** SHA-256 of each source by its label, in order of label. */
  readonly sources: () => readonly (readonly [label: string, sha256: string])[];
};

/** Places that one mark names before it counts the rest. */
const MOST_PLACES = 4;

/** "lines 2, 7, /3": line numbers together, other places as they are. */
function placesText(locators: readonly Support['locator'][]): string {
  const texts = locators.map((locator) => (typeof locator === 'string' ? locator : locatorText(locator)));
  const lines = texts.flatMap((text) => (/^line \d+$/.test(text) ? [text.slice('line '.length)] : []));
  const others = texts.filter((text) => !/^line \d+$/.test(text));
  const joined = lines.length === 0 ? [] : [`${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}`];
  return [...joined, ...others].join(', ');
}

/** Marks over the records that support a result. */
export function makeMarks(support: readonly Support[]): Marks {
  const byId = new Map(support.map((item) => [item.id, item]));
  const labels = new Map<string, string>();
  const labelOf = (sha: string): string => {
    const label = labels.get(sha) ?? `S${labels.size + 1}`;
    labels.set(sha, label);
    return label;
  };
  return {
    of: (records) => {
      const ids = [...new Set(records)];
      const known = ids.flatMap((id) => byId.get(id) ?? []).slice(0, MOST_PLACES);
      const bySource = Map.groupBy(known, ({ source }) => source);
      const places = [...bySource].map(
        ([sha, same]) => `${labelOf(sha)} ${placesText(same.map(({ locator }) => locator))}`,
      );
      const more = ids.length - known.length;
      const rest =
        more === 0
          ? []
          : [
              `${places.length === 0 ? '' : 'and '}${more} ${places.length === 0 ? '' : 'more '}${more === 1 ? 'record' : 'records'}`,
            ];
      return ids.length === 0 ? '[no record]' : `[${[...places, ...rest].join('; ')}]`;
    },
    sources: () => [...labels].map(([sha, label]) => [label, sha] as const),
  };
}
