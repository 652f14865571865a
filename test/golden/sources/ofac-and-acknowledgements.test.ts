import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { sharedData } from '../../shared-data.ts';
import { factsOf, readAll } from '../../unit/sources/reading.ts';

/** Rows of OFAC's files in the editions of moov-io/watchman, as their README and a count of lines give them. */
const LISTS = [
  { file: 'full/sdn.csv', rows: 7_379, lists: { 'OFAC-SDN': 7_379 } },
  { file: 'full/add.csv', rows: 11_696, lists: {} },
  { file: 'full/alt.csv', rows: 9_682, lists: {} },
  { file: 'full/sdn_comments.csv', rows: 13, lists: {} },
  { file: 'small/sdn.csv', rows: 17, lists: { 'OFAC-SDN': 17 } },
  { file: 'small/sdn_comments.csv', rows: 1, lists: {} },
  {
    file: 'consolidated-non-sdn/cons_prim.csv',
    rows: 442,
    lists: { OFAC: 26, 'OFAC-SDN': 74, 'OFAC-non-SDN': 342 },
  },
  { file: 'consolidated-non-sdn/cons_add.csv', rows: 574, lists: {} },
  { file: 'consolidated-non-sdn/cons_alt.csv', rows: 1_073, lists: {} },
  { file: 'consolidated-non-sdn/cons_comments.csv', rows: 10, lists: {} },
] as const;

describe('the lists of OFAC', () => {
  for (const { file, rows, lists } of LISTS)
    it(`${file}: ${rows} rows, each kept whole`, async (t) => {
      const folder = sharedData('ownership');
      if (folder === null) return t.skip('NOT RUN: shared data absent');
      const result = await readAll('ofac-sdn', readFileSync(join(folder, 'ofac', file)));
      assert.deepEqual(result.counts, { rowsRead: rows, records: rows, quarantined: 0 });
      const counted = new Map<string, number>();
      for (const { authority } of factsOf(result, 'listing')) counted.set(authority, (counted.get(authority) ?? 0) + 1);
      assert.deepEqual(Object.fromEntries([...counted].sort()), lists);
      if (file !== 'full/sdn.csv') return;
      // The type column: 3,845 individuals, 323 vessels, 217 aircraft, the rest null.
      const kinds = new Map(factsOf(result, 'party').map((party) => [party.record, party.entityKind]));
      const count = (kind: string) => [...kinds.values()].filter((item) => item === kind).length;
      assert.deepEqual([count('person'), count('organisation'), count('unknown')], [3_845, 2_994, 540]);
    });
});

describe('the acknowledgements of moov-io/fincen', () => {
  for (const [file, ids, places, codes] of [
    ['sar', ['31000055053784', '31000055053785', '31000055053786'], [1, null, null], ['C21', 'C4']],
    ['ctr', ['31000000000001', '31000000000002', '31000000000003'], [1, null, 3], ['F18', 'C57', 'D29']],
  ] as const)
    it(`${file}_acknowledgement.xml: three BSA ids in the order of the batch, and every warning`, async (t) => {
      const folder = sharedData('reports');
      if (folder === null) return t.skip('NOT RUN: shared data absent');
      const bytes = readFileSync(join(folder, 'moov-fincen', `${file}_acknowledgement.xml`));
      const receipts = factsOf(await readAll('fincen-ack', bytes), 'acknowledgement');
      assert.deepEqual(
        receipts.map(({ bsaId }) => bsaId),
        ids,
      );
      assert.deepEqual(
        receipts.map(({ quotedPlace }) => quotedPlace),
        places,
      );
      assert.deepEqual(
        receipts.flatMap(({ errors }) => errors.map(({ code }) => code)),
        codes,
      );
    });
});
