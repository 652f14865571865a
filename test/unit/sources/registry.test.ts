import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FORMAT_IDS, LATER_FORMAT_IDS } from '../../../src/facts/index.ts';
import { defaultSourceClass, resolveSourceClass, sniffFormat } from '../../../src/sources/index.ts';
import { fixture } from './reading.ts';

const codeOf = (text: string | Uint8Array): string => {
  const sniffed = sniffFormat(typeof text === 'string' ? Buffer.from(text) : text, 'a.bin');
  return sniffed.ok ? sniffed.value : `${sniffed.error.code} ${sniffed.error.details.format ?? ''}`.trim();
};

/** The first bytes of each later format. */
const LATER: Readonly<Record<(typeof LATER_FORMAT_IDS)[number], string>> = {
  'fincen-8300': '<EFilingBatchXML><FormTypeCode>8300X</FormTypeCode><Activity><CurrencyTransactionActivity/>',
  'fincen-fbar': '<fc2:EFilingBatchXML><fc2:Activity><fc2:ForeignAccountActivity>',
  goaml: '<?xml version="1.0"?><report><rentity_id>1</rentity_id>',
  pacs008: '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08">',
  pacs004: '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.004.001.10">',
  camt052: '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.052.001.08">',
  camt053: '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">',
  camt054: '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08">',
  mt103: '{1:F01BANKUS33AXXX0000000000}{2:I103}{4:\n:20:REF\n',
  ofx: 'OFXHEADER:100\nDATA:OFXSGML\n',
  gleif: '<lei:LEIData xmlns:lei="http://www.gleif.org/data/schema/leidata/2016">',
  'uk-psc': '{"company_number":"01234567","data":{}}\n',
  'fincen-314a': '',
  ftm: '{"id":"a","schema":"Person","properties":{}}\n',
  senzing: '{"DATA_SOURCE":"TEST","RECORD_ID":"1"}\n',
  amlworld: 'Timestamp,From Bank,Account,To Bank,Account,Amount Received\n',
  amlsim: 'TXN_ID,ACCOUNT_ID,COUNTER_PARTY_ACCOUNT_NUM\n',
  'saml-d': 'Time,Date,Sender_account,Receiver_account,Amount\n',
};

describe('what a file is', () => {
  it('is told by its content and never by its name', () => {
    assert.equal(codeOf(fixture('fincen-ctr', 'valid.xml')), 'fincen-ctr');
    assert.equal(
      codeOf(Buffer.from(fixture('fincen-sar', 'valid.xml').toString().replace('UTF-8', 'UTF-16'), 'utf16le')),
      'fincen-sar',
    );
    assert.equal(codeOf(`\ufeff${fixture('redress-transfers', 'valid.csv')}`), 'redress-transfers');
  });

  it('is a SAR although its FormTypeCode says CTR', () => {
    assert.equal(codeOf(fixture('fincen-sar', 'valid.xml').toString().replace('SARX', 'CTRX')), 'fincen-sar');
  });

  it('is told by its party codes where the head ends before the activity', () => {
    const party = (code: string) =>
      `<EFilingBatchXML><Activity><Party><ActivityPartyTypeCode>${code}</ActivityPartyTypeCode>`;
    assert.equal(codeOf(party('33')), 'fincen-sar');
    assert.equal(codeOf(party('50')), 'fincen-ctr');
    assert.equal(codeOf(party('30')), 'UNKNOWN_FORMAT');
  });

  for (const [id, head] of Object.entries(LATER)) {
    // The list goes from FinCEN to institutions only and its layout is not public (formats 3.7): nothing to tell it by.
    if (id === 'fincen-314a') continue;
    it(`is ${id}, refused by that name`, () => assert.equal(codeOf(head), `NOT_IN_THIS_VERSION ${id}`));
  }

  it('is a version of BODS that is refused by name', () => {
    const sniffed = sniffFormat(
      Buffer.from('[{"statementID":"x","statementType":"entityStatement","publicationDetails":{"bodsVersion":"0.3"}}]'),
      'a',
    );
    assert.deepEqual(sniffed.ok ? '' : sniffed.error.message.slice(0, 28), 'format bods 0.3 is not in th');
  });

  it('is a sanctions list as XML, refused while its CSV files are read', () => {
    assert.equal(codeOf('<?xml version="1.0"?><sdnList xmlns="x">'), 'NOT_IN_THIS_VERSION ofac-sdn');
    assert.equal(codeOf('<Sanctions xmlns="https://www.un.org" x="treas.gov">'), 'NOT_IN_THIS_VERSION ofac-sdn');
  });

  it('is unknown, empty, or a document with a DOCTYPE', () => {
    assert.equal(codeOf('hello'), 'UNKNOWN_FORMAT');
    assert.equal(codeOf(''), 'UNKNOWN_FORMAT');
    assert.equal(
      codeOf('<?xml version="1.0"?>\n<!-- a -->\n<!DOCTYPE a [<!ENTITY b "c">]><EFilingBatchXML/>'),
      'DOCTYPE',
    );
  });

  it('is meant as a plain table whose header has a slip', () => {
    const slip = fixture('redress-accounts', 'valid.csv').toString().replace('holder_id_type', 'id_type');
    assert.equal(codeOf(slip), 'WRONG_HEADER');
  });

  it('is told in short time from a head made to be slow', () => {
    for (const piece of [
      '<Sanctions ',
      '{"schema"',
      '<a:FormTypeCode',
      '"recordId"',
      '<!--',
      'aaaa',
      '1,"a"',
      '1,"',
      '1,1,-0- ,',
    ]) {
      const start = performance.now();
      codeOf(piece.repeat(Math.ceil(262_144 / piece.length)));
      assert.ok(performance.now() - start < 1_000, piece);
    }
  });
});

describe('the class of a source', () => {
  it('is by default that of its format', () => {
    assert.deepEqual(
      FORMAT_IDS.map((id) => [id, defaultSourceClass(id)]),
      [
        ['fincen-sar', 'BSA_LEAD_ONLY'],
        ['fincen-ctr', 'BSA_LEAD_ONLY'],
        ['fincen-ack', 'BSA_LEAD_ONLY'],
        ['bods', 'PUBLIC_RECORD'],
        ['ofac-sdn', 'PUBLIC_RECORD'],
        ['redress-transfers', 'PROCESS_OBTAINED'],
        ['redress-accounts', 'PROCESS_OBTAINED'],
        ['redress-balances', 'PROCESS_OBTAINED'],
        ['redress-assets', 'PUBLIC_RECORD'],
        ['redress-victim-facts', 'VICTIM_SUPPLIED'],
        ['redress-outcomes', 'PROCESS_OBTAINED'],
        ['icij-fincen-files', 'BSA_LEAD_ONLY'],
        ['table', null],
      ],
    );
  });

  it('never moves BSA to another class', () => {
    for (const format of ['fincen-sar', 'fincen-ctr', 'fincen-ack', 'icij-fincen-files'] as const) {
      for (const wanted of ['PUBLIC_RECORD', 'PROCESS_OBTAINED', 'VICTIM_SUPPLIED', 'BOI_RESTRICTED'] as const) {
        const resolved = resolveSourceClass(format, wanted);
        assert.equal(resolved.ok ? '' : resolved.error.code, 'CLASS_NOT_ADMISSIBLE');
      }
      assert.deepEqual(resolveSourceClass(format, 'BSA_LEAD_ONLY'), { ok: true, value: 'BSA_LEAD_ONLY' });
    }
  });

  it('may be made stricter or corrected for other formats, and must be given for a table', () => {
    assert.deepEqual(resolveSourceClass('redress-transfers', 'BSA_LEAD_ONLY'), { ok: true, value: 'BSA_LEAD_ONLY' });
    assert.deepEqual(resolveSourceClass('table', 'VICTIM_SUPPLIED'), { ok: true, value: 'VICTIM_SUPPLIED' });
    const none = resolveSourceClass('table', null);
    assert.equal(none.ok ? '' : none.error.code, 'SOURCE_CLASS_REQUIRED');
    const derived = resolveSourceClass('bods', 'DERIVED');
    assert.equal(derived.ok ? '' : derived.error.code, 'BAD_INPUT');
  });

  it('names every later format of the interface', () => {
    assert.deepEqual(Object.keys(LATER), [...LATER_FORMAT_IDS]);
  });
});
