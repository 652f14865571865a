import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { RedressError, unwrap } from '../../../src/core/index.ts';
import { parseTableMap, type TableMap } from '../../../src/sources/index.ts';
import { type ReadResult, readAll } from '../../unit/sources/reading.ts';
import { asStored, partsOf, readInParts } from '../../unit/sources/splitting.ts';

type Content = Parameters<typeof partsOf>[0];

const HEADER =
  'transfer_id,posted_at,from_institution,from_account,from_name,to_institution,to_account,to_name,amount,currency,method,place,conductor,memo';
const text = fc.string({
  unit: fc.constantFrom('a', 'é', '€', '😀', '"', ',', '\t', '\n', '\r\n', '\r', ' ', '\ufeff'),
  maxLength: 10,
});
const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

/** A row that holds, one that goes to quarantine, one with a cell too many, a line that is blank or only looks so. */
const csvRow = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(fc.nat(3), text).map(([n, memo]) => row(n, 5, memo)) },
  fc.tuple(fc.nat(3), text).map(([n, memo]) => row(n, 0, memo)),
  text.map((memo) => `${row(1, 5, memo)},more`),
  fc.constantFrom('', '""', '"",', '\r', 'alone'),
);
function row(account: number, amount: number, memo: string): string {
  return `T,2024-01-01,A1,${account},${quoted(`Zoë ${memo}`)},A1,2,,${amount},USD,wire,,,${quoted(memo)}`;
}

const jsonText = fc.string({ unit: fc.constantFrom('a', 'é', '😀', '"', '\\', '{', '}', '[', '\n'), maxLength: 8 });
const jsonObject = fc
  .tuple(fc.constantFrom('5', '0', '1.50'), jsonText, fc.boolean())
  .map(([amount, memo, isWide]) =>
    JSON.stringify({ at: '2024-01-01', from: '1', amount, memo, more: [{ memo }] }, null, isWide ? 1 : 0),
  );

const csvMap = (more: object): TableMap =>
  unwrap(
    parseTableMap(
      JSON.stringify({
        target: 'transfers',
        columns: { posted_at: 0, from_account: 1, amount: 2, transfer_id: 3 },
        constants: { currency: 'USD' },
        ...more,
      }),
    ),
  );
const NAMED = { posted_at: 'at', from_account: 'from', amount: 'amount', transfer_id: 'memo' };
const mappedRow = fc
  .tuple(fc.constantFrom('1', '2'), fc.constantFrom('5', 'x'), text)
  .map(([from, amount, memo]) => `2024-01-01\t${from}\t${amount}\t${quoted(memo)}`);

const content = fc.oneof(
  fc
    .tuple(
      fc.array(csvRow, { maxLength: 25 }),
      fc.constantFrom('\n', '\r\n'),
      fc.constantFrom('', '\ufeff', '\n', '""\n'),
    )
    .map(
      ([rows, end, before]): Content => ({
        format: 'redress-transfers',
        bytes: Buffer.from(`${before}${[HEADER, ...rows].join(end)}${end}`),
      }),
    ),
  fc.tuple(fc.array(mappedRow, { maxLength: 25 }), fc.boolean()).map(([rows, hasHeader]): Content => {
    const header = hasHeader ? ['at\tfrom\tamount\tmemo'] : [];
    const columns = hasHeader ? { columns: NAMED } : {};
    const map = csvMap({ container: 'tsv', hasHeader, ...columns });
    return { format: 'table', bytes: Buffer.from([...header, ...rows].join('\n')), map };
  }),
  fc.tuple(fc.array(jsonObject, { minLength: 1, maxLength: 25 }), fc.constantFrom('\n', '\r\n', ' ', '\n\n')).map(
    ([items, between]): Content => ({
      format: 'table',
      bytes: Buffer.from(items.join(between)),
      map: csvMap({ container: 'ndjson', columns: NAMED }),
    }),
  ),
);

const said = ({ records, facts, quarantine, counts }: ReadResult) => ({
  records,
  facts: asStored(facts),
  quarantine,
  counts,
});

/** What reading comes to: what is said, or why the file is rejected. */
async function outcome(reading: Promise<ReadResult>): Promise<unknown> {
  try {
    return said(await reading);
  } catch (error) {
    if (error instanceof RedressError) return error.failure.message;
    throw error;
  }
}

function whole({ format, bytes, map }: Content, chunk = 64 * 1024): Promise<ReadResult> {
  return readAll(format, bytes, { chunk, ...(map === undefined ? {} : { map }) });
}

describe('a table cut into parts', () => {
  it('says what the whole table says: records, lines, ordinals, ids, facts and refused rows, for parts of any size', async () => {
    let parts = 0;
    const property = fc.asyncProperty(
      content,
      fc.integer({ min: 1, max: 600 }),
      fc.integer({ min: 1, max: 200 }),
      async (given, chunkBytes, arriving) => {
        parts = Math.max(parts, (await partsOf(given, chunkBytes)).length);
        assert.deepEqual(said(await readInParts(given, chunkBytes, arriving)), said(await whole(given)));
      },
    );
    await fc.assert(property, { numRuns: 400 });
    assert.ok(parts >= 10, `at most ${parts} parts were made`);
  });

  it('is cut without a gap, the same way however its bytes arrive', async () => {
    const property = fc.asyncProperty(
      content,
      fc.integer({ min: 1, max: 600 }),
      fc.integer({ min: 1, max: 50 }),
      async (given, chunkBytes, arriving) => {
        const chunks = await partsOf(given, chunkBytes);
        assert.deepEqual(await partsOf(given, chunkBytes, arriving), chunks);
        assert.deepEqual(
          [0, ...chunks.map((chunk) => chunk.end)],
          [...chunks.map((chunk) => chunk.start), given.bytes.length],
        );
        assert.deepEqual(
          chunks.map((chunk) => chunk.index),
          [...chunks.keys()],
        );
      },
    );
    await fc.assert(property, { numRuns: 200 });
  });

  /** The content with one byte more, somewhere. */
  const broken = fc.tuple(content, fc.nat(), fc.constantFrom('"', '}', '\xff')).map(([given, at, mark]): Content => {
    const place = at % (given.bytes.length + 1);
    const bytes = [given.bytes.subarray(0, place), Buffer.from(mark, 'latin1'), given.bytes.subarray(place)];
    return { ...given, bytes: Buffer.concat(bytes) };
  });

  it('is rejected when the whole is, and a CSV for the same reason on the same line', async () => {
    let rejected = 0;
    const property = fc.asyncProperty(broken, fc.integer({ min: 1, max: 600 }), async (given, chunkBytes) => {
      // Byte by byte, so that of two faults in a CSV the first is met first.
      const [inParts, atOnce] = [await outcome(readInParts(given, chunkBytes, 1)), await outcome(whole(given, 1))];
      if (typeof atOnce === 'string') rejected++;
      if (typeof atOnce === 'string' && given.map?.container === 'ndjson') assert.equal(typeof inParts, 'string');
      else assert.deepEqual(inParts, atOnce);
    });
    await fc.assert(property, { numRuns: 300 });
    assert.ok(rejected >= 50, `only ${rejected} of 300 files were rejected`);
  });
});
