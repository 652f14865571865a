import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RedressError } from '../../../src/core/index.ts';
import { sniffFormat } from '../../../src/sources/index.ts';
import { factsOf, fixture, readAll } from './reading.ts';

const activity = (inner: string, seq = 3): string =>
  `<EFilingActivityXML SeqNum="${seq}">${inner}</EFilingActivityXML>`;
const error = (place: string): string =>
  `<EFilingActivityErrorXML><ErrorContextText>EFilingBatchXML/Activity[${place}]/Party[2]</ErrorContextText></EFilingActivityErrorXML>`;
const ack = (...activities: readonly string[]): string =>
  `<EFilingBatchXML StatusCode="A"><EFilingSubmissionXML SeqNum="2">${activities.join('')}</EFilingSubmissionXML></EFilingBatchXML>`;
const read = (text: string) => readAll('fincen-ack', text);

describe('an acknowledgement of FinCEN', () => {
  it('gives each Activity of a batch its BSA id, with the warnings as written', async () => {
    const result = await readAll('fincen-ack', fixture('fincen-ack', 'valid.xml'));
    assert.deepEqual(
      factsOf(result, 'acknowledgement').map(({ bsaId, quotedPlace, errors }) => ({ bsaId, quotedPlace, errors })),
      [
        {
          bsaId: '31000000000017',
          quotedPlace: 1,
          errors: [
            {
              level: 'WARN',
              code: 'F18',
              element: 'RawZIPCode',
              context: 'EFilingBatchXML/Activity[1]/Party[6]/Address[9]/RawZIPCode',
              text: 'The value is in an invalid format.',
            },
          ],
        },
        { bsaId: '31000000000018', quotedPlace: null, errors: [] },
      ],
    );
    assert.deepEqual(
      result.records.map(({ locator, sourceClass, date }) => ({ locator, sourceClass, date })),
      [
        { locator: { kind: 'seq', activity: 1, seqNum: '3' }, sourceClass: 'BSA_LEAD_ONLY', date: null },
        { locator: { kind: 'seq', activity: 2, seqNum: '5' }, sourceClass: 'BSA_LEAD_ONLY', date: null },
      ],
    );
  });

  it('is told from a batch, in any prefix, and keeps an Activity that it does not understand', async () => {
    const text = ack(activity('<BSAID>31000000000001</BSAID><Later SeqNum="9">x</Later>'));
    assert.deepEqual(sniffFormat(Buffer.from(text), 'a'), { ok: true, value: 'fincen-ack' });
    const prefixed = text
      .replaceAll(/<(\/?)/g, '<$1fc2:')
      .replace('StatusCode', 'xmlns:fc2="www.fincen.gov/base" StatusCode');
    assert.deepEqual(sniffFormat(Buffer.from(prefixed), 'a'), { ok: true, value: 'fincen-ack' });
    const [record] = (await read(prefixed)).records;
    assert.deepEqual(record?.content, {
      '@SeqNum': '3',
      BSAID: '31000000000001',
      Later: { '@SeqNum': '9', '#text': 'x' },
    });
  });

  it('quarantines a missing or impossible BSA id and errors that quote two Activities, and keeps the others', async () => {
    const result = await read(
      ack(
        activity('<BSAID/>', 3),
        activity('<BSAID>00000000000000</BSAID>', 4),
        activity('<BSAID>3100000000000X</BSAID>', 5),
        activity(`<BSAID>31000000000004</BSAID>${error('4')}${error('5')}`, 6),
        activity(`<BSAID>31000000000005</BSAID>${error('5')}${error('5')}`, 7),
      ),
    );
    assert.deepEqual(
      result.quarantine.map(({ code, locator }) => [code, locator]),
      [
        ['MISSING_VALUE', 'Activity 1 SeqNum 3'],
        ['BAD_IDENTIFIER', 'Activity 2 SeqNum 4'],
        ['BAD_IDENTIFIER', 'Activity 3 SeqNum 5'],
        ['BAD_ROW', 'Activity 4 SeqNum 6'],
      ],
    );
    assert.deepEqual(
      factsOf(result, 'acknowledgement').map(({ bsaId, quotedPlace }) => [bsaId, quotedPlace]),
      [['31000000000005', 5]],
    );
    assert.deepEqual(result.counts, { rowsRead: 5, records: 1, quarantined: 4 });
  });

  it('is rejected whole when it is cut short or has another root', async () => {
    const text = ack(activity('<BSAID>31000000000001</BSAID>'));
    await assert.rejects(
      read(text.slice(0, -10)),
      (thrown) => thrown instanceof RedressError && thrown.failure.code === 'TRUNCATED',
    );
    await assert.rejects(
      read('<EFilingSubmissionXML><EFilingActivityXML/></EFilingSubmissionXML>'),
      (thrown) => thrown instanceof RedressError && thrown.failure.code === 'UNKNOWN_FORMAT',
    );
  });
});
