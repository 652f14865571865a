import {
  canonicalJson,
  compareText,
  groupBy,
  moneyText,
  ok,
  type Result,
  sha256Hex,
  sumMoney,
} from '../../core/index.ts';
import { type CoverRows, coverOf } from '../cover.ts';
import { heldSources } from '../held-sources.ts';
import type { ExportInput } from '../input.ts';
import { type Outgoing, openScope } from '../outgoing.ts';
import type { PackageFiles } from '../package.ts';
import { redactAll } from '../redact.ts';
import type { ExportScope } from '../scope.ts';
import { graphFrame } from '../summaries.ts';
import { controlLines, firstLines, holderLines, inOrder, type NodeOf, ownershipLines, transferLines } from './edges.ts';
import { type EndKey, graphEnds } from './ends.ts';
import { type GraphFormat, writeGraph } from './formats.ts';
import type { GraphFile, GraphModel, GraphTotal } from './model.ts';

/** More than this no program draws and no person reads, and a file of it is longer than a text may be; the schedules have everything. */
const LIMITS = { nodes: 5_000, lines: 20_000 } as const;
type Limits = { readonly nodes: number; readonly lines: number };

function totalsOf({ transfers }: ExportScope): GraphTotal[] {
  return [...groupBy(transfers, ({ transfer }) => transfer.amount.currency)]
    .sort(([a], [b]) => compareText(a, b))
    .map(([currency, group]) => ({
      currency,
      movements: group.length,
      sum: moneyText(
        sumMoney(
          group.map(({ transfer }) => transfer.amount),
          currency,
        ),
      ),
    }));
}

function drawnMovements({ edges }: Pick<GraphModel, 'edges'>): number {
  return edges.reduce((sum, { count }) => sum + count, 0);
}

/** The graph of a scope: the first nodes, and of the lines that join two of them as many as the limit lets. */
export function graphModel(scope: ExportScope, limits: Limits = LIMITS): GraphModel {
  const ends = graphEnds(scope);
  const ids = new Map<EndKey, string>(ends.nodes.map(({ key, id }) => [key, id]));
  const nodeOf: NodeOf = (key) => ids.get(key) ?? null;
  const all = [
    ...transferLines(scope, ends, nodeOf),
    ...holderLines(scope, nodeOf),
    ...ownershipLines(scope, nodeOf),
    ...controlLines(scope, nodeOf),
  ];
  const drawn = ends.nodes.slice(0, limits.nodes);
  const shown = new Set(drawn.map(({ id }) => id));
  const kept = all.filter(({ from, to }) => shown.has(from) && shown.has(to));
  const places = new Map(drawn.map(({ id }, i) => [id, i]));
  const chosen = firstLines(kept, limits.lines, places).map(({ draw }) => draw());
  const edges = inOrder(chosen, places).map((edge, i) => ({ id: `L-${i + 1}`, ...edge }));
  const isWhole = drawn.length === ends.nodes.length && edges.length === all.length;
  const words = `${drawn.length} of ${ends.nodes.length} nodes, ${edges.length} of ${all.length} lines, ${drawnMovements({ edges })} of ${scope.transfers.length} movements are drawn; the schedules have all`;
  return {
    nodes: drawn.map(({ key: _key, ...node }) => node),
    edges,
    all: { nodes: ends.nodes.length, edges: all.length },
    totals: totalsOf(scope),
    cuts: isWhole ? [] : [words],
  };
}

/** Sources by the labels that the lines cite; the same file has another label in another paper, but one SHA-256. */
function sourceRows(scope: ExportScope): CoverRows {
  return heldSources(scope).map(({ label, source }) => [
    `Source ${label}`,
    `${source.fileName}, ${source.sourceClass}, SHA-256 ${source.sha256}`,
  ]);
}

function graphFile(outgoing: Outgoing): GraphFile {
  const { scope } = outgoing;
  const model = graphModel(scope);
  const frame = redactAll(graphFrame(outgoing), scope.redact);
  const { nodes, edges, totals } = model;
  const hash = sha256Hex(canonicalJson({ nodes, edges }));
  return {
    model,
    frame,
    hash,
    cover: [
      ...coverOf(frame, scope),
      ...totals.map(
        ({ currency, movements, sum }) => [`All movements in ${currency}`, `${movements}, ${sum} ${currency}`] as const,
      ),
      ['Content', `${nodes.length} nodes, ${edges.length} lines, SHA-256 of both as canonical JSON ${hash}`],
      ...sourceRows(scope),
    ],
  };
}

/**
 * The graph of a scope in one format: parties, accounts, who holds and owns what, and movements added up by pair. An
 * illustrative aid and no evidence. Errors: those of `openScope`.
 */
export async function buildGraph(input: ExportInput, format: GraphFormat): Promise<Result<PackageFiles>> {
  const opened = openScope(input);
  if (!opened.ok) return opened;
  const { id, watermark } = opened.value;
  const { name, bytes, cuts } = await writeGraph(graphFile(opened.value), format);
  return ok({ id, watermark, files: new Map([[name, bytes]]), bagInfo: [], cuts });
}
