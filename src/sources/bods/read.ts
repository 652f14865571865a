import { type DateText, unwrap } from '../../core/index.ts';
import type { Fact } from '../../facts/index.ts';
import { faithfulContent, type JsonItem, parseItem, readJsonItems } from '../guarded/json.ts';
import { assertStorable } from '../guarded/text.ts';
import { attemptRow, recordIdOf } from '../row.ts';
import type { ReadInput, Row } from '../types.ts';
import { holdingsOf } from './holding.ts';
import { partyOfStatement } from './party.ts';
import {
  checkComponents,
  indexRecords,
  locatorOf,
  type RecordIndex,
  resolveSide,
  statementPartyId,
} from './references.ts';
import { parseStatement, type Statement } from './statement.ts';

function factsOf(statement: Statement, item: JsonItem, input: ReadInput, index: RecordIndex): Fact[] {
  const locator = locatorOf(item);
  const record = recordIdOf(input.sha256, locator);
  if (statement.recordType !== 'relationship') {
    const id = statementPartyId(input.sha256, locator);
    return [partyOfStatement(statement, { id, record, source: input.sha256 })];
  }
  const { subject, interestedParty, componentRecords = [] } = statement.recordDetails;
  const sides = {
    subject: resolveSide(subject, 'subject', index),
    owner: resolveSide(interestedParty, 'interestedParty', index),
  };
  checkComponents(componentRecords, index);
  return holdingsOf(statement, { record, ordinal: item.index, ...sides });
}

function rowOf(item: JsonItem, input: ReadInput, index: RecordIndex): Row {
  const locator = locatorOf(item);
  const value = parseItem(item, input.fileName);
  const content = faithfulContent(item);
  const read = attemptRow(() => {
    assertStorable(content);
    const statement = unwrap(parseStatement(value));
    return { date: statement.statementDate.slice(0, 10) as DateText, facts: factsOf(statement, item, input, index) };
  });
  if (!read.ok) return { kind: 'refused', locator, failure: read.error, raw: item.text };
  return { kind: 'kept', locator, content, ...read.value };
}

/**
 * Reads statements of BODS 0.4 from a JSON array or NDJSON. Person and entity statements become Parties, each interest
 * of a relationship one Holding. The file is gone through twice: first to learn its records, then to read them.
 */
export async function* readBods(input: ReadInput): AsyncGenerator<readonly Row[]> {
  const index = await indexRecords(input);
  for await (const items of readJsonItems(input.open(), { file: input.fileName, firstLine: null })) {
    yield items.map((item) => rowOf(item, input, index));
  }
}
