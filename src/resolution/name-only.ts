import { byKeys, compareText, groupBy } from '../core/index.ts';
import type { Clusters } from './clustering.ts';
import { isBare, isListed, type Mention } from './mentions.ts';
import { type Frequency, nameFrequency } from './name-frequency.ts';
import { compareNames, type NameLevel } from './name-match.ts';
import type { NameForm } from './names.ts';
import { NAME_ALONE, type ScoredLink } from './scoring.ts';

/** With more expected bearers than this a name alone points at nobody. */
const MOST_BEARERS = 0.5;
/** Two names that nothing else holds need a rarer name than one that meets a known person. */
const MOST_BEARERS_UNANCHORED = 0.25;

/** More clusters than this under one pair of words are a trade or a common name; only the whole name finds there. */
const MOST_NAMESAKES = 60;

/** A cluster as name-only attachment sees it: one Mention for each of its names. */
type Named = {
  readonly root: number;
  readonly bare: boolean;
  readonly forms: readonly { readonly form: NameForm; readonly at: number }[];
};

function readClusters(mentions: readonly Mention[], clusters: Clusters): Named[] {
  return [...groupBy(mentions.keys(), clusters.find)].flatMap(([root, members]) => {
    if (mentions[root]?.party.linkable !== true) return [];
    const forms = new Map<string, { form: NameForm; at: number }>();
    for (const at of members.filter((member) => !isListed(mentions[member])))
      for (const form of mentions[at]?.names ?? []) if (!forms.has(form.fullKey)) forms.set(form.fullKey, { form, at });
    return [{ root, bare: members.every((at) => isBare(mentions[at])), forms: [...forms.values()] }];
  });
}

/** A company's registered name of two words has one bearer; a person's must be rare. */
function isTelling(form: NameForm, frequency: Frequency, most: number): boolean {
  if (form.tokens.length < 2) return form.kind === 'organisation' && form.key.length >= 8;
  return form.kind === 'organisation' || frequency(form) <= most;
}

function wordPairs(form: NameForm): string[] {
  const words = [...new Set(form.kind === 'organisation' ? form.stem : form.tokens)].sort(compareText);
  const pairs = words.flatMap((word, at) => words.slice(at + 1).map((other) => `${word} ${other}`));
  return [`= ${form.key}`, ...pairs];
}

type Anchors = ReadonlyMap<string, readonly Named[]>;

/** Clusters that something besides the name holds together, by any two words of their names. */
function indexAnchors(named: readonly Named[]): Anchors {
  const index = new Map<string, Named[]>();
  for (const cluster of named) {
    if (cluster.bare) continue;
    for (const key of new Set(cluster.forms.flatMap(({ form }) => wordPairs(form)))) {
      const list = index.get(key);
      if (list === undefined) index.set(key, [cluster]);
      else list.push(cluster);
    }
  }
  return index;
}

type Fit = { readonly at: number; readonly level: NameLevel };

/** The anchored clusters whose names a name fits: those that bear it, else those that nearly do. */
function fitsOf(form: NameForm, anchors: Anchors): Fit[] {
  const fits = new Map<number, Fit>();
  for (const key of wordPairs(form)) {
    const bearers = anchors.get(key) ?? [];
    if (bearers.length > MOST_NAMESAKES) continue;
    for (const { root, forms } of bearers) {
      for (const { form: other, at } of forms) {
        const level = compareNames(form, other);
        const known = fits.get(root);
        if (level !== 'conflict' && (known === undefined || level === 'exact')) fits.set(root, { at, level });
      }
    }
  }
  const all = [...fits.values()];
  const same = all.filter(({ level }) => NAME_ALONE.names.includes(level));
  return same.length > 0 ? same : all;
}

function linkOf(a: number, b: number): ScoredLink {
  const ends = a < b ? ([a, b] as const) : ([b, a] as const);
  return { ends, rule: NAME_ALONE, level: 'exact', agreed: [], tolerant: false, alike: false };
}

/** Bare clusters of one name, where no known bearer stands between them and nothing tells them apart. */
function joinBare(group: readonly Named[], clusters: Clusters): ScoredLink[] {
  const [first, ...others] = [...group].sort(byKeys((cluster) => cluster.root));
  if (first === undefined) return [];
  const contradict = group.some((a) => group.some((b) => clusters.veto(a.root, b.root, { tolerant: false }) !== null));
  return contradict ? [] : others.map((other) => linkOf(first.root, other.root));
}

/**
 * Names without anything else attach last: to the one cluster whose name they fit, when the name is rare enough to have
 * one bearer; failing that to one another. Everything else stays apart. Rarity is measured in the home itself.
 */
export function attachNameOnly(mentions: readonly Mention[], clusters: Clusters): ScoredLink[] {
  const named = readClusters(mentions, clusters);
  const frequency = nameFrequency(named.flatMap(({ forms }) => forms.map(({ form }) => form)));
  const anchors = indexAnchors(named);
  const accepted: ScoredLink[] = [];
  const accept = (link: ScoredLink) => {
    if (clusters.join(link.ends[0], link.ends[1], link) === null) accepted.push(link);
  };
  const homeless = new Map<string, Named[]>();
  for (const cluster of named) {
    const [main] = cluster.forms;
    if (!cluster.bare || main === undefined || !isTelling(main.form, frequency, MOST_BEARERS)) continue;
    const fits = fitsOf(main.form, anchors);
    const [only] = fits;
    if (only === undefined) homeless.set(main.form.key, [...(homeless.get(main.form.key) ?? []), cluster]);
    else if (fits.length === 1 && NAME_ALONE.names.includes(only.level))
      accept({ ...linkOf(main.at, only.at), level: only.level });
  }
  for (const group of homeless.values()) {
    const form = group[0]?.forms[0]?.form;
    if (form === undefined || group.length > MOST_NAMESAKES || !isTelling(form, frequency, MOST_BEARERS_UNANCHORED))
      continue;
    for (const link of joinBare(group, clusters)) accept(link);
  }
  return accepted;
}
