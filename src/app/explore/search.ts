import { byKeys, groupBy, type RunId, scoreText } from '../../core/index.ts';
import { keysOfText, nameLikeness, nameWords, numberKey } from '../../resolution/index.ts';
import type { KeyRow, ResultRow, StoreReader } from '../../store/port/index.ts';
import { type AccountRow, accountLabel, type EntityRow, readRow } from './describe.ts';
import { resultRows } from './place-keys.ts';

/** Words of a question that are looked up; a longer text is no name. */
const MOST_WORDS = 12;
const MOST_LETTERS = 60;
/** Candidates that are compared by name; the keys that found them choose which. */
const MOST_COMPARED = 300;
/** Likeness below this is none. */
const LEAST_SCORE = 0.6;

/** What a key says for a candidate: a whole name or number before any pair, a pair before any word, and so on. */
const WEIGHT: Readonly<Record<string, number>> = {
  name: 10_000,
  number: 10_000,
  pair: 400,
  word: 40,
  sound: 6,
  tri: 1,
};

export type Hit = {
  readonly id: string;
  readonly type: 'entity' | 'account';
  readonly label: string;
  readonly matched: { readonly field: string; readonly value: string };
  readonly score: string;
};

/** `explored`: those that have a word, a sound or a part of one in common with the text; `hubs`: words that too many bear. */
export type SearchAnswer = {
  readonly explored: number;
  readonly truncated: boolean;
  readonly hubs: readonly { readonly id: string; readonly degree: number }[];
  readonly results: readonly Hit[];
};

type Scored = Omit<Hit, 'score'> & { readonly score: number };

function wordOf(key: string): string {
  return key.slice(0, key.indexOf(' '));
}

function entityHit(text: string, { id, names, identifiers }: EntityRow): Scored {
  const label = names[0] ?? '(no name stated)';
  const asked = numberKey(text);
  const number = identifiers.find(({ value }) => numberKey(value) === asked);
  if (number !== undefined)
    return { id, type: 'entity', label, matched: { field: number.type, value: number.value }, score: 1 };
  const [best] = names
    .map((value) => ({ value, score: nameLikeness(text, value) }))
    .sort(
      byKeys(
        (item) => -item.score,
        (item) => item.value,
      ),
    );
  return { id, type: 'entity', label, matched: { field: 'name', value: best?.value ?? '' }, score: best?.score ?? 0 };
}

function accountHit(account: AccountRow): Scored {
  const matched = { field: 'number', value: account.number };
  return { id: account.id, type: 'account', label: accountLabel(account), matched, score: 1 };
}

function hitOf(text: string, row: ResultRow): Scored[] {
  const read = readRow(row);
  if (read === null) return [];
  return ['entity' in read ? entityHit(text, read.entity) : accountHit(read.account)];
}

/** The candidates that most of the keys speak for; ties to the smaller id. */
function chosen(rows: readonly KeyRow[]): { readonly ids: string[]; readonly explored: number } {
  const groups = groupBy(
    rows.filter(({ kind }) => kind !== 'hub'),
    ({ id }) => id,
  );
  const voted = [...groups].map(([id, found]) => ({
    id,
    votes: found.reduce((sum, { key }) => sum + (WEIGHT[wordOf(key)] ?? 0), 0),
  }));
  voted.sort(
    byKeys(
      (item) => -item.votes,
      (item) => item.id,
    ),
  );
  return { ids: voted.slice(0, MOST_COMPARED).map(({ id }) => id), explored: voted.length };
}

function commonWords(rows: readonly KeyRow[]): { id: string; degree: number }[] {
  return rows
    .filter(({ key, kind }) => kind === 'hub' && wordOf(key) === 'word')
    .map(({ key, id }) => ({ id: key.slice('word '.length), degree: Number(id) }))
    .sort(byKeys((hub) => hub.id));
}

/**
 * Entities and accounts whose name, identifier or number answers a text, best first. The store gives those that share a
 * key with it, at most a fixed number a key; the order is made here, the same on every store: score, type, id.
 */
export async function searchRun(
  read: StoreReader,
  run: RunId,
  { text, limit }: { readonly text: string; readonly limit: number },
): Promise<SearchAnswer> {
  const words = nameWords(text)
    .slice(0, MOST_WORDS)
    .map((word) => word.slice(0, MOST_LETTERS));
  if (words.length === 0) return { explored: 0, truncated: false, hubs: [], results: [] };
  const asked = words.join(' ');
  const rows = await read.candidates(run, [...keysOfText(asked), numberKey(asked)]);
  const { ids, explored } = chosen(rows);
  const hits = [...(await resultRows(read, run, ids)).values()]
    .flatMap((row) => hitOf(asked, row))
    .filter(({ score }) => score >= LEAST_SCORE)
    .sort(
      byKeys(
        (hit) => -hit.score,
        (hit) => hit.type,
        (hit) => hit.id,
      ),
    );
  const hubs = commonWords(rows);
  return {
    explored,
    truncated: hits.length > limit || explored > ids.length || hubs.length > 0,
    hubs,
    results: hits.slice(0, limit).map((hit) => ({ ...hit, score: scoreText(hit.score) })),
  };
}
