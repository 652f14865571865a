import { z } from 'zod';
import type { RecordId } from '../../core/index.ts';
import { valuesOf } from '../../resolution/index.ts';
import type { ResultRow } from '../../store/port/index.ts';
import { type Graph, OPENED_AT_ONCE } from './graph.ts';
import { resultRows } from './place-keys.ts';

/** How a node is shown: what it is and what it is called. */
export type Described = { readonly id: string; readonly type: 'entity' | 'account' | 'value'; readonly label: string };

const entityRow = z.looseObject({
  id: z.string(),
  names: z.array(z.string()),
  identifiers: z.array(z.looseObject({ type: z.string(), value: z.string() })),
});
const accountRow = z.looseObject({
  id: z.string(),
  institution: z.string(),
  institutionName: z.string().nullable(),
  number: z.string(),
});
export type EntityRow = z.infer<typeof entityRow>;
export type AccountRow = z.infer<typeof accountRow>;

/** An entity or account as its result row has it; null for any other kind. */
export function readRow({ kind, json }: ResultRow): { entity: EntityRow } | { account: AccountRow } | null {
  if (kind === 'entity') return { entity: entityRow.parse(JSON.parse(json)) };
  if (kind === 'account') return { account: accountRow.parse(JSON.parse(json)) };
  return null;
}

export function accountLabel({ institution, institutionName, number }: AccountRow): string {
  return `${institutionName ?? institution} ${number}`.trim();
}

function describeRow(row: ResultRow): Described[] {
  const read = readRow(row);
  if (read === null) return [];
  return 'entity' in read
    ? [{ id: row.id, type: 'entity', label: read.entity.names[0] ?? '(no name stated)' }]
    : [{ id: row.id, type: 'account', label: accountLabel(read.account) }];
}

/** The words of a shared value, from a record that states it. */
async function describeValue(graph: Graph, id: string, record: string | undefined): Promise<Described> {
  const found = record === undefined ? null : await graph.read.byId(record as RecordId, graph.cut);
  for (const fact of found?.facts ?? []) {
    if (fact.kind !== 'party') continue;
    const value = valuesOf(fact, found?.record.source ?? '').find((item) => item.id === id);
    if (value !== undefined) return { id, type: 'value', label: `${value.kind}: ${value.text}` };
  }
  return { id, type: 'value', label: 'a shared value' };
}

/** Nodes as they are shown. `recordOf` names a record for each shared value among them. */
export async function describe(
  graph: Graph,
  ids: readonly string[],
  recordOf: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, Described>> {
  const rows = await resultRows(
    graph.read,
    graph.run,
    ids.filter((id) => !id.startsWith('val_')),
  );
  const found = new Map<string, Described>();
  for (const row of rows.values()) for (const node of describeRow(row)) found.set(node.id, node);
  const values = ids.filter((id) => id.startsWith('val_'));
  for (let from = 0; from < values.length; from += OPENED_AT_ONCE) {
    const some = values.slice(from, from + OPENED_AT_ONCE);
    for (const value of await Promise.all(some.map((id) => describeValue(graph, id, recordOf.get(id)))))
      found.set(value.id, value);
  }
  for (const id of ids)
    if (!found.has(id)) found.set(id, { id, type: id.startsWith('acc_') ? 'account' : 'entity', label: '' });
  return found;
}
