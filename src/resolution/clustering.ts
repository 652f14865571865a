import { byKeys, groupBy } from '../core/index.ts';
import type { Mention } from './mentions.ts';
import type { ScoredLink } from './scoring.ts';
import { joinTraits, type Traits, traitsOf, vetoBetween } from './vetoes.ts';

/** Clusters under construction: a union-find whose roots carry the traits of their members. */
export type Clusters = {
  readonly find: (index: number) => number;
  readonly traits: (index: number) => Traits;
  /** Joins the clusters of two members unless a veto forbids it; answers the veto, or null when they are one now. */
  readonly join: (left: number, right: number, options: { readonly tolerant: boolean }) => string | null;
  /** Joins without asking: a person has decided. */
  readonly force: (left: number, right: number) => void;
  readonly isJudgedApart: (left: number, right: number) => boolean;
  readonly veto: (left: number, right: number, options: { readonly tolerant: boolean }) => string | null;
};

/** Every Mention by itself. `different` are pairs that people keep apart: they stand above every rule. */
export function startClusters(
  mentions: readonly Mention[],
  different: readonly (readonly [number, number])[],
): Clusters {
  const parent = Int32Array.from(mentions, (_, index) => index);
  const traits = mentions.map(traitsOf);
  const find = (index: number): number => {
    let at = index;
    while (parent[at] !== at) {
      const next = parent[at] ?? at;
      parent[at] = parent[next] ?? next;
      at = next;
    }
    return at;
  };
  const traitsAt = (index: number): Traits => {
    const found = traits[find(index)];
    if (found === undefined) throw new RangeError(`no mention ${index}`);
    return found;
  };
  const force = (left: number, right: number) => {
    const [a, b] = [find(left), find(right)].sort((x, y) => x - y);
    if (a === undefined || b === undefined || a === b) return;
    traits[a] = joinTraits(traitsAt(a), traitsAt(b));
    parent[b] = a;
  };
  const judgedApart = (a: number, b: number) =>
    different.some(([x, y]) => (find(x) === a && find(y) === b) || (find(x) === b && find(y) === a));
  const veto: Clusters['veto'] = (left, right, options) => {
    const [a, b] = [find(left), find(right)];
    if (a === b) return null;
    if (judgedApart(a, b)) return 'a person decided that they are different';
    return vetoBetween(traitsAt(a), traitsAt(b), options);
  };
  const join: Clusters['join'] = (left, right, options) => {
    const reason = veto(left, right, options);
    if (reason === null) force(left, right);
    return reason;
  };
  const isJudgedApart: Clusters['isJudgedApart'] = (left, right) => judgedApart(find(left), find(right));
  return { find, traits: traitsAt, join, force, isJudgedApart, veto };
}

/** More candidate clusters than this for one cluster are a common name, and only then is the check cut short. */
const AMBIGUITY_LIMIT = 24;

/** Clusters that could join two others which exclude each other: they belong to one of them, and nobody knows which. */
function ambiguousRoots(links: readonly ScoredLink[], clusters: Clusters): Set<number> {
  const neighbours = new Map<number, Set<number>>();
  for (const { ends } of links) {
    const [a, b] = [clusters.find(ends[0]), clusters.find(ends[1])];
    if (a === b) continue;
    neighbours.set(a, (neighbours.get(a) ?? new Set()).add(b));
    neighbours.set(b, (neighbours.get(b) ?? new Set()).add(a));
  }
  const ambiguous = new Set<number>();
  for (const [root, others] of neighbours) {
    const candidates = [...others]
      .filter((other) => clusters.veto(root, other, { tolerant: false }) === null)
      .sort((a, b) => a - b)
      .slice(0, AMBIGUITY_LIMIT);
    const torn = candidates.some((x, at) =>
      candidates.slice(at + 1).some((y) => clusters.veto(x, y, { tolerant: true }) !== null),
    );
    if (torn) ambiguous.add(root);
  }
  return ambiguous;
}

/**
 * Accepts links stage by stage, best score first, in the order of Party ids inside a stage, so that the order of ingest
 * never shows. A cluster torn between two that exclude each other waits for a better reason.
 */
export function acceptLinks(links: readonly ScoredLink[], clusters: Clusters): ScoredLink[] {
  const stages = [...groupBy(links, (link) => link.rule.score)].sort((a, b) => b[0] - a[0]);
  const accepted: ScoredLink[] = [];
  for (const [, stage] of stages) {
    const inOrder = stage.sort(
      byKeys(
        (link) => link.ends[0],
        (link) => link.ends[1],
      ),
    );
    const accept = (link: ScoredLink) => clusters.join(link.ends[0], link.ends[1], link) === null;
    for (const link of inOrder) if (link.alike && accept(link)) accepted.push(link);
    const others = inOrder.filter((link) => !link.alike);
    const torn = ambiguousRoots(others, clusters);
    const open = others.filter(({ ends }) => !ends.some((end) => torn.has(clusters.find(end))));
    for (const link of open) if (accept(link)) accepted.push(link);
  }
  return accepted;
}
