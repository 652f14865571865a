import type { PartyId, Sha256 } from '../../core/index.ts';
import type { Locator } from '../../facts/index.ts';
import { type JsonItem, parseItem, readJsonItems } from '../guarded/json.ts';
import { partyIdOf, refuseRow } from '../row.ts';
import type { ReadInput } from '../types.ts';
import type { RelationshipSide } from './holding.ts';
import { parseStatement, type Statement } from './statement.ts';

export function locatorOf(item: Pick<JsonItem, 'inArray' | 'index' | 'line'>): Locator {
  return item.inArray ? { kind: 'pointer', pointer: `/${item.index}` } : { kind: 'line', line: item.line };
}

/** The Party of an entity or person statement by the place of the statement. */
export function statementPartyId(source: Sha256, locator: Locator): PartyId {
  return partyIdOf(source, locator, 'declared');
}

type Known = { readonly type: Statement['recordType']; readonly party: PartyId | null };

/** The records that valid statements of the file make, by recordId: the first statement of a record stands for it. */
export type RecordIndex = ReadonlyMap<string, Known>;

/**
 * Goes through the file once to learn which records it holds, since a reference may stand before what it names. A record
 * whose every statement is refused is not in the file.
 */
export async function indexRecords(input: ReadInput): Promise<RecordIndex> {
  const index = new Map<string, Known>();
  for await (const items of readJsonItems(input.open(), { file: input.fileName, firstLine: null })) {
    for (const item of items) {
      const statement = parseStatement(parseItem(item, input.fileName));
      if (!statement.ok || index.has(statement.value.recordId)) continue;
      const { recordId, recordType: type } = statement.value;
      const party = type === 'relationship' ? null : statementPartyId(input.sha256, locatorOf(item));
      index.set(recordId, { type, party });
    }
  }
  return index;
}

type Reference = (Statement & { recordType: 'relationship' })['recordDetails']['subject'];

/** What a side of a relationship points to. Refuses the statement with DANGLING_REFERENCE, naming the id. */
export function resolveSide(
  reference: Reference,
  field: 'subject' | 'interestedParty',
  index: RecordIndex,
): RelationshipSide {
  if (typeof reference !== 'string') return { party: null, reason: reference.reason };
  const known = index.get(reference);
  if (known === undefined) {
    refuseRow('DANGLING_REFERENCE', `/recordDetails/${field}: record "${reference.slice(0, 80)}" is not in the file`);
  }
  if (known.type === 'relationship' || (field === 'subject' && known.type !== 'entity')) {
    refuseRow('BAD_ROW', `/recordDetails/${field}: record "${reference.slice(0, 80)}" is a ${known.type}`);
  }
  return { party: known.party, reason: null };
}

/** Refuses a relationship whose chain names a record that the file does not hold. */
export function checkComponents(componentRecords: readonly string[], index: RecordIndex): void {
  const missing = componentRecords.find((id) => !index.has(id));
  if (missing !== undefined) {
    const what = `/recordDetails/componentRecords: record "${missing.slice(0, 80)}" is not in the file`;
    refuseRow('DANGLING_REFERENCE', what);
  }
}
