import { z } from 'zod';
import type { AccountId, EntityId, RunId } from '../../core/index.ts';
import { searchKeys } from '../../resolution/index.ts';
import type { KeyRow, ResultRow, StoreReader } from '../../store/port/index.ts';
import { placeKeys } from '../explore/place-keys.ts';

const entityRow = z.looseObject({
  id: z.string().transform((text) => text as EntityId),
  names: z.array(z.string()),
  identifiers: z.array(z.looseObject({ value: z.string() })),
  mentions: z.array(z.looseObject({ party: z.string() })),
});
const accountRow = z.looseObject({
  id: z.string().transform((text) => text as AccountId),
  number: z.string(),
  aliases: z.array(z.string()),
});

/** The keys that follow from the results of a Run alone. They are not copied: a restore makes them again. */
export function keysOfRows(rows: readonly ResultRow[]): KeyRow[] {
  const of = (kind: string) => rows.filter((row) => row.kind === kind).map((row): unknown => JSON.parse(row.json));
  const entities = of('entity').map((row) => entityRow.parse(row));
  const accounts = of('account').map((row) => accountRow.parse(row));
  return [...searchKeys({ entities, accounts }), ...placeKeys(rows)];
}

/** The keys by which an exploration leaves one result (resolution/graph-keys): its own, and those of its raw ends. */
function keysAt({ kind, json }: ResultRow): string[] {
  if (kind === 'entity') {
    const { id, mentions } = entityRow.parse(JSON.parse(json));
    return [`ends ${id}`, `holds ${id}`, `owns ${id}`, ...mentions.map(({ party }) => `at ${party}`)];
  }
  if (kind !== 'account') return [];
  const { id, aliases } = accountRow.parse(JSON.parse(json));
  return [`ends ${id}`, `owner ${id}`, ...[id, ...aliases].map((alias) => `at ${alias}`)];
}

/** The keys that the rows found lead to: who shares a value, and the record that states it or an implied owner. */
function keysBehind(found: readonly KeyRow[]): string[] {
  return found.flatMap(({ key, id }) => {
    const [word, from] = key.split(' ');
    if (word === 'holds') return [`value ${id}`, `stated ${from} ${id}`];
    if (word === 'owns') return [`stated ${from} ${id}`];
    return word === 'owner' ? [`stated ${id} ${from}`] : [];
  });
}

/**
 * The keys of a Run that follow from its facts as well, found by asking for each of them: the port lists no keys. Several
 * results lead to one shared value, so a row may come more than once.
 */
export async function walkingKeys(read: StoreReader, run: RunId, rows: readonly ResultRow[]): Promise<KeyRow[]> {
  const first = await read.candidates(run, rows.flatMap(keysAt));
  const second = await read.candidates(run, keysBehind(first));
  return [...first, ...second];
}
