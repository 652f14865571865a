import { element, XML_HEAD, xmlText } from '../renderers/xml.ts';
import { EDGE_FIELDS, type GraphEdge, type GraphFile, NODE_FIELDS } from './model.ts';

const typeOf = (name: string): 'string' | 'integer' | 'boolean' => {
  if (name === 'inScope') return 'boolean';
  return name === 'count' || name === 'records' ? 'integer' : 'string';
};

function declared(target: 'node' | 'edge', names: readonly string[]): string {
  return element(
    'attributes',
    { class: target },
    names.map((name) => element('attribute', { id: name, title: name, type: typeOf(name) })),
  );
}

const values = (names: readonly string[], of: Readonly<Record<string, string | number | boolean>>): string =>
  element(
    'attvalues',
    {},
    names.map((name) => element('attvalue', { for: name, value: `${of[name] ?? ''}` })),
  );

/** The cover as plain lines: GEXF has one description and no table for it. */
function description(cover: GraphFile['cover']): string {
  return cover.map(([label, value]) => `${label}: ${value}`).join('\n');
}

/** What tells two lines between the same nodes apart. */
function lineKind({ kind, currency, basis, first }: GraphEdge): string {
  return kind === 'transfers' ? `transfers ${currency}` : [kind, basis, first].filter((part) => part !== '').join(' ');
}

/**
 * GEXF 1.3 (gexf.net). A reader that joins parallel lines goes by `kind`, so it names the currency too: a line in each
 * currency stays a line of its own. The weight is the number of movements, which is exact, and never a sum.
 */
export function gexf({ model, cover, frame }: GraphFile): string {
  const nodes = model.nodes.map((node) =>
    element('node', { id: node.id, label: node.label }, values(NODE_FIELDS, { ...node })),
  );
  const edges = model.edges.map((edge) =>
    element(
      'edge',
      {
        id: edge.id,
        source: edge.from,
        target: edge.to,
        kind: lineKind(edge),
        label: edge.label,
        weight: Math.max(edge.count, 1),
      },
      values(EDGE_FIELDS, { ...edge }),
    ),
  );
  const meta = element('meta', { lastmodifieddate: new Date(frame.at).toISOString().slice(0, 10) }, [
    element('creator', {}, 'Redress'),
    element('keywords', {}, xmlText(frame.banner ?? '')),
    element('description', {}, xmlText(description(cover))),
  ]);
  const graph = element('graph', { defaultedgetype: 'directed', mode: 'static' }, [
    declared('node', NODE_FIELDS),
    declared('edge', EDGE_FIELDS),
    element('nodes', {}, nodes),
    element('edges', {}, edges),
  ]);
  return `${XML_HEAD}${element('gexf', { xmlns: 'http://gexf.net/1.3', version: '1.3' }, [meta, graph])}\n`;
}
