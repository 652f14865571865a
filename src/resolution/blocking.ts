import { groupBy } from '../core/index.ts';
import type { Attribute, AttributeKind, Mention } from './mentions.ts';
import type { ResolutionParameters } from './parameters.ts';

/** Two Mentions (indexes, left < right) that have at least one attribute in common. */
export type CandidatePair = {
  readonly left: number;
  readonly right: number;
  readonly shared: readonly Attribute[];
};

/** A value that too many names share: what it was, and how many names. Nobody is joined through it. */
export type SkippedBlock = { readonly kind: AttributeKind | 'name'; readonly value: string; readonly names: number };

export type Candidates = { readonly pairs: readonly CandidatePair[]; readonly skipped: readonly SkippedBlock[] };

const CONTACTS: ReadonlySet<AttributeKind> = new Set(['address', 'phone', 'email']);

type Block = { readonly attribute: Attribute; readonly members: readonly number[] };

function attributeBlocks(mentions: readonly Mention[]): Block[] {
  const blocks = new Map<string, { attribute: Attribute; members: number[] }>();
  mentions.forEach((mention, index) => {
    for (const attribute of mention.attributes) {
      const block = blocks.get(attribute.key);
      if (block === undefined) blocks.set(attribute.key, { attribute, members: [index] });
      else block.members.push(index);
    }
  });
  return [...blocks.values()].filter((block) => block.members.length > 1);
}

/** Mentions of one name that carry an identifier: where a mistyped number is looked for. */
function nameBlocks(mentions: readonly Mention[]): Map<string, number[]> {
  const blocks = new Map<string, number[]>();
  mentions.forEach((mention, index) => {
    if (mention.identifiers.length === 0 || !mention.party.linkable) return;
    for (const key of new Set(mention.names.map((form) => form.key))) {
      const block = blocks.get(key);
      if (block === undefined) blocks.set(key, [index]);
      else block.push(index);
    }
  });
  return blocks;
}

function nameKey(mention: Mention | undefined): string {
  return mention?.names[0]?.key ?? '';
}

/**
 * Pairs inside one block. Mentions with the same signature need no comparison: each is paired with the first of them,
 * which keeps a salary account with thousands of rows linear. What is left is compared pair by pair.
 */
function pairsWithin(members: readonly number[], mentions: readonly Mention[], cap: number): [number, number][] {
  const alike = [...groupBy(members, (index) => mentions[index]?.signature ?? '').values()];
  const chained = alike.flatMap(([first = 0, ...others]) => others.map((other): [number, number] => [first, other]));
  const firsts = alike.map(([first = 0]) => first);
  const bundles = firsts.length <= cap ? [firsts] : [...groupBy(firsts, (index) => nameKey(mentions[index])).values()];
  const compared = bundles
    .filter((bundle) => bundle.length <= cap)
    .flatMap((bundle) =>
      bundle.flatMap((left, at) => bundle.slice(at + 1).map((right): [number, number] => [left, right])),
    );
  return [...chained, ...compared];
}

/** Keeps persons apart who merely use one busy address or telephone; organisations of one name may still meet there. */
function usable(block: Block, mentions: readonly Mention[], cap: number): Block {
  const names = new Set(block.members.map((index) => nameKey(mentions[index]))).size;
  if (!CONTACTS.has(block.attribute.kind) || names <= cap) return block;
  return { ...block, members: block.members.filter((index) => mentions[index]?.kind === 'organisation') };
}

function countNames(members: readonly number[], mentions: readonly Mention[]): number {
  return new Set(members.map((index) => nameKey(mentions[index]))).size;
}

/** All pairs worth comparing, each with what the two share, and the blocks that were left out with their size. */
export function findCandidates(mentions: readonly Mention[], parameters: ResolutionParameters): Candidates {
  const { blockCap, sharedContactCap } = parameters;
  const shared = new Map<number, Attribute[]>();
  const skipped: SkippedBlock[] = [];
  const note = ([left, right]: [number, number], attribute: Attribute | null) => {
    const key = Math.min(left, right) * mentions.length + Math.max(left, right);
    const known = shared.get(key) ?? [];
    if (attribute !== null) known.push(attribute);
    shared.set(key, known);
  };
  for (const whole of attributeBlocks(mentions)) {
    const block = usable(whole, mentions, sharedContactCap);
    const names = countNames(whole.members, mentions);
    if (block !== whole || names > blockCap)
      skipped.push({ kind: whole.attribute.kind, value: whole.attribute.value, names });
    for (const pair of pairsWithin(block.members, mentions, blockCap)) note(pair, block.attribute);
  }
  for (const [key, members] of nameBlocks(mentions)) {
    if (members.length > blockCap * 4) skipped.push({ kind: 'name', value: key, names: members.length });
    else for (const pair of pairsWithin(members, mentions, blockCap)) note(pair, null);
  }
  const pairs = [...shared].map(([key, attributes]) => ({
    left: Math.floor(key / mentions.length),
    right: key % mentions.length,
    shared: attributes,
  }));
  return { pairs, skipped };
}
