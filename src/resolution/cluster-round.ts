import { groupBy } from '../core/index.ts';
import { findCandidates } from './blocking.ts';
import { acceptLinks, type Clusters } from './clustering.ts';
import type { Attribute, Mention } from './mentions.ts';
import { compareNames } from './name-match.ts';
import type { NameForm } from './names.ts';
import type { ResolutionParameters } from './parameters.ts';
import { type ScoredLink, scorePair } from './scoring.ts';

/** More spellings than this of one name add nothing to a comparison. */
const MOST_FORMS = 12;

/** A cluster read as one Mention, with where each of its names and attributes comes from. */
type Gathered = {
  readonly whole: Mention;
  readonly forms: ReadonlyMap<NameForm, number>;
  readonly attributes: ReadonlyMap<string, number>;
};

function gather(root: number, members: readonly number[], mentions: readonly Mention[]): Gathered[] {
  const first = mentions[root];
  if (first === undefined) return [];
  const forms = new Map<string, readonly [NameForm, number]>();
  const attributes = new Map<string, readonly [Attribute, number]>();
  for (const index of members) {
    for (const form of mentions[index]?.names ?? [])
      if (!forms.has(form.fullKey) && forms.size < MOST_FORMS) forms.set(form.fullKey, [form, index]);
    for (const attribute of mentions[index]?.attributes ?? [])
      if (!attributes.has(attribute.key)) attributes.set(attribute.key, [attribute, index]);
  }
  const all = members.flatMap((index) => mentions[index] ?? []);
  const whole: Mention = {
    party: first.party,
    kind: all.find((mention) => mention.kind !== 'unknown')?.kind ?? 'unknown',
    names: [...forms.values()].map(([form]) => form),
    // Whom a cluster pays says something about one name on one statement, little about a whole cluster.
    attributes: [...attributes.values()].map(([attribute]) => attribute).filter(({ kind }) => kind !== 'counterparty'),
    identifiers: [...new Map(all.flatMap((mention) => mention.identifiers).map((item) => [item.key, item])).values()],
    middles: [...new Set(all.flatMap((mention) => mention.middles))],
    lists: [],
    signature: String(root),
  };
  return [
    {
      whole,
      forms: new Map(forms.values()),
      attributes: new Map([...attributes].map(([key, [, index]]) => [key, index])),
    },
  ];
}

/** The link between two clusters, told of the two Mentions whose names meet and those that state what agrees. */
function placeLink(link: ScoredLink, gathered: readonly Gathered[]): ScoredLink[] {
  const [a, b] = [gathered[link.ends[0]], gathered[link.ends[1]]];
  if (a === undefined || b === undefined) return [];
  for (const [x, left] of a.forms) {
    for (const [y, right] of b.forms) {
      if (compareNames(x, y) !== link.level) continue;
      const ends = (i: number, j: number) => [Math.min(i, j), Math.max(i, j)] as const;
      const agreed = link.agreed.map((item) => ({
        ...item,
        ends: ends(a.attributes.get(item.key) ?? left, b.attributes.get(item.key) ?? right),
      }));
      return [{ ...link, ends: ends(left, right), agreed }];
    }
  }
  return [];
}

/**
 * Compares whole clusters by the same table: a name that stands in one record of a cluster and an address that stands in
 * another belong to one Entity by now.
 */
export function linkClusters(
  mentions: readonly Mention[],
  clusters: Clusters,
  parameters: ResolutionParameters,
): ScoredLink[] {
  const gathered = [...groupBy(mentions.keys(), clusters.find)].flatMap(([root, members]) =>
    gather(root, members, mentions),
  );
  const wholes = gathered.map(({ whole }) => whole);
  const links = findCandidates(wholes, parameters)
    .pairs.map((pair) => scorePair(pair, wholes))
    .filter((link) => link !== null)
    .flatMap((link) => placeLink(link, gathered));
  return acceptLinks(links, clusters);
}
