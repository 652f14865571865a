import { element, XML_HEAD } from '../renderers/xml.ts';
import { EDGE_FIELDS, type GraphEdge, type GraphFile, type GraphNode, NODE_FIELDS } from './model.ts';

/** Names of types as an analyst reads them on the chart, with an icon of the standard set. */
const ENTITY_TYPES: Readonly<Record<GraphNode['kind'], readonly [name: string, icon: string]>> = {
  account: ['Account', 'account'],
  person: ['Person', 'person'],
  organisation: ['Organization', 'business'],
  unknown: ['Party', 'anon'],
  cash: ['Cash', 'cash'],
  'not-named': ['Not named', 'anon'],
};
const LINK_TYPES: Readonly<Record<GraphEdge['kind'], string>> = {
  transfers: 'Transfers',
  holds: 'Holds',
  owns: 'Owns',
  controls: 'Controls',
};
const STRENGTH = 'Recorded';
const COVER_TYPE = 'Cover';
/** Distance of nodes on the chart, and how many stand in a row. */
const GRID = { step: 220, columns: 20 } as const;

function attributes(pairs: readonly (readonly [name: string, value: string])[]): string {
  const given = pairs.filter(([, value]) => value !== '');
  return element(
    'AttributeCollection',
    {},
    given.map(([AttributeClass, Value]) => element('Attribute', { AttributeClass, Value })),
  );
}

type Item = { readonly id: string; readonly type: string; readonly label: string; readonly place: number };

function entityItem({ id, type, label, place }: Item, carried: string, description: string): string {
  const [X, Y] = [(place % GRID.columns) * GRID.step, Math.floor(place / GRID.columns) * GRID.step];
  const entity = element(
    'Entity',
    { EntityId: id, Identity: id, LabelIsIdentity: 'false' },
    element('Icon', {}, element('IconStyle', { Type: type })),
  );
  return element('ChartItem', { Label: label, Description: description, XPosition: X }, [
    carried,
    element('End', { X, Y }, entity),
  ]);
}

function linkItem(edge: GraphEdge): string {
  const carried = attributes(EDGE_FIELDS.map((name) => [name, `${edge[name]}`]));
  const style = element('LinkStyle', {
    ArrowStyle: 'ArrowOnHead',
    MlStyle: 'MultiplicityMultiple',
    Strength: STRENGTH,
    Type: LINK_TYPES[edge.kind],
  });
  return element('ChartItem', { Label: edge.label, Description: edge.id }, [
    carried,
    element('Link', { End1Id: edge.from, End2Id: edge.to }, style),
  ]);
}

/** Marking, warning and filters as an icon of its own in the first place of the chart: who prints it prints them. */
function coverItem({ cover, frame }: GraphFile): string {
  const label = [
    frame.banner,
    frame.warning,
    frame.draft ? 'DRAFT: not approved by a second person' : null,
    frame.watermark,
  ]
    .filter((line) => line !== null)
    .join('\n');
  const text = cover.map(([item, value]) => `${item}: ${value}`).join('\n');
  return entityItem({ id: 'cover', type: COVER_TYPE, label, place: 0 }, attributes([]), text);
}

/**
 * A chart for i2 Analyst's Notebook (ANX, its XML exchange form), after the published object model: types, attribute
 * classes, items. No schema of it is open, so this is tested against our own reader and not against the program.
 */
export function anx(file: GraphFile): string {
  const { nodes, edges } = file.model;
  const classes = [...new Set([...NODE_FIELDS, ...EDGE_FIELDS])].map((Name) =>
    element('AttributeClass', { Name, Type: 'AttText' }),
  );
  const entityTypes = [...Object.values(ENTITY_TYPES), [COVER_TYPE, 'document'] as const];
  const items = nodes.map((node, i) =>
    entityItem(
      { id: node.id, type: ENTITY_TYPES[node.kind][0], label: node.label, place: GRID.columns + i },
      attributes(NODE_FIELDS.map((name) => [name, `${node[name]}`])),
      '',
    ),
  );
  const chart = element('Chart', { IdReferenceLinking: 'false', Rigorous: 'false' }, [
    element('StrengthCollection', {}, element('Strength', { Name: STRENGTH, DotStyle: 'DotStyleSolid' })),
    element(
      'LinkTypeCollection',
      {},
      Object.values(LINK_TYPES).map((Name) => element('LinkType', { Name })),
    ),
    element(
      'EntityTypeCollection',
      {},
      entityTypes.map(([Name, IconFile]) => element('EntityType', { Name, IconFile })),
    ),
    element('AttributeClassCollection', {}, classes),
    element('ChartItemCollection', {}, [coverItem(file), ...items, ...edges.map(linkItem)]),
  ]);
  return `${XML_HEAD}${chart}\n`;
}
