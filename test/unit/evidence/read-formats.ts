import assert from 'node:assert/strict';
import { buffer } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import { SaxesParser } from 'saxes';
import { fromBufferPromise } from 'yauzl';

export type Tree = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Tree[];
  readonly text: string;
};

/** A whole XML document, by a parser that has nothing to do with the writer. Throws on what is not well-formed. */
export function xmlTree(xml: string): Tree {
  const parser = new SaxesParser();
  const open: { name: string; attributes: Record<string, string>; children: Tree[]; text: string }[] = [
    { name: '', attributes: {}, children: [], text: '' },
  ];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const node = { name, attributes, children: [], text: '' };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  parser.on('text', (text) => {
    const top = open.at(-1);
    if (top !== undefined) top.text += text;
  });
  parser.on('closetag', () => open.pop());
  parser.write(xml).close();
  const root = open[0]?.children[0];
  assert.ok(root !== undefined);
  return root;
}

/** Every element of that name, in document order. */
export function elementsOf(tree: Tree, name: string): Tree[] {
  return [...(tree.name === name ? [tree] : []), ...tree.children.flatMap((child) => elementsOf(child, name))];
}

export async function zipFiles(bytes: Uint8Array): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(Buffer.from(bytes), { strictFileNames: true, lazyEntries: true });
  const files = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry())
    files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  return files;
}

export function csvRows(bytes: Uint8Array | undefined): string[][] {
  return parse(Buffer.from(bytes ?? []), { bom: false });
}

/** What a spreadsheet shows in a cell of this markup (ST_Xstring). */
function shown(text: string): string {
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Sheets of a workbook by name, as rows of shown text. */
export async function readXlsx(bytes: Uint8Array): Promise<Map<string, string[][]>> {
  const files = await zipFiles(bytes);
  const part = (path: string): Tree => xmlTree(files.get(path)?.toString('utf8') ?? '');
  const targets = new Map(
    elementsOf(part('xl/_rels/workbook.xml.rels'), 'Relationship').map(({ attributes }) => [
      attributes.Id,
      attributes.Target,
    ]),
  );
  return new Map(
    elementsOf(part('xl/workbook.xml'), 'sheet').map(({ attributes }) => {
      const rows = elementsOf(part(`xl/${targets.get(attributes['r:id'])}`), 'row');
      return [
        attributes.name ?? '',
        rows.map((row) => elementsOf(row, 'c').map((cell) => shown(elementsOf(cell, 't')[0]?.text ?? ''))),
      ];
    }),
  );
}

/** Nodes and lines of a graph file, every field as text. */
export type ReadGraph = { readonly nodes: Record<string, string>[]; readonly edges: Record<string, string>[] };

export function readGraphml(xml: string): ReadGraph {
  const tree = xmlTree(xml);
  const names = new Map(
    elementsOf(tree, 'key').map(({ attributes }) => [attributes.id, attributes['attr.name'] ?? '']),
  );
  const fields = (item: Tree): Record<string, string> =>
    Object.fromEntries(
      item.children
        .filter(({ name }) => name === 'data')
        .map((data) => [names.get(data.attributes.key) ?? '?', data.text]),
    );
  return {
    nodes: elementsOf(tree, 'node').map((item) => ({ id: item.attributes.id ?? '', ...fields(item) })),
    edges: elementsOf(tree, 'edge').map((item) => ({
      id: item.attributes.id ?? '',
      from: item.attributes.source ?? '',
      to: item.attributes.target ?? '',
      ...fields(item),
    })),
  };
}

export function readGexf(xml: string): ReadGraph {
  const tree = xmlTree(xml);
  const fields = (item: Tree): Record<string, string> =>
    Object.fromEntries(
      elementsOf(item, 'attvalue').map(({ attributes }) => [attributes.for ?? '?', attributes.value ?? '']),
    );
  return {
    nodes: elementsOf(tree, 'node').map((item) => ({
      id: item.attributes.id ?? '',
      label: item.attributes.label ?? '',
      ...fields(item),
    })),
    edges: elementsOf(tree, 'edge').map((item) => ({
      id: item.attributes.id ?? '',
      from: item.attributes.source ?? '',
      to: item.attributes.target ?? '',
      label: item.attributes.label ?? '',
      ...fields(item),
    })),
  };
}

/**
 * Our own reader of ANX charts. It refuses what a chart program would: an item of an undeclared type, an attribute of an
 * undeclared class, an end of a link that is no item, one entity twice.
 */
export function readAnx(xml: string): ReadGraph & { readonly cover: string } {
  const chart = xmlTree(xml);
  assert.equal(chart.name, 'Chart');
  const declared = (name: string): Set<string> =>
    new Set(elementsOf(chart, name).map(({ attributes }) => attributes.Name ?? ''));
  const [types, links, classes, strengths] = [
    declared('EntityType'),
    declared('LinkType'),
    declared('AttributeClass'),
    declared('Strength'),
  ];
  const fields = (item: Tree): Record<string, string> =>
    Object.fromEntries(
      elementsOf(item, 'Attribute').map(({ attributes: { AttributeClass = '', Value = '' } }) => {
        assert.ok(classes.has(AttributeClass), AttributeClass);
        return [AttributeClass, Value];
      }),
    );
  const items = elementsOf(chart, 'ChartItem');
  const ids = elementsOf(chart, 'Entity').map(({ attributes }) => attributes.EntityId ?? '');
  assert.equal(new Set(ids).size, ids.length);
  const nodes: Record<string, string>[] = [];
  const edges: Record<string, string>[] = [];
  let cover = '';
  for (const item of items) {
    const [entity, link] = [elementsOf(item, 'Entity')[0], elementsOf(item, 'Link')[0]];
    const label = item.attributes.Label ?? '';
    if (entity !== undefined) {
      assert.ok(types.has(elementsOf(item, 'IconStyle')[0]?.attributes.Type ?? '?'));
      if (entity.attributes.EntityId === 'cover') cover = `${label}\n${item.attributes.Description}`;
      else nodes.push({ id: entity.attributes.EntityId ?? '', label, ...fields(item) });
    }
    if (link !== undefined) {
      const { End1Id: from = '', End2Id: to = '' } = link.attributes;
      assert.ok(ids.includes(from) && ids.includes(to));
      const style = elementsOf(item, 'LinkStyle')[0]?.attributes ?? {};
      assert.ok(links.has(style.Type ?? '?') && strengths.has(style.Strength ?? '?'));
      edges.push({ id: item.attributes.Description ?? '', from, to, label, ...fields(item) });
    }
  }
  return { nodes, edges, cover };
}

/** Rows of nodes.csv and edges.csv, or of the sheets of the same names. */
export function readTables(nodes: readonly string[][], edges: readonly string[][]): ReadGraph {
  const records = ([header = [], ...rows]: readonly string[][]): Record<string, string>[] =>
    rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] ?? ''])));
  return { nodes: records(nodes), edges: records(edges) };
}
