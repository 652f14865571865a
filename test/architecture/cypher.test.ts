import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { loadCypher, readHeader } from '../../src/store/neo4j/load-cypher.ts';
import { STATEMENTS, type StatementName } from '../../src/store/neo4j/statements.ts';
import { readTree, root, type Tree, within } from './tree.ts';

const CYPHER = join(root, 'cypher');
const { statements, migrations } = loadCypher();
const names = Object.keys(STATEMENTS) as StatementName[];
const withoutComments = (text: string) => text.replaceAll(/^\/\/.*$/gm, '');
const bodies = names.map((name) => [name, withoutComments(statements[name])] as const);

/** What ends the order of rows, so that no two of them are equal in it. */
const UNIQUE = ['id', 'key', 'place', 'sha', 'no', 'seq', 'saved', 'name', 'event.no', 'kind'];

/** Statement text, or a template where a driver is given one, in TypeScript. */
function cypherInCode(tree: Tree): string[] {
  const text = /['"`]\s*(OPTIONAL MATCH|MATCH|MERGE|UNWIND|CREATE|CALL)\s*[({A-Z$]|\.run\(\s*`|\brun\([^)]*\+/;
  return within(tree, 'src', 'workers')
    .filter(([, code]) => text.test(code.replaceAll(/\/\*[\s\S]*?\*\//g, '')))
    .map(([path]) => path);
}

describe('every Cypher statement', () => {
  it('states what it returns as registered', () => {
    for (const name of names) {
      const returned = Object.keys(STATEMENTS[name].rows.element.shape).join(', ');
      assert.equal(readHeader(name, statements[name]).returns, returned === '' ? 'nothing' : returned, name);
    }
  });

  it('uses exactly the parameters that are registered, and of each row exactly its fields', () => {
    for (const [name, body] of bodies) {
      const registered = Object.keys(STATEMENTS[name].params.shape);
      const used = [...new Set([...body.matchAll(/\$(\w+)/g)].map((match) => match[1]))];
      assert.deepEqual(used.sort(), registered.sort(), name);
      const { shape } = STATEMENTS[name].params;
      if (!('rows' in shape)) continue;
      const fields = [...new Set([...body.matchAll(/\brow\.(\w+)/g)].map((match) => match[1]))];
      assert.deepEqual(fields.sort(), Object.keys(shape.rows.element.shape).sort(), name);
    }
  });

  it('writes only if it says so', () => {
    for (const [name, body] of bodies) {
      const writes = /\b(CREATE|MERGE|SET|DELETE|REMOVE|FOREACH)\b/.test(body);
      assert.equal(writes ? 'write' : 'read', STATEMENTS[name].access, name);
    }
  });

  it('computes nothing that another store could compute differently', () => {
    const computed =
      /\b(sum|avg|toLower|toUpper|CONTAINS|date|datetime|duration|round|rand|timestamp|randomUUID)\s*\(/i;
    for (const [name, body] of bodies) assert.doesNotMatch(body, computed, name);
  });

  it('names its labels and relationship types itself', () => {
    for (const [name, body] of bodies) assert.doesNotMatch(body, /\$\(/, name);
  });

  it('gives several rows only in a stated order that leaves no two of them equal', () => {
    for (const [name, body] of bodies) {
      const { order } = readHeader(name, statements[name]);
      if (['none', 'one row', 'one row at most'].includes(order)) continue;
      const last = /ORDER BY ([^\n]+?)(?: LIMIT \$\w+)?\s*$/
        .exec(body)?.[1]
        ?.replace(/ DESC$/, '')
        .split(', ')
        .at(-1);
      assert.ok(last !== undefined && UNIQUE.includes(last), `${name} ends its order in ${last}`);
    }
  });

  it('has its text in the folder of statements alone, and nothing is put into a text', () => {
    assert.deepEqual(cypherInCode(readTree()), []);
    for (const bad of ["const q = 'MATCH (n) RETURN n';", 'tx.run(`RETURN 1`);', 'tx.run(text + name);'])
      assert.deepEqual(cypherInCode(new Map([['src/store/neo4j/x.ts', bad]])), ['src/store/neo4j/x.ts'], bad);
  });
});

describe('the migrations', () => {
  it('are numbered from one without a gap', () => {
    assert.deepEqual(
      migrations.map(({ no, name }) => [no, Number(name.slice(0, 4))]),
      migrations.map((_, index) => [index + 1, index + 1]),
    );
  });

  it('may be done twice, step by step, since an interrupted one is done again', () => {
    const repeatable = /\bIF NOT EXISTS\b|^\s*CALL db\.awaitIndexes|^\s*MERGE /;
    for (const { name, steps } of migrations)
      for (const step of steps) assert.match(withoutComments(step).trim(), repeatable, name);
  });
});

describe('the start of the Neo4j store', () => {
  const changed = (t: TestContext, change: (folder: string) => void) => {
    const folder = mkdtempSync(join(tmpdir(), 'redress-cypher-'));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    cpSync(CYPHER, folder, { recursive: true });
    change(folder);
    return () => loadCypher(folder);
  };
  const edited = (folder: string, from: string, to: string) => {
    const path = join(folder, 'record-by-id.cypher');
    writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
  };

  it('refuses a registered statement without a file', (t) => {
    assert.throws(
      changed(t, (folder) => rmSync(join(folder, 'degrees.cypher'))),
      /registered without a file: degrees/,
    );
  });

  it('refuses a file that is not registered', (t) => {
    assert.throws(
      changed(t, (folder) => writeFileSync(join(folder, 'extra.cypher'), 'RETURN 1')),
      /not registered: extra/,
    );
  });

  it('refuses a file whose header is missing or says something else', (t) => {
    assert.throws(
      changed(t, (folder) => edited(folder, '// order', '// sorted')),
      /no header line "order"/,
    );
    assert.throws(
      changed(t, (folder) => edited(folder, 'access: read', 'access: write')),
      /says access write, not read/,
    );
    assert.throws(
      changed(t, (folder) => edited(folder, 'params: id', 'params: key')),
      /says params key, sources/,
    );
  });
});
