import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LIMITS } from '../../../src/sources/index.ts';
import { readAll, rejection } from './reading.ts';

const SAR_OPEN = '<EFilingBatchXML><FormTypeCode>SARX</FormTypeCode>';
const HEADER =
  'transfer_id,posted_at,from_institution,from_account,from_name,to_institution,to_account,to_name,amount,currency,method,place,conductor,memo';

async function sarFailure(text: string | Uint8Array, chunk = 4096) {
  const { code, message } = await rejection(readAll('fincen-sar', text, { chunk }));
  return { code, message };
}

describe('an XML file that is rejected', () => {
  it('has a DOCTYPE, whose entities are never expanded', async () => {
    const bomb = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;&b;">]>';
    const { code, message } = await sarFailure(`<?xml version="1.0"?>${bomb}${SAR_OPEN}&c;</EFilingBatchXML>`);
    assert.equal(code, 'DOCTYPE');
    assert.match(message, /test-file, line 1/);
  });

  it('ends too early', async () => {
    const { code, message } = await sarFailure(`${SAR_OPEN}<Activity><Party>\n`);
    assert.equal(code, 'TRUNCATED');
    assert.match(message, /line 2, column 0/);
  });

  it('is not well formed, with line and column', async () => {
    const { code, message } = await sarFailure(`${SAR_OPEN}\n<Activity></Party>`);
    assert.equal(code, 'MALFORMED_XML');
    assert.match(message, /test-file, line 2, column 18/);
  });

  it('names an entity that XML does not define', async () => {
    assert.equal((await sarFailure(`${SAR_OPEN}&xxe;</EFilingBatchXML>`)).code, 'MALFORMED_XML');
  });

  it('nests one level deeper than the limit, and not at the limit', async () => {
    const nested = (depth: number): string =>
      `${SAR_OPEN}${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}</EFilingBatchXML>`;
    const { code, message } = await sarFailure(nested(64));
    assert.deepEqual([code, /limit xmlDepth = 64/.test(message)], ['LIMIT', true]);
    assert.equal((await readAll('fincen-sar', nested(63))).counts.rowsRead, 0);
  });

  it('gives one element more than 200 attributes, and not 200', async () => {
    const attributes = (count: number): string => Array.from({ length: count }, (_, i) => `a${i}="1"`).join(' ');
    const file = (count: number): string => `${SAR_OPEN}<Activity ${attributes(count)}/></EFilingBatchXML>`;
    assert.match((await sarFailure(file(201))).message, /limit xmlAttributes = 200/);
    assert.equal((await readAll('fincen-sar', file(200))).counts.rowsRead, 1);
  });

  it('holds a text node above 1 MB, whatever the chunks', async () => {
    const text = 'x'.repeat(LIMITS.xmlTextCharacters + 10);
    for (const chunk of [1000, 65_536, 4_000_000]) {
      const { code, message } = await sarFailure(
        `${SAR_OPEN}<Activity><A>${text}</A></Activity></EFilingBatchXML>`,
        chunk,
      );
      assert.deepEqual([code, /limit xmlTextCharacters/.test(message)], ['LIMIT', true]);
    }
  });

  it('hides the size in a comment or an attribute', async () => {
    const big = 'x'.repeat(LIMITS.xmlTextCharacters + 10);
    assert.equal((await sarFailure(`${SAR_OPEN}<!--${big}--></EFilingBatchXML>`)).code, 'LIMIT');
    assert.equal((await sarFailure(`${SAR_OPEN}<Activity a="${big}"/></EFilingBatchXML>`)).code, 'LIMIT');
  });

  it('is a stream of 1 GB in one text node, given up long before its end and under 300 MB of memory', async () => {
    const piece = Buffer.from('x'.repeat(1024 * 1024));
    let sent = 0;
    let peak = 0;
    async function* endless() {
      yield Buffer.from(`${SAR_OPEN}<Activity><ActivityNarrativeText>`);
      for (; sent < 1024; sent++) {
        peak = Math.max(peak, process.memoryUsage.rss());
        yield piece;
      }
    }
    const failure = await rejection(readAll('fincen-sar', '', { open: endless }));
    assert.equal(failure.code, 'LIMIT');
    assert.ok(sent <= 3, `${sent} MB were taken`);
    assert.ok(peak < 300 * 1024 ** 2, `${peak} bytes of memory`);
  });

  it('has another root than a FinCEN batch', async () => {
    assert.equal((await sarFailure('<report/>')).code, 'UNKNOWN_FORMAT');
    assert.equal((await sarFailure('<x:EFilingBatchXML xmlns:x="urn:other"/>')).code, 'UNKNOWN_FORMAT');
  });

  it('turns out to be a form of a later version', async () => {
    const cash =
      '<CurrencyTransactionActivity><TotalPriceAmountText>1</TotalPriceAmountText></CurrencyTransactionActivity>';
    assert.equal(
      (await sarFailure(`<EFilingBatchXML><Activity>${cash}</Activity></EFilingBatchXML>`)).code,
      'NOT_IN_THIS_VERSION',
    );
  });
});

describe('the encoding of an XML file', () => {
  const body =
    '<EFilingBatchXML><Activity><SuspiciousActivity/><FilingInstitutionNotetoFinCEN>Café €</FilingInstitutionNotetoFinCEN></Activity></EFilingBatchXML>';
  const latin = body.replace(' €', '');

  const noteOf = async (bytes: Uint8Array): Promise<unknown> => {
    const { records } = await readAll('fincen-sar', bytes, { chunk: 1 });
    const [record] = records;
    return record === undefined ? null : Reflect.get(record.content as object, 'FilingInstitutionNotetoFinCEN');
  };

  it('is UTF-8 with or without a mark', async () => {
    assert.equal(await noteOf(Buffer.from(body)), 'Café €');
    assert.equal(await noteOf(Buffer.from(`\ufeff<?xml version="1.0" encoding="utf-8"?>${body}`)), 'Café €');
  });

  it('is UTF-16 in either order', async () => {
    const little = Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${body}`, 'utf16le');
    assert.equal(await noteOf(little), 'Café €');
    assert.equal(await noteOf(Buffer.from(little).swap16()), 'Café €');
  });

  it('is ISO-8859-1 or windows-1252 when declared', async () => {
    const declared = (name: string, text: string) => `<?xml version="1.0" encoding="${name}"?>${text}`;
    assert.equal(await noteOf(Buffer.from(declared('ISO-8859-1', latin), 'latin1')), 'Café');
    const windows = Buffer.from(declared('windows-1252', body.replace('€', '\x80')), 'latin1');
    assert.equal(await noteOf(windows), 'Café €');
  });

  it('is refused when the bytes are not of it', async () => {
    assert.equal((await sarFailure(Buffer.from(body, 'latin1'))).code, 'WRONG_ENCODING');
    assert.equal((await sarFailure(`<?xml version="1.0" encoding="UTF-16"?>${body}`)).code, 'WRONG_ENCODING');
    assert.equal((await sarFailure(`<?xml version="1.0" encoding="EBCDIC-US"?>${body}`)).code, 'WRONG_ENCODING');
    const cut = Buffer.concat([Buffer.from('<EFilingBatchXML>caf'), Buffer.from([0xc3])]);
    assert.equal((await sarFailure(cut)).code, 'WRONG_ENCODING');
  });
});

describe('a table or JSON file that is rejected', () => {
  it('has another header, and the first wrong column is named', async () => {
    const failure = await rejection(readAll('redress-transfers', `${HEADER.replace('memo', 'note')}\n`));
    assert.equal(failure.code, 'WRONG_HEADER');
    assert.match(failure.message, /column 14 is "note" and not "memo" \(test-file, line 1\)/);
  });

  it('has a header with one column too many', async () => {
    assert.match((await rejection(readAll('redress-transfers', `${HEADER},extra\n`))).message, /column 15 is "extra"/);
  });

  it('leaves a quote open', async () => {
    assert.equal((await rejection(readAll('redress-transfers', `${HEADER}\n"T1,2024-01-01`))).code, 'TRUNCATED');
  });

  it('puts a quote where RFC 4180 has none', async () => {
    const failure = await rejection(readAll('redress-transfers', `${HEADER}\nT1,ab"c",,,,,,,,,,,,\n`));
    assert.equal(failure.code, 'MALFORMED_CSV');
    assert.match(failure.message, /line 2/);
  });

  it('is not UTF-8', async () => {
    const bytes = Buffer.from(`${HEADER}\nT1,2024-01-01,,,Café,,,,1,USD,,,,\n`, 'latin1');
    assert.equal((await rejection(readAll('redress-transfers', bytes))).code, 'WRONG_ENCODING');
  });

  it('has a record above 1 MB', async () => {
    const failure = await rejection(readAll('redress-transfers', `${HEADER}\n${'x'.repeat(1_100_000)}`));
    assert.match(failure.message, /limit csvRecordBytes = 1048576/);
  });

  it('is empty', async () => {
    assert.equal((await rejection(readAll('redress-transfers', ''))).code, 'TRUNCATED');
  });

  it('is JSON that ends too early, is broken or is too deep', async () => {
    const codeOf = async (text: string): Promise<string> => (await rejection(readAll('bods', text))).code;
    assert.equal(await codeOf('[{"a":1}'), 'TRUNCATED');
    assert.equal(await codeOf('[{"a":1},'), 'TRUNCATED');
    assert.equal(await codeOf('[{"a":1}]x'), 'MALFORMED_JSON');
    assert.equal(await codeOf('[1]'), 'MALFORMED_JSON');
    assert.equal(await codeOf('[{"a":1},]'), 'MALFORMED_JSON');
    assert.equal(await codeOf('[{"a":1 "b"}]'), 'MALFORMED_JSON');
    assert.equal(await codeOf(`[{"a":${'['.repeat(40)}${']'.repeat(40)}}]`), 'LIMIT');
    assert.equal(await codeOf(`[{"a":"${'x'.repeat(LIMITS.jsonItemCharacters)}"}]`), 'LIMIT');
  });
});

describe('the table of limits', () => {
  it('is that of the threat model (ecosystem 3.3)', () => {
    assert.deepEqual(LIMITS, {
      fileBytes: 2_147_483_648,
      xmlDepth: 64,
      xmlTextCharacters: 1_048_576,
      xmlAttributes: 200,
      activityElements: 200_000,
      activityCharacters: 16_777_216,
      csvRecordBytes: 1_048_576,
      jsonItemCharacters: 1_048_576,
      jsonDepth: 32,
      mapBytes: 65_536,
    });
  });

  it('stops an Activity with too many elements', async () => {
    const many = '<P/>'.repeat(LIMITS.activityElements);
    const { message } = await sarFailure(`${SAR_OPEN}<Activity>${many}</Activity></EFilingBatchXML>`, 65_536);
    assert.match(message, /limit activityElements = 200000/);
  });
});
