import { groupBy, sortedUnique } from '../../core/index.ts';
import { FACT_KINDS, type Fact, type FactKind, type FactOf, locatorText } from '../../facts/index.ts';
import { type Batch, MAX_BLOCK, statedIn, storedJson } from '../port/index.ts';
import type { Transaction } from './database.ts';
import { factRows } from './fact-rows.ts';
import { orderedInteger, orderedKey } from './order-keys.ts';
import type { Params } from './statements.ts';

/** Rows that one statement unwinds: enough that the way to the server costs nothing (performance 4). */
const BLOCK = 2_000;

export function* blocksOf<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < items.length; from += BLOCK) yield items.slice(from, from + BLOCK);
}

/** Adds records, and answers the ids of those that were there. */
async function addRecords(transaction: Transaction, batch: Batch): Promise<ReadonlySet<string>> {
  const known = new Set<string>();
  const stated = statedIn(batch);
  const records = new Map(batch.records.map((record) => [record.id, record]));
  const sorted = sortedUnique(records.keys()).flatMap((id) => records.get(id) ?? []);
  for (const block of blocksOf(sorted)) {
    const there = await transaction.run('record-add', {
      source: batch.source,
      rows: block.map((record) => ({
        id: record.id,
        ordinal: record.ordinal,
        place: locatorText(record.locator),
        date: record.date,
        facts: JSON.stringify(stated.get(record.id) ?? []),
        json: storedJson(record, `record ${record.id}`),
      })),
    });
    for (const { id } of there) known.add(id);
  }
  return known;
}

/**
 * Adds the facts of one kind. The statement answers the rows that it did not add as they are: of an account or asset
 * those that a smaller record makes, which then stay; of a party those that another Source states.
 */
async function addFacts<K extends FactKind>(
  transaction: Transaction,
  kind: K,
  facts: readonly FactOf<K>[],
  source: string,
): Promise<void> {
  const statement = `${kind}-add` as const;
  for (const rows of blocksOf(factRows(kind, facts, source))) {
    const answer: readonly { readonly key?: string }[] = await transaction.run(statement, {
      rows,
    } as Params<`${K}-add`>);
    if (answer.length === 0) continue;
    const keys = new Set(answer.map(({ key }) => key));
    const smaller = rows.filter(({ key }) => keys.has(key));
    if (kind === 'party') throw new Error(`party ${smaller[0]?.id} is stated by two Sources; its id is made from one`);
    await transaction.run('fact-restate', { rows: smaller.map(({ key, record, json }) => ({ key, record, json })) });
  }
}

async function addRefused(transaction: Transaction, { source, quarantine }: Batch): Promise<void> {
  const rows = new Map<string, Params<'quarantine-add'>['rows'][number]>();
  for (const row of quarantine) {
    const key = orderedKey(source, orderedInteger(row.ordinal));
    const json = storedJson(row, `refused row ${row.ordinal}`);
    if (!rows.has(key)) rows.set(key, { key, ordinal: row.ordinal, place: row.locator, code: row.code, json });
  }
  for (const block of blocksOf([...rows.values()]))
    await transaction.run('quarantine-add', { source, rows: [...block] });
}

/**
 * Adds the rows of a whole batch. A record and its facts are written in one transaction, so the facts of a record that
 * is there are there too: a replay looks up its records and is done.
 */
export async function addBatch(transaction: Transaction, batch: Batch): Promise<void> {
  const known = await addRecords(transaction, batch);
  const fresh = batch.facts.filter((fact) => !known.has(fact.record));
  const byKind = groupBy(fresh, (fact: Fact) => fact.kind);
  for (const kind of FACT_KINDS) {
    const facts = byKind.get(kind);
    if (facts !== undefined) await addFacts(transaction, kind, facts as FactOf<typeof kind>[], batch.source);
  }
  await addRefused(transaction, batch);
}

/** Removes all rows of a Source, a block at a time, and the accounts and parties that are left with nothing. */
export async function dropRows(transaction: Transaction, source: string): Promise<void> {
  const limit = MAX_BLOCK;
  for (;;) {
    const [dropped] = await transaction.run('fact-drop', { source, limit });
    if (dropped === undefined || dropped.dropped === 0) break;
    const hubs = { accounts: sortedUnique(dropped.accounts), parties: sortedUnique(dropped.parties) };
    await transaction.run('hub-drop', hubs);
  }
  for (const statement of ['record-drop', 'quarantine-drop'] as const)
    for (let left = limit; left > 0; ) {
      const [row] = await transaction.run(statement, { source, limit });
      left = row?.dropped ?? 0;
    }
}
