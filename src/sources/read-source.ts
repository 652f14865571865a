import { canonicalJson, failure, RedressError, type Sha256, sha256Hex } from '../core/index.ts';
import { type Account, type Fact, locatorText, type QuarantineRow, type SourceRecord } from '../facts/index.ts';
import { LIMITS } from './guarded/limits.ts';
import { rawText } from './guarded/text.ts';
import { formatOf } from './registry.ts';
import { recordIdOf } from './row.ts';
import type { Block, Chunk, KeptRow, OpenRange, ReadCounts, ReadInput, Row } from './types.ts';

const BLOCK_ROWS = 1_000;
/** A filing has many facts: a block closes early so that it stays small. */
const BLOCK_FACTS = 2_000;

function recordOf(row: KeptRow, ordinal: number, input: ReadInput): SourceRecord {
  return {
    id: recordIdOf(input.sha256, row.locator),
    source: input.sha256,
    sourceClass: input.sourceClass,
    compartment: input.compartment,
    format: input.format,
    ordinal,
    locator: row.locator,
    hash: sha256Hex(canonicalJson(row.content)) as Sha256,
    date: row.date,
    content: row.content,
  };
}

/** Whether two mentions of one account say the same of it. */
function isSameMention(a: Account, b: Account): boolean {
  return (
    a.number === b.number &&
    a.institutionName === b.institutionName &&
    a.openedOn === b.openedOn &&
    a.closedOn === b.closedOn &&
    a.closed === b.closed &&
    a.alsoKeys.length === b.alsoKeys.length &&
    a.alsoKeys.every((key, i) => key.type === b.alsoKeys[i]?.type && key.value === b.alsoKeys[i]?.value)
  );
}

function createBlockBuilder(input: ReadInput) {
  let records: SourceRecord[] = [];
  let facts: Fact[] = [];
  let quarantine: QuarantineRow[] = [];
  let accounts = new Map<string, { readonly fact: Account; readonly at: number }>();
  let counts: ReadCounts = { rowsRead: 0, records: 0, quarantined: 0 };

  /**
   * Equal mentions of one account in a block are one fact, under the smallest of their record ids, as the store keeps
   * them over the whole Source: so borders of blocks and parts never show.
   */
  const addFact = (fact: Fact): void => {
    if (fact.kind === 'account') {
      const before = accounts.get(fact.id);
      if (before !== undefined && isSameMention(before.fact, fact)) {
        if (fact.record > before.fact.record) return;
        accounts.set(fact.id, { fact, at: before.at });
        facts[before.at] = fact;
        return;
      }
      accounts.set(fact.id, { fact, at: facts.length });
    }
    facts.push(fact);
  };
  const add = (row: Row): void => {
    const ordinal = (input.within?.firstRow ?? 0) + counts.rowsRead;
    const { rowsRead, records: kept, quarantined } = counts;
    if (row.kind === 'kept') {
      records.push(recordOf(row, ordinal, input));
      row.facts.forEach(addFact);
      counts = { rowsRead: rowsRead + 1, records: kept + 1, quarantined };
      return;
    }
    const { code, message } = row.failure;
    const locator = locatorText(row.locator);
    quarantine.push({ source: input.sha256, ordinal, locator, code, message, raw: rawText(row.raw) });
    counts = { rowsRead: rowsRead + 1, records: kept, quarantined: quarantined + 1 };
  };
  const isFull = (): boolean => records.length + quarantine.length >= BLOCK_ROWS || facts.length >= BLOCK_FACTS;
  const take = (): Block => {
    const block: Block = { records, facts, quarantine, counts };
    [records, facts, quarantine, accounts] = [[], [], [], new Map()];
    return block;
  };
  return { add, isFull, take };
}

/**
 * Reads one file into blocks of Records, Facts and quarantined rows. Memory does not grow with the file (BODS keeps one
 * entry a statement, to check references). Block borders depend on the rows alone, never on how bytes arrived.
 *
 * Yields at least one block; the last one carries the counts of the file, which are also the returned value.
 * Throws RedressError to reject the whole file (a failure of class `file`, or NOT_IN_THIS_VERSION); what was yielded
 * before is then the caller's to discard.
 */
export async function* readSource(input: ReadInput): AsyncGenerator<Block, ReadCounts> {
  if (input.byteLength > LIMITS.fileBytes) {
    const details = { file: input.fileName, limit: 'fileBytes', value: LIMITS.fileBytes };
    throw new RedressError(failure('FILE_TOO_LARGE', `limit fileBytes = ${LIMITS.fileBytes} is exceeded`, details));
  }
  const builder = createBlockBuilder(input);
  for await (const rows of formatOf(input.format).read(input)) {
    for (const row of rows) {
      builder.add(row);
      if (builder.isFull()) yield builder.take();
    }
  }
  const last = builder.take();
  yield last;
  return last.counts;
}

/**
 * Reads one part of a file: its rows have the ordinals, locators, ids and facts that they have when the file is read
 * whole. Mentions of one account are joined within a part only; the store joins them over the whole Source. Counts are
 * those of the part. Throws as readSource does.
 */
export function readChunk(
  input: Omit<ReadInput, 'open' | 'within'>,
  { index, start, end, firstLine, firstRow, headerEnd }: Chunk,
  openRange: OpenRange,
): AsyncGenerator<Block, ReadCounts> {
  const part: ReadInput = { ...input, open: () => openRange(start, end) };
  if (index === 0) return readSource(part);
  return readSource({ ...part, within: { firstLine, firstRow, openHeader: () => openRange(0, headerEnd) } });
}
