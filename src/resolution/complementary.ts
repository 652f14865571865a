import { groupBy, sortedUnique } from '../core/index.ts';
import type { Clusters } from './clustering.ts';
import { isBare, isListed, type Mention } from './mentions.ts';
import { nameFrequency } from './name-frequency.ts';
import { RARE_NAME, type ScoredLink } from './scoring.ts';

/** With more expected bearers than this two strangers of one name are too likely. */
const MOST_BEARERS = 0.1;

type Bearer = { readonly root: number; readonly at: number };

/** The kinds of things a cluster states that another could contradict: which number lists, a birth date, an address … */
function statedKinds(members: readonly (Mention | undefined)[]): ReadonlySet<string> {
  const kinds = members.flatMap((mention) => [
    ...(mention?.identifiers ?? []).map(({ type, exclusive }) => exclusive ?? type),
    ...(mention?.attributes ?? []).map(({ kind }) => kind),
  ]);
  const silent = new Set(['account', 'counterparty', 'identifier', 'register-entry', 'bods-record']);
  return new Set(kinds.filter((kind) => !silent.has(kind)));
}

/**
 * A register knows a birth date, a bank knows a tax number, and nothing that one says can be held against the other. Such
 * a pair is joined only when its name is very rare in the home and these two are its only known bearers.
 */
export function joinComplementary(mentions: readonly Mention[], clusters: Clusters): ScoredLink[] {
  // A list of thousands of strangers says nothing about how rare a name is in the home.
  const frequency = nameFrequency(mentions.flatMap((mention) => (isListed(mention) ? [] : mention.names)));
  const members = groupBy(mentions.keys(), clusters.find);
  const bare = new Set(
    [...members].filter(([, group]) => group.every((at) => isBare(mentions[at]))).map(([root]) => root),
  );
  const bearers = new Map<string, Map<number, Bearer>>();
  mentions.forEach((mention, at) => {
    if (!mention.party.linkable || isListed(mention) || bare.has(clusters.find(at))) return;
    for (const form of mention.names) {
      if (form.tokens.length < 2 || frequency(form) > MOST_BEARERS) continue;
      const known = bearers.get(form.key) ?? new Map<number, Bearer>();
      const root = clusters.find(at);
      if (!known.has(root)) known.set(root, { root, at });
      bearers.set(form.key, known);
    }
  });
  const kindsOf = (root: number) => statedKinds((members.get(root) ?? []).map((index) => mentions[index]));
  return sortedUnique(bearers.keys()).flatMap((key) => {
    const [a, b, more] = [...(bearers.get(key)?.values() ?? [])];
    if (a === undefined || b === undefined || more !== undefined || clusters.find(a.at) === clusters.find(b.at))
      return [];
    const other = kindsOf(b.root);
    if ([...kindsOf(a.root)].some((kind) => other.has(kind))) return [];
    if (clusters.join(a.at, b.at, { tolerant: false }) !== null) return [];
    const ends = [Math.min(a.at, b.at), Math.max(a.at, b.at)] as const;
    return [{ ends, rule: RARE_NAME, level: 'exact', agreed: [], tolerant: false, alike: false }];
  });
}
