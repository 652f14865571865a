import type { Json } from '../../core/index.ts';
import type { XmlAttributes, XmlHandlers } from './xml.ts';

/**
 * An element as JSON with nothing lost: attributes under "@name", children under their names (an array in document
 * order where a name repeats), text beside them under "#text". A child with neither attributes nor children is its text.
 */
export type XmlNode = { readonly [name: string]: Json };
type GrowingNode = { [name: string]: Json };

function attach(parent: GrowingNode, name: string, value: Json): void {
  const before = parent[name];
  if (before === undefined) parent[name] = value;
  // Only a name that repeats makes an array; the value of one element is never one.
  else if (Array.isArray(before)) (before as Json[]).push(value);
  else parent[name] = [before, value];
}

function attributesNode(attributes: XmlAttributes): GrowingNode | null {
  let node: GrowingNode | null = null;
  for (const key in attributes) {
    if (key === 'xmlns' || key.startsWith('xmlns:')) continue;
    node ??= {};
    node[`@${key.slice(key.indexOf(':') + 1)}`] = attributes[key] ?? '';
  }
  return node;
}

export type ChildSink = {
  readonly root: (name: string, line: string) => void;
  /** What one child of the root may hold; `tooLarge` is called once it holds more, and must throw. */
  readonly limits: { readonly elements: number; readonly characters: number };
  readonly tooLarge: (what: 'elements' | 'characters', line: string) => void;
  readonly child: (name: string, value: Json) => void;
};

/**
 * Builds each child of the root as JSON, gives it to the sink when it ends and keeps nothing of it, so that memory does
 * not grow with the document. The open path is three arrays used again and again: a leaf costs no object.
 */
export function collectChildren(sink: ChildSink): XmlHandlers {
  const { limits } = sink;
  const names: string[] = [];
  const nodes: (GrowingNode | null)[] = [];
  const texts: string[] = [];
  let depth = 0;
  let elements = 0;
  let characters = 0;
  return {
    open: (name, attributes, line) => {
      if (depth === 0) sink.root(name, line());
      if (depth === 1) {
        elements = 0;
        characters = 0;
      }
      if (++elements > limits.elements) sink.tooLarge('elements', line());
      if (characters > limits.characters) sink.tooLarge('characters', line());
      names[depth] = name;
      nodes[depth] = attributes === null ? null : attributesNode(attributes);
      texts[depth] = '';
      depth++;
    },
    text: (text) => {
      if (depth < 2) return;
      texts[depth - 1] += text;
      characters += text.length;
    },
    close: () => {
      depth--;
      if (depth === 0) return;
      const name = names[depth] ?? '';
      const node = nodes[depth] ?? null;
      const text = texts[depth] ?? '';
      const beside = node === null ? '' : text.trim();
      if (node !== null && beside !== '') node['#text'] = beside;
      const value = node ?? text;
      if (depth === 1) {
        sink.child(name, value);
        return;
      }
      const parent = nodes[depth - 1] ?? {};
      nodes[depth - 1] = parent;
      attach(parent, name, value);
    },
  };
}

/** Any value as a node: a bare leaf is a node of text alone. */
export function nodeOf(value: Json): XmlNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as XmlNode)
    : { '#text': String(value) };
}

/** The first child of that name, or null. */
export function childOf(node: XmlNode, name: string): XmlNode | null {
  const value = node[name];
  if (value === undefined) return null;
  return nodeOf(Array.isArray(value) ? (value[0] ?? '') : value);
}

export function childrenOf(node: XmlNode, name: string): readonly XmlNode[] {
  const value = node[name];
  if (value === undefined) return [];
  return Array.isArray(value) ? value.map(nodeOf) : [nodeOf(value)];
}

/** The text of a node's own, untrimmed. */
export function ownText(node: XmlNode): string {
  const text = node['#text'];
  return typeof text === 'string' ? text : '';
}

/** Trimmed text of the first child of that name; an empty or absent element is null: not set, not a value. */
export function textOf(node: XmlNode, name: string): string | null {
  const value = node[name];
  const first = Array.isArray(value) ? value[0] : value;
  const text = (typeof first === 'string' ? first : first === undefined ? '' : ownText(nodeOf(first))).trim();
  return text === '' ? null : text;
}

/** Whether an indicator element says "Y". */
export function isSet(node: XmlNode, name: string): boolean {
  return textOf(node, name) === 'Y';
}

/** An attribute, or null. */
export function attributeOf(node: XmlNode, name: string): string | null {
  const value = node[`@${name}`];
  return typeof value === 'string' ? value : null;
}
