import { element, XML_HEAD, xmlText } from '../renderers/xml.ts';
import { EDGE_FIELDS, type GraphFile, NODE_FIELDS } from './model.ts';

type FieldType = 'string' | 'int' | 'boolean';

const typeOf = (name: string): FieldType => {
  if (name === 'inScope') return 'boolean';
  return name === 'count' || name === 'records' ? 'int' : 'string';
};

/** The schema takes a name token (xs:NMTOKEN); the words themselves stand in the description of the key. */
const tokenOf = (label: string): string => label.replaceAll(/[^A-Za-z0-9._-]+/g, '_');

/** Declares what nodes, lines and the graph itself carry. Sums are texts: a double would round them. */
function keys(cover: GraphFile['cover']): string[] {
  const key = (scope: string, id: string, name: string): string =>
    element('key', { id, for: scope, 'attr.name': name, 'attr.type': typeOf(name) });
  return [
    ...['label', ...NODE_FIELDS].map((name) => key('node', `n_${name}`, name)),
    ...['label', ...EDGE_FIELDS].map((name) => key('edge', `e_${name}`, name)),
    ...cover.map(([label], i) =>
      element('key', { id: `g_${i + 1}`, for: 'graph', 'attr.name': tokenOf(label), 'attr.type': 'string' }, [
        element('desc', {}, xmlText(label)),
      ]),
    ),
  ];
}

const data = (key: string, value: string): string => element('data', { key }, xmlText(value));

/**
 * GraphML (graphml.graphdrawing.org, primer and schema 1.0): a directed graph whose lines have ids, so that two lines between the same
 * two nodes stay two. The cover stands in the data of the graph and, for people, in `desc`.
 */
export function graphml({ model, cover, frame }: GraphFile): string {
  const nodes = model.nodes.map((node) =>
    element('node', { id: node.id }, [
      data('n_label', node.label),
      ...NODE_FIELDS.map((name) => data(`n_${name}`, `${node[name]}`)),
    ]),
  );
  const edges = model.edges.map((edge) =>
    element('edge', { id: edge.id, source: edge.from, target: edge.to }, [
      data('e_label', edge.label),
      ...EDGE_FIELDS.map((name) => data(`e_${name}`, `${edge[name]}`)),
    ]),
  );
  const graph = element('graph', { id: 'G', edgedefault: 'directed' }, [
    element('desc', {}, xmlText(`${frame.title}. ${frame.warning ?? ''}`)),
    ...cover.map(([, value], i) => data(`g_${i + 1}`, value)),
    ...nodes,
    ...edges,
  ]);
  return `${XML_HEAD}${element('graphml', { xmlns: 'http://graphml.graphdrawing.org/xmlns' }, [...keys(cover), graph])}\n`;
}
