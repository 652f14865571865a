import { compareText, type RecordId } from '../core/index.ts';
import type { FactSet, RecordRef, Source } from '../facts/index.ts';

/** How many places a citation prints before it says how many more there are; schedules print them all. */
const PRINTED_PLACES = 4;

export type Citations = {
  /** "S1 lines 2-14, 20; S2 line 3", cut after a few places; data/sources.json lists every row. */
  readonly cite: (records: readonly RecordId[]) => string;
  /** The same without a cut, for schedules. */
  readonly citeAll: (records: readonly RecordId[]) => string;
  /** Sources cited so far, with their labels, in order of label. */
  readonly sources: () => readonly { readonly label: string; readonly source: Source; readonly rows: number }[];
  /** Every row cited so far, in order of label and row. */
  readonly rows: () => readonly { readonly label: string; readonly ref: RecordRef }[];
};

function isRecordRef(ref: RecordRef | undefined): ref is RecordRef {
  return ref !== undefined;
}

/** "lines 2-4, 9": line numbers joined into runs; other locators stand as they are. */
function places(refs: readonly RecordRef[]): string[] {
  const lines = refs.flatMap(({ locator }) => (/^line \d+$/.test(locator) ? [Number(locator.slice(5))] : []));
  const others = refs.flatMap(({ locator }) => (/^line \d+$/.test(locator) ? [] : [locator]));
  const runs: [number, number][] = [];
  for (const line of lines.sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run !== undefined && line <= run[1] + 1) run[1] = line;
    else runs.push([line, line]);
  }
  const texts = runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`));
  return [...texts.map((text, i) => (i === 0 ? `${lines.length === 1 ? 'line' : 'lines'} ${text}` : text)), ...others];
}

/**
 * Gives Sources the labels S1, S2 … in the order in which a document first cites them, and remembers every cited row, so
 * that each figure leads to rows of the originals (R4).
 */
export function makeCitations(facts: Pick<FactSet, 'sources' | 'records'>): Citations {
  const bySha = new Map(facts.sources.map((source) => [source.sha256, source]));
  const labels = new Map<string, string>();
  const cited = new Map<RecordId, RecordRef>();
  const label = (sha: string): string => {
    const known = labels.get(sha) ?? `S${labels.size + 1}`;
    labels.set(sha, known);
    return known;
  };
  const text = (records: readonly RecordId[], limit: number): string => {
    const refs = [...new Set(records)].map((id) => facts.records.get(id)).filter(isRecordRef);
    for (const ref of refs.toSorted(inSourceOrder)) cited.set(ref.id, ref);
    let room = limit;
    let unprinted = 0;
    const texts: string[] = [];
    for (const [sha, group] of Map.groupBy(refs.toSorted(inSourceOrder), ({ source }) => source)) {
      const all = places(group);
      const shown = all.slice(0, room);
      const mark = label(sha);
      room -= shown.length;
      unprinted += all.length - shown.length;
      if (shown.length > 0) texts.push(`${mark} ${shown.join(', ')}`);
    }
    return `${texts.join('; ')}${unprinted > 0 ? ` and ${unprinted} more ${unprinted === 1 ? 'place' : 'places'}` : ''}`;
  };
  const labelOrder = (a: string, b: string): number => Number(a.slice(1)) - Number(b.slice(1));
  return {
    cite: (records) => text(records, PRINTED_PLACES),
    citeAll: (records) => text(records, Number.POSITIVE_INFINITY),
    sources: () =>
      [...labels].flatMap(([sha, name]) => {
        const source = bySha.get(sha as Source['sha256']);
        const rows = [...cited.values()].filter((ref) => ref.source === sha).length;
        return source === undefined ? [] : [{ label: name, source, rows }];
      }),
    rows: () =>
      [...cited.values()]
        .map((ref) => ({ label: label(ref.source), ref }))
        .sort(
          (a, b) => labelOrder(a.label, b.label) || a.ref.ordinal - b.ref.ordinal || compareText(a.ref.id, b.ref.id),
        ),
  };
}

function inSourceOrder(a: RecordRef, b: RecordRef): number {
  return compareText(a.source, b.source) || a.ordinal - b.ordinal || compareText(a.id, b.id);
}
