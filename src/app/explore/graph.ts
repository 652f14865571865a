import type { Cut } from '../../access/index.ts';
import type { RunId } from '../../core/index.ts';
import type { StoreReader } from '../../store/port/index.ts';

export const LINK_KINDS = ['transfer', 'account-party', 'holding', 'shared-value'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** First defaults of exploration (peers 6: those of Marble for a walk, those of Sayari for paths). */
export const DEPTH = { usual: 2, most: 5 } as const;
export const PATH_DEPTH = { usual: 4, most: 10 } as const;
export const MOST_PATHS = 50;
/** Entities, accounts and values that one answer may look at. */
export const MOST_NODES = 5_000;
/** More neighbours than this and a node is a hub: a bank, an agent, a processor; shown with its count, never walked. */
export const FAN_OUT_HUB = 500;
/** Links that are read at one party or account, which is what the store gives at once. */
export const MOST_LINKS = 1_000;
/** Nodes that are opened together: it bounds what is in memory, and is fixed, so it never changes an answer. */
export const OPENED_AT_ONCE = 50;

/** The raw graph as a viewer's cut shows it, lifted to the entities and accounts of one Run. */
export type Graph = {
  readonly read: StoreReader;
  readonly run: RunId;
  readonly cut: Cut;
  readonly kinds: readonly LinkKind[];
  /** What the person named: it is opened though it be a hub, as far as the store gives its links at once. */
  readonly asked: readonly string[];
};

/**
 * What joins two nodes in one way and direction. `count` facts say so; `facts` and `records` name the first of them
 * (a shared value rests on a record, everything else on facts).
 */
export type Link = {
  readonly from: string;
  readonly to: string;
  readonly kind: LinkKind;
  readonly count: number;
  readonly facts: readonly string[];
  readonly records: readonly string[];
};

/** What is shown and not walked. `of` says what was counted: those who share a value, neighbours, or facts. */
export type Hub = { readonly id: string; readonly degree: number; readonly of: 'sharers' | 'neighbours' | 'facts' };

/** A node with its links, or as the hub that it is. `partial`: more links are there than were read. */
export type Opened = {
  readonly id: string;
  readonly links: readonly Link[];
  readonly hub: Hub | null;
  readonly partial: boolean;
  /** Links to what the Run does not know: records that came in after it. */
  readonly newer: number;
};

/** The edge kinds of the store among the kinds asked for. */
export function storedKinds(kinds: readonly LinkKind[]): Exclude<LinkKind, 'shared-value'>[] {
  return kinds.filter((kind) => kind !== 'shared-value');
}

export function otherEnd(link: Link, id: string): string {
  return link.from === id ? link.to : link.from;
}
