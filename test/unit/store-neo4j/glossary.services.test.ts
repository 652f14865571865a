import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { WHOLE_HOME } from '../../../src/access/index.ts';
import { byKeys } from '../../../src/core/index.ts';
import { encodeFact, FACT_KINDS, type Fact } from '../../../src/facts/index.ts';
import type { Store } from '../../../src/store/port/index.ts';
import { eventOf, runOf, shaOf, sourceOf } from '../../contract/store/build.ts';
import { runOnDatabase } from '../../contract/store/neo4j-database.ts';
import { inNewHome } from '../../contract/store/open-neo4j.ts';
import { neo4jOrSkip } from '../../services.ts';
import { EVERY_FACT, everyFactBatch } from './every-fact.ts';

type Ask = (text: string) => Promise<readonly Record<string, unknown>[]>;

/** A home that holds one record which states a fact of every kind, and a way to look at it with a client of the database. */
async function withEveryFact(t: TestContext, fn: (store: Store, ask: Ask) => Promise<void>): Promise<void> {
  const neo4j = neo4jOrSkip(t);
  if (neo4j === null) return;
  await inNewHome(t, async (store) => {
    await store.write(eventOf('receive'), (writer) => writer.receive(sourceOf('a')));
    await store.write(eventOf('batch'), (writer) => writer.writeBatch(everyFactBatch()));
    await fn(store, (text) => runOnDatabase(neo4j, text));
  });
}

const seal = (store: Store) =>
  store.write(eventOf('seal'), (writer) =>
    writer.seal({ ...sourceOf('a'), rowsRead: 2, recordsStored: 1, quarantined: 1 }),
  );

async function allFacts(store: Store): Promise<Fact[]> {
  const facts: Fact[] = [];
  for (const kind of FACT_KINDS) for await (const block of store.read.factsOf(kind, WHOLE_HOME)) facts.push(...block);
  return facts;
}

const sorted = (facts: readonly Fact[]) =>
  [...facts]
    .sort(
      byKeys(
        (fact) => fact.kind,
        (fact) => fact.id,
      ),
    )
    .map(encodeFact);

describe('a home in Neo4j', () => {
  it('keeps a fact of every kind as it was given', async (t) => {
    await withEveryFact(t, async (store) => {
      await seal(store);
      assert.deepEqual((await allFacts(store)).map(encodeFact), sorted(EVERY_FACT));
      const found = await store.read.byId('rec_1', WHOLE_HOME);
      assert.deepEqual(found?.facts.map(encodeFact), sorted(EVERY_FACT));
    });
  });

  it('reads as the glossary to whoever opens it with a client', async (t) => {
    await withEveryFact(t, async (_store, ask) => {
      const paths = await ask(
        `MATCH (a)-[r]->(b) WHERE NOT a:Session
         RETURN DISTINCT labels(a) AS a, type(r) AS r, labels(b) AS b`,
      );
      const words = (labels: unknown) =>
        (labels as string[])
          .filter((label) => label !== 'Fact')
          .sort()
          .join(':');
      const said = paths
        .map(({ a, r, b }) => `${words(a)} ${r} ${words(b)}`)
        .filter((path) => !path.includes('STATED_IN'));
      assert.deepEqual(said.sort(), [
        'AccountParty ACCOUNT Account',
        'AccountParty PARTY Party:Person',
        'AccountStatement ABOUT Account',
        'AggregateFlow FLOW_FROM Party',
        'AggregateFlow FLOW_TO Organisation:Party',
        'Asset TITLED_TO Organisation:Party',
        'Balance OF Account',
        'CashMovement AT Account',
        'CashMovement BY Party:Person',
        'Holding OWNER Party:Person',
        'Holding SUBJECT Organisation:Party',
        'Listing NAMES Organisation:Party',
        'Record IN Source',
        'RefusedRow REFUSED_FROM Source',
        'Transfer FROM Account',
        'Transfer TO Organisation:Party',
      ]);
      const [shown] = await ask(
        `MATCH (person:Person)<-[:PARTY]-()-[:ACCOUNT]->(account:Account)<-[:FROM]-(transfer:Transfer)-[:TO]->(firm)
         MATCH (transfer)-[:STATED_IN]->(record:Record)-[:IN]->(source:Source)
         RETURN person.name AS person, transfer.amount AS amount, transfer.currency AS currency, transfer.date AS date,
           firm.name AS firm, record.place AS place, source.fileName AS file`,
      );
      const expected = {
        person: 'Ana Example',
        amount: '1234.50',
        currency: 'USD',
        date: '2024-03-01',
        firm: 'Example LLC',
      };
      assert.deepEqual(shown, { ...expected, place: 'line 2', file: 'a.csv' });
    });
  });

  it('cites a record from every fact', async (t) => {
    await withEveryFact(t, async (_store, ask) => {
      const without = 'MATCH (fact:Fact) WHERE NOT (fact)-[:STATED_IN]->(:Record) RETURN count(fact) AS facts';
      assert.deepEqual(await ask(without), [{ facts: 0 }]);
      const cited = 'MATCH (:Fact)-[stated:STATED_IN]->(:Record) RETURN count(stated) AS facts';
      assert.deepEqual(await ask(cited), [{ facts: EVERY_FACT.length }]);
    });
  });

  it('keeps nothing of a discarded Source but its reason', async (t) => {
    await withEveryFact(t, async (store, ask) => {
      await store.write(eventOf('discard'), (writer) => writer.discard(shaOf('a'), 'TRUNCATED'));
      const left = await ask(
        `MATCH (node) WHERE NOT (node:Counter OR node:Migration OR node:Session OR node:AuditEvent)
         RETURN labels(node) AS labels, count(node) AS nodes ORDER BY labels[0]`,
      );
      assert.deepEqual(left, [
        { labels: ['Home'], nodes: 1 },
        { labels: ['Source'], nodes: 1 },
      ]);
    });
  });

  it('leaves what another Source says when one is discarded', async (t) => {
    await withEveryFact(t, async (store, ask) => {
      const batch = everyFactBatch();
      const other = {
        ...batch,
        source: shaOf('b'),
        records: batch.records.map((record) => ({ ...record, id: 'rec_2' as typeof record.id, source: shaOf('b') })),
        facts: EVERY_FACT.filter(({ kind }) => kind === 'holding').map(
          (fact) => ({ ...fact, id: 'fct_other', record: 'rec_2' }) as Fact,
        ),
        quarantine: [],
      };
      await store.write(eventOf('other'), async (writer) => {
        await writer.receive(sourceOf('b'));
        await writer.writeBatch(other);
        await writer.discard(shaOf('a'), 'TRUNCATED');
      });
      const hubs = await ask(
        'MATCH (hub:Party) RETURN hub.id AS id, labels(hub) AS labels, size(keys(hub)) AS said ORDER BY id',
      );
      assert.deepEqual(hubs, [
        { id: 'pty_ana', labels: ['Party'], said: 1 },
        { id: 'pty_firm', labels: ['Party'], said: 1 },
      ]);
    });
  });

  it('shows the results of a Run under the words of the glossary', async (t) => {
    await withEveryFact(t, async (store, ask) => {
      const results = ['network', 'entity', 'finding', 'lead', 'trace'].map((kind) => ({
        kind,
        id: `${kind}-1`,
        rank: 1,
      }));
      await store.write(eventOf('run'), (writer) => writer.saveRun(runOf({ run: 'run_1', results })));
      const found = await ask(
        'MATCH (result:Result)-[:FOUND_BY]->(:Run) RETURN labels(result) AS labels ORDER BY result.kind',
      );
      assert.deepEqual(
        found.map(({ labels }) => (labels as string[]).filter((label) => label !== 'Result')),
        [['Entity'], ['Finding'], ['Lead'], ['Network'], []],
      );
    });
  });
});
