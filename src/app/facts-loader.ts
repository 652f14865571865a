import type { Cut } from '../access/index.ts';
import type { RecordId } from '../core/index.ts';
import { type FactKind, type FactOf, type FactSet, locatorText, type RecordRef } from '../facts/index.ts';
import type { StoreReader } from '../store/port/index.ts';

async function collect<K extends FactKind>(reader: StoreReader, kind: K, cut: Cut): Promise<FactOf<K>[]> {
  const facts: FactOf<K>[] = [];
  for await (const block of reader.factsOf(kind, cut)) facts.push(...block);
  return facts;
}

async function recordRefs(reader: StoreReader, cut: Cut): Promise<Map<RecordId, RecordRef>> {
  const refs = new Map<RecordId, RecordRef>();
  for await (const block of reader.records(cut)) {
    for (const { id, source, sourceClass, format, ordinal, locator, date } of block) {
      refs.set(id, { id, source, sourceClass, format, ordinal, locator: locatorText(locator), date });
    }
  }
  return refs;
}

/**
 * All facts that a cut shows, in memory: the input of a Run. The Sources sealed now are fixed into the cut first, so a
 * file that is sealed while the Run loads does not get in halfway.
 */
export async function loadFacts(reader: StoreReader, cut: Cut): Promise<FactSet> {
  const sources = (await reader.source({ cut })).filter((source) => source.status === 'sealed');
  const fixed: Cut = { ...cut, sources: sources.map((source) => source.sha256) };
  const { judgements, decisions } = await reader.judgements(fixed);
  return {
    sources,
    records: await recordRefs(reader, fixed),
    parties: await collect(reader, 'party', fixed),
    accounts: await collect(reader, 'account', fixed),
    accountParties: await collect(reader, 'account-party', fixed),
    transfers: await collect(reader, 'transfer', fixed),
    cashMovements: await collect(reader, 'cash-movement', fixed),
    aggregateFlows: await collect(reader, 'aggregate-flow', fixed),
    balances: await collect(reader, 'balance', fixed),
    holdings: await collect(reader, 'holding', fixed),
    assets: await collect(reader, 'asset', fixed),
    reports: await collect(reader, 'report', fixed),
    judgements,
    decisions,
  };
}
