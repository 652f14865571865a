import type { CoverRows } from '../cover.ts';
import type { SummaryDocument } from '../document.ts';

/** Someone or something of the drawing. Possible victims are V-n and others P-n, as in every paper. */
export type GraphNode = {
  /** Short and of this file alone: A-1 as in the schedule of accounts, E-1 parties, X-1 other ends of movements. */
  readonly id: string;
  readonly kind: 'account' | 'person' | 'organisation' | 'unknown' | 'cash' | 'not-named';
  readonly label: string;
  /** Whether it is of the scope itself, or the other end of a movement. */
  readonly inScope: boolean;
  /** Id of the party in this Run; empty where the party stands under a number or where there is none. */
  readonly entity: string;
  readonly institution: string;
  readonly number: string;
  readonly identifiers: string;
};

/** A link. A text that does not apply is empty. */
export type GraphEdge = {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly kind: 'transfers' | 'holds' | 'owns' | 'controls';
  readonly label: string;
  /** Movements that this line stands for; 0 for what is no movement. */
  readonly count: number;
  /** Exact decimal text. */
  readonly sum: string;
  readonly currency: string;
  readonly first: string;
  readonly last: string;
  readonly methods: string;
  /** T numbers of the schedule of movements. */
  readonly movements: string;
  /** Role of a holder, interests of an owner. */
  readonly basis: string;
  readonly share: string;
  readonly voting: string;
  /** How many rows of originals it rests on, and which. */
  readonly records: number;
  readonly source: string;
};

export type GraphTotal = { readonly currency: string; readonly movements: number; readonly sum: string };

/** What is drawn, what there is in all, and the sums of all movements by currency, drawn or not. */
export type GraphModel = {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly all: { readonly nodes: number; readonly edges: number };
  readonly totals: readonly GraphTotal[];
  readonly cuts: readonly string[];
};

/** A graph as it leaves: what the cover says of it, and the SHA-256 of its nodes and edges, the same in every format. */
export type GraphFile = {
  readonly model: GraphModel;
  readonly frame: Omit<SummaryDocument, 'blocks'>;
  readonly cover: CoverRows;
  readonly hash: string;
};

/** What a node and an edge carry besides ends and label, for the formats that declare it. */
export const NODE_FIELDS = ['kind', 'inScope', 'entity', 'institution', 'number', 'identifiers'] as const;
export const EDGE_FIELDS = [
  'kind',
  'count',
  'sum',
  'currency',
  'first',
  'last',
  'methods',
  'movements',
  'basis',
  'share',
  'voting',
  'records',
  'source',
] as const;
