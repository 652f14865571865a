import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fixture, inChunks, type ReadResult, readAll } from '../../unit/sources/reading.ts';

/** Cuts bytes at the given places: every way in which a disk or a network may deliver them. */
function cutAt(bytes: Uint8Array, cuts: readonly number[]) {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return async function* pieces() {
    let from = 0;
    for (const to of [...places, bytes.length]) {
      if (to > from) yield bytes.subarray(from, to);
      from = Math.max(from, to);
    }
  };
}

const said = ({ records, facts, quarantine, counts }: ReadResult) => ({ records, facts, quarantine, counts });

const HEADER =
  'transfer_id,posted_at,from_institution,from_account,from_name,to_institution,to_account,to_name,amount,currency,method,place,conductor,memo';
const memo = fc.string({ unit: fc.constantFrom('a', 'é', '€', '😀', '"', ',', '\n', '\r\n', ' '), maxLength: 12 });

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

describe('how bytes arrive', () => {
  it('never changes what a table says, nor its lines, for characters of one to four bytes', async () => {
    const property = fc.asyncProperty(
      fc.array(memo, { maxLength: 8 }),
      fc.array(fc.nat(4_000), { maxLength: 40 }),
      fc.constantFrom('\n', '\r\n'),
      async (memos, cuts, end) => {
        const rows = memos.map(
          (text, i) => `${i},2024-01-01,A1,1,${quoted(`Zoë ${text}`)},A1,2,,5,USD,wire,,,${quoted(text)}`,
        );
        const bytes = Buffer.from([HEADER, ...rows].join(end) + end);
        const whole = await readAll('redress-transfers', bytes, { open: inChunks(bytes, bytes.length) });
        const cut = await readAll('redress-transfers', bytes, { open: cutAt(bytes, cuts) });
        assert.deepEqual(said(cut), said(whole));
        assert.equal(whole.counts.records, memos.length);
        whole.records.forEach((record, i) => {
          assert.equal(Reflect.get(record.content as object, 'memo'), memos[i]);
        });
      },
    );
    await fc.assert(property, { numRuns: 150 });
  });

  for (const [format, file] of [
    ['fincen-sar', 'valid.xml'],
    ['fincen-ctr', 'valid.xml'],
    ['bods', 'valid.json'],
  ] as const) {
    it(`never changes what a ${format} file says`, async () => {
      const bytes = Buffer.from(fixture(format, file).toString().replaceAll('Example', 'Éx😀mple'));
      const whole = await readAll(format, bytes, { open: inChunks(bytes, bytes.length) });
      const property = fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 60 }), async (cuts) => {
        assert.deepEqual(said(await readAll(format, bytes, { open: cutAt(bytes, cuts) })), said(whole));
      });
      await fc.assert(property, { numRuns: 60 });
    });
  }
});
