import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import type { Fact } from '../../../src/facts/index.ts';
import { fixture, readAll } from '../../unit/sources/reading.ts';

type Node = { name: string; attributes: string; children: Node[]; text: string };

/** A small reader of its own, so that the shapes below do not come from the code under test. */
function parse(text: string): Node {
  const top: Node = { name: '', attributes: '', children: [], text: '' };
  const stack = [top];
  const parser = new SaxesParser({ xmlns: false });
  parser.on('opentag', (tag) => {
    const attributes = Object.entries(tag.attributes)
      .filter(([name]) => name === 'SeqNum')
      .map(([name, value]) => ` ${name}="${value}"`)
      .join('');
    const node: Node = { name: tag.name.replace(/^.*:/, ''), attributes, children: [], text: '' };
    stack.at(-1)?.children.push(node);
    stack.push(node);
  });
  parser.on('text', (part) => {
    const node = stack.at(-1);
    if (node !== undefined) node.text += part.trim();
  });
  parser.on('closetag', () => void stack.pop());
  parser.write(text).close();
  const [root] = top.children;
  assert.ok(root !== undefined);
  return root;
}

/** Moves children past those of another name; of one name they keep their order, which means something. */
function shuffled(children: readonly Node[], keys: readonly number[], at: number): Node[] {
  const names = [...new Set(children.map((child) => child.name))];
  const rank = new Map(names.map((name, i) => [name, keys[(at + i) % keys.length] ?? 0]));
  return children.toSorted((a, b) => (rank.get(a.name) ?? 0) - (rank.get(b.name) ?? 0));
}

function write(node: Node, style: { prefix: string; keys: readonly number[] }, depth = 0): string {
  const { prefix, keys } = style;
  const name = prefix === '' ? node.name : `${prefix}:${node.name}`;
  const namespace = depth > 0 ? '' : prefix === '' ? '' : ` xmlns:${prefix}="www.fincen.gov/base"`;
  const children = shuffled(node.children, keys, depth).map((child) => write(child, style, depth + 1));
  return `<${name}${namespace}${node.attributes}>${node.text}${children.join('')}</${name}>`;
}

/** Facts without what names their Source, which differs as the bytes do. */
function withoutSource(facts: readonly Fact[]): string[] {
  const json = (value: unknown) =>
    JSON.stringify(value, (_key, item: unknown) => (typeof item === 'bigint' ? String(item) : item)).replaceAll(
      /"(?:rec|pty|fct)_[0-9a-f]{32}"/g,
      '"id"',
    );
  return facts.map((fact) => json(fact)).sort();
}

describe('the shape of a filing', () => {
  for (const format of ['fincen-sar', 'fincen-ctr'] as const) {
    it(`${format}: any prefix or none and any order of children say the same`, async () => {
      const text = fixture(format, 'valid.xml').toString();
      const root = parse(text);
      const plain = await readAll(format, text);
      const style = fc.record({
        prefix: fc.constantFrom('', 'fc2', 'x', 'b.s-a'),
        keys: fc.array(fc.nat(1_000), { minLength: 7, maxLength: 20 }),
      });
      const property = fc.asyncProperty(style, async (chosen) => {
        const other = await readAll(format, write(root, chosen));
        assert.deepEqual(withoutSource(other.facts), withoutSource(plain.facts));
        assert.equal(other.records[0]?.hash, plain.records[0]?.hash);
        assert.deepEqual(other.counts, plain.counts);
      });
      await fc.assert(property, { numRuns: 100 });
    });
  }
});
