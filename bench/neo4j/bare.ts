import { auth, driver, int } from 'neo4j-driver';
import { stopwatch } from '../../src/core/index.ts';
import { FACT_KINDS, type FactKind, type FactOf, locatorText, type Source } from '../../src/facts/index.ts';
import type { Block } from '../../src/sources/index.ts';
import { factRows } from '../../src/store/neo4j/fact-rows.ts';
import { loadCypher } from '../../src/store/neo4j/load-cypher.ts';
import type { TestNeo4j } from '../../test/services.ts';

const BATCH = 5_000;
type Step = { readonly text: string; readonly params: Record<string, unknown> };

function chunks<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / BATCH) }, (_, i) => items.slice(i * BATCH, (i + 1) * BATCH));
}

/** The rows of blocks as maps ready to be sent, with the statement of each: all of our own work is done beforehand. */
function steps(source: Source, blocks: readonly Block[]): Step[] {
  const { statements } = loadCypher();
  const records = blocks.flatMap((block) => block.records);
  const facts = blocks.flatMap((block) => block.facts);
  const recordRows = records.map((record) => ({
    id: record.id,
    ordinal: int(record.ordinal),
    place: locatorText(record.locator),
    date: record.date,
    facts: '[]',
    json: JSON.stringify(record),
  }));
  const ofKind = <K extends FactKind>(kind: K): Step[] => {
    const rows = factRows(kind, facts.filter((fact) => fact.kind === kind) as FactOf<K>[], source.sha256);
    return chunks(rows).map((part) => ({ text: statements[`${kind}-add`], params: { rows: part } }));
  };
  return [
    ...chunks(recordRows).map((rows) => ({ text: statements['record-add'], params: { rows, source: source.sha256 } })),
    ...FACT_KINDS.flatMap((kind) => ofKind(kind)),
  ];
}

/** The bare loop: one UNWIND a batch and a transaction, no checks, no audit, no retries. Answers the seconds it took. */
export async function bareWrite(neo4j: TestNeo4j, source: Source, blocks: readonly Block[]): Promise<number> {
  const work = steps(source, blocks);
  const bolt = driver(neo4j.uri, auth.basic(neo4j.user, neo4j.password));
  const session = bolt.session({ database: 'neo4j' });
  try {
    await session.run('MERGE (:Source {sha: $sha})', { sha: source.sha256 });
    const watch = stopwatch();
    for (const { text, params } of work) await session.run(text, params);
    return watch.elapsedSeconds();
  } finally {
    await session.close();
    await bolt.close();
  }
}
