import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { auth, driver, type Plan } from 'neo4j-driver';
import { loadCypher, readHeader } from '../../../src/store/neo4j/load-cypher.ts';
import { STATEMENTS, type StatementName } from '../../../src/store/neo4j/statements.ts';
import { neo4jOrSkip, type TestNeo4j } from '../../services.ts';
import { DATABASE } from './neo4j-database.ts';
import { inNewHome } from './open-neo4j.ts';

const { statements } = loadCypher();
const names = Object.keys(STATEMENTS) as StatementName[];

function operators({ operatorType, children }: Plan): string[] {
  return [operatorType.replace(/@.*/, ''), ...children.flatMap(operators)];
}

/** The operators of the plan of each statement, on the database of an open home, so that the schema is there. */
async function plans(neo4j: TestNeo4j, texts: Readonly<Record<string, string>>): Promise<Map<string, string[]>> {
  const bolt = driver(neo4j.uri, auth.basic(neo4j.user, neo4j.password), { telemetryDisabled: true });
  const session = bolt.session({ database: DATABASE });
  try {
    const found = new Map<string, string[]>();
    for (const [name, text] of Object.entries(texts)) {
      const params = [...text.matchAll(/\$(\w+)/g)].map((match) => [match[1], null]);
      const { summary } = await session.run(`EXPLAIN ${text}`, Object.fromEntries(params));
      assert.ok(summary.plan !== false, name);
      found.set(name, operators(summary.plan));
    }
    return found;
  } finally {
    await session.close();
    await bolt.close();
  }
}

const COSTLY = [
  'AllNodesScan',
  'CartesianProduct',
  'NodeByLabelScan',
  'UnionNodeByLabelsScan',
  'DirectedAllRelationshipsScan',
];
const isCostly = (found: readonly string[]) => found.some((item) => COSTLY.includes(item));

describe('the plan of every statement', () => {
  it('finds its nodes by an index, and joins nothing with everything, unless the header says why', async (t) => {
    const neo4j = neo4jOrSkip(t);
    if (neo4j === null) return;
    await inNewHome(t, async () => {
      const found = await plans(neo4j, statements);
      const costly = names.filter((name) => isCostly(found.get(name) ?? []));
      const explained = names.filter((name) => readHeader(name, statements[name]).plan !== undefined);
      assert.deepEqual(costly, explained);
      t.diagnostic(`${found.size} statements explained`);
    });
  });

  it('reads a page in the order of an index, so that a page of a large home costs no more than one of a small', async (t) => {
    const neo4j = neo4jOrSkip(t);
    if (neo4j === null) return;
    await inNewHome(t, async () => {
      const pages = names.filter(
        (name) => 'limit' in STATEMENTS[name].params.shape && STATEMENTS[name].access === 'read',
      );
      const found = await plans(neo4j, Object.fromEntries(pages.map((name) => [name, statements[name]])));
      const sorted = pages.filter((name) => found.get(name)?.some((item) => /^(Sort|Top)$/.test(item)));
      // These two answer for several ids or keys at once; each of them is bounded before all are put in order.
      assert.deepEqual(sorted.toSorted(), ['candidates', 'neighbours']);
    });
  });

  it('would be seen if it read every node', async (t) => {
    const neo4j = neo4jOrSkip(t);
    if (neo4j === null) return;
    const bad = {
      all: 'MATCH (any) WHERE any.id = $id RETURN any.id AS id',
      product: 'MATCH (a:Account {id: $a}), (b:Party) RETURN a.id AS a, b.id AS b',
    };
    const found = await plans(neo4j, bad);
    for (const name of Object.keys(bad)) assert.equal(isCostly(found.get(name) ?? []), true, name);
  });
});
