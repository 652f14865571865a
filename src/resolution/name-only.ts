import { compareText, groupBy } from '../core/index.ts';
import type { Clusters } from './clustering.ts';
import type { Mention } from './mentions.ts';
import { bestLevel } from './name-match.ts';
import type { NameForm } from './names.ts';
import { NAME_ONLY_SCORE, type ScoredLink } from './scoring.ts';

/** With more expected namesakes than this among the people of the home, a name alone points at nobody. */
const NAMESAKES_LIMIT = 0.5;

/** Names of people and companies that something else than the name holds together, findable by two of their words. */
type Anchors = {
  readonly byWords: ReadonlyMap<string, readonly number[]>;
  readonly wordCount: ReadonlyMap<string, number>;
  readonly total: number;
};

function isBare(mention: Mention | undefined): boolean {
  return mention?.party.linkable === true && mention.attributes.every((attribute) => attribute.kind === 'counterparty');
}

function wordPairs(form: NameForm): string[] {
  const words = [...new Set(form.tokens)].sort(compareText);
  if (words.length === 1) return words;
  return words.flatMap((word, at) => words.slice(at + 1).map((other) => `${word} ${other}`));
}

function indexAnchors(mentions: readonly Mention[], anchored: readonly number[]): Anchors {
  const byWords = new Map<string, number[]>();
  const wordCount = new Map<string, number>();
  for (const index of anchored) {
    const forms = mentions[index]?.names ?? [];
    for (const key of new Set(forms.flatMap(wordPairs))) byWords.set(key, [...(byWords.get(key) ?? []), index]);
    for (const word of new Set(forms.flatMap((form) => form.tokens)))
      wordCount.set(word, (wordCount.get(word) ?? 0) + 1);
  }
  return { byWords, wordCount, total: anchored.length };
}

/** How many bearers of a name to expect if its words met by chance: the product of how often each is seen. */
function expectedNamesakes(form: NameForm, { wordCount, total }: Anchors): number {
  return form.tokens.reduce((product, word) => (product * (wordCount.get(word) ?? 0)) / total, total);
}

function isTelling(form: NameForm, anchors: Anchors): boolean {
  if (form.kind === 'organisation') return form.tokens.length >= 2 || form.key.length >= 8;
  return form.tokens.length >= 2 && expectedNamesakes(form, anchors) <= NAMESAKES_LIMIT;
}

/** The one anchored cluster whose name fits, or null when none or several do. */
function onlyFit(index: number, mentions: readonly Mention[], anchors: Anchors, clusters: Clusters): number | null {
  const mention = mentions[index];
  if (mention === undefined || !mention.names.some((form) => isTelling(form, anchors))) return null;
  const fits = new Map<number, { at: number; exact: boolean }>();
  for (const key of new Set(mention.names.flatMap(wordPairs))) {
    for (const candidate of anchors.byWords.get(key) ?? []) {
      const root = clusters.find(candidate);
      if (fits.get(root)?.exact === true) continue;
      const level = bestLevel(mention.names, mentions[candidate]?.names ?? []);
      if (level === 'conflict' || clusters.veto(index, candidate, { tolerant: false }) !== null) continue;
      fits.set(root, { at: candidate, exact: level === 'exact' || level === 'fuller' });
      if (fits.size > 1) return null;
    }
  }
  const [only] = fits.values();
  return only?.exact === true ? only.at : null;
}

function nameOnlyLink(a: number, b: number, mentions: readonly Mention[]): ScoredLink | null {
  const [left, right] = [mentions[Math.min(a, b)], mentions[Math.max(a, b)]];
  if (left === undefined || right === undefined) return null;
  const written = [left, right].map((mention) => mention.party.names[0]?.full ?? '').join(' / ');
  const records = [left.party.record, right.party.record].sort(compareText);
  return {
    left: left.party.id,
    right: right.party.id,
    score: NAME_ONLY_SCORE,
    reasons: [{ rule: 'name-alone', text: `the only bearer of a rare name: ${written}`, records }],
    rule: 'name-alone',
    ends: [Math.min(a, b), Math.max(a, b)],
    tolerant: false,
    alike: false,
  };
}

/** Company names that stand alone, by name: a registered name of two words and a legal form has one bearer. */
function companiesByName(bare: readonly number[], mentions: readonly Mention[]): number[][] {
  const named = bare.filter(
    (index) =>
      mentions[index]?.names[0]?.kind === 'organisation' && (mentions[index]?.names[0]?.tokens.length ?? 0) >= 2,
  );
  return [...groupBy(named, (index) => mentions[index]?.names[0]?.fullKey ?? '').values()];
}

/**
 * Names without any other attribute attach last: to the one cluster whose name fits, when the name is rare enough to
 * point at one bearer; company names also to one another. Everything else stays apart.
 */
export function attachNameOnly(mentions: readonly Mention[], clusters: Clusters): ScoredLink[] {
  const members = groupBy(mentions.keys(), clusters.find);
  const bareRoots = [...members].filter(([, group]) => group.every((index) => isBare(mentions[index])));
  const bare = bareRoots.map(([root]) => root);
  const lone = new Set(bare);
  const anchored = [...members].filter(([root]) => !lone.has(root));
  const distinct = anchored.flatMap(([, group]) => [
    ...new Map(group.map((index) => [mentions[index]?.names.map((form) => form.fullKey).join('\n'), index])).values(),
  ]);
  const anchors = indexAnchors(
    mentions,
    distinct.filter((index) => mentions[index]?.party.linkable === true),
  );
  const wanted = bare.flatMap((index) => {
    const fit = onlyFit(index, mentions, anchors, clusters);
    return fit === null ? [] : [[index, fit] as const];
  });
  const among = companiesByName(bare, mentions).flatMap(([first = 0, ...others]) =>
    others.map((other) => [first, other] as const),
  );
  return [...wanted, ...among].flatMap(([a, b]) => {
    const link = nameOnlyLink(a, b, mentions);
    return link !== null && clusters.join(link.ends[0], link.ends[1], link) === null ? [link] : [];
  });
}
