import { canonicalJson } from '../../core/index.ts';
import { cutRows } from '../cover.ts';
import { type TableSet, type Written, writeCsvZip, writeWorkbook } from '../renderers/tables-file.ts';
import type { Schedule } from '../schedule.ts';
import { anx } from './anx.ts';
import { gexf } from './gexf.ts';
import { graphml } from './graphml.ts';
import { EDGE_FIELDS, type GraphFile, NODE_FIELDS } from './model.ts';

export const GRAPH_FORMATS = ['graphml', 'gexf', 'anx', 'json', 'csv', 'xlsx'] as const;
export type GraphFormat = (typeof GRAPH_FORMATS)[number];

export function isGraphFormat(format: string): format is GraphFormat {
  return GRAPH_FORMATS.some((known) => known === format);
}

/** Nodes and lines as two tables, the column names those of every other format. */
function tableSet({ model, cover, frame }: GraphFile): TableSet {
  const nodes: Schedule = {
    file: 'nodes.csv',
    header: ['id', 'label', ...NODE_FIELDS],
    rows: model.nodes.map((node) => [node.id, node.label, ...NODE_FIELDS.map((name) => `${node[name]}`)]),
  };
  const edges: Schedule = {
    file: 'edges.csv',
    header: ['id', 'from', 'to', 'label', ...EDGE_FIELDS],
    rows: model.edges.map((edge) => [
      edge.id,
      edge.from,
      edge.to,
      edge.label,
      ...EDGE_FIELDS.map((name) => `${edge[name]}`),
    ]),
  };
  return { frame, cover, schedules: [nodes, edges], cuts: model.cuts };
}

function graphJson({ model, cover, frame, hash }: GraphFile): string {
  const { nodes, edges, all, totals, cuts } = model;
  return canonicalJson({
    schema: 'redress-graph/1',
    title: frame.title,
    marking: frame.banner,
    warning: frame.warning,
    draft: frame.draft,
    watermark: frame.watermark,
    at: frame.at,
    cover: cover.map(([item, value]) => ({ item, value })),
    sha256: hash,
    nodes,
    edges,
    all,
    totals,
    truncated: cuts.length > 0,
    cuts,
  });
}

async function written(plain: GraphFile, format: GraphFormat): Promise<Written> {
  const { cuts } = plain.model;
  // Tables say themselves what they left out, after what the graph did.
  const file = { ...plain, cover: [...plain.cover, ...cutRows(cuts)] };
  const text = (content: string): Written => ({ bytes: Buffer.from(content, 'utf8'), cuts });
  switch (format) {
    case 'graphml':
      return text(graphml(file));
    case 'gexf':
      return text(gexf(file));
    case 'anx':
      return text(anx(file));
    case 'json':
      return text(graphJson(file));
    case 'csv':
      return writeCsvZip(tableSet(plain));
    case 'xlsx':
      return writeWorkbook(tableSet(plain));
  }
}

/** The graph in one format, with the name of the file that it makes. */
export async function writeGraph(file: GraphFile, format: GraphFormat): Promise<Written & { readonly name: string }> {
  return { ...(await written(file, format)), name: `export.${format === 'csv' ? 'zip' : format}` };
}
