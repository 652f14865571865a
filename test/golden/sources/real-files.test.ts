import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { type Json, moneyText, sumMoney } from '../../../src/core/index.ts';
import { sharedData } from '../../shared-data.ts';
import { factsOf, readAll } from '../../unit/sources/reading.ts';

/** Leaf texts by element name, taken from the XML by pattern: another way than the reader's. */
function textsInXml(xml: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [, name = '', text = ''] of xml.matchAll(/<([A-Za-z0-9]+)(?:\s[^>]*)?>([^<]*)<\/\1>/g)) {
    const decoded = text.replaceAll('&#xA;', '\n').replaceAll('&amp;', '&').trim();
    if (decoded !== '') found.set(name, [...(found.get(name) ?? []), decoded]);
  }
  return found;
}

function textsInContent(content: Json, name: string, found: Map<string, string[]>): void {
  if (typeof content === 'string') {
    if (content.trim() !== '' && !name.startsWith('@')) found.set(name, [...(found.get(name) ?? []), content.trim()]);
  } else if (Array.isArray(content)) for (const item of content) textsInContent(item, name, found);
  else if (typeof content === 'object' && content !== null) {
    for (const [key, item] of Object.entries(content)) textsInContent(item, key, found);
  }
}

const sorted = (map: Map<string, string[]>) => [...map].map(([name, texts]) => [name, texts.toSorted()]).toSorted();
const count = (xml: string, pattern: RegExp): number => [...xml.matchAll(pattern)].length;

describe('the FinCEN-format samples of moov-io/fincen', () => {
  for (const [format, name] of [
    ['fincen-sar', 'sar_batch.xml'],
    ['fincen-ctr', 'ctr_batch.xml'],
  ] as const) {
    it(`${name}: every party, account, amount, code and text of the file is kept`, async (t) => {
      const folder = sharedData('reports');
      if (folder === null) return t.skip('NOT RUN: shared data absent');
      const xml = readFileSync(join(folder, 'moov-fincen', name), 'utf8');
      const result = await readAll(format, xml);
      assert.deepEqual(result.counts, { rowsRead: 1, records: 1, quarantined: 0 });
      assert.equal(factsOf(result, 'party').length, count(xml, /<Party[\s>]/g));
      assert.equal(factsOf(result, 'account').length, count(xml, /<AccountNumberText>[^<]/g));
      const expected = textsInXml(xml);
      assert.deepEqual(expected.get('FormTypeCode'), [factsOf(result, 'report')[0]?.formTypeCode]);
      expected.delete('FormTypeCode');
      const kept = new Map<string, string[]>();
      textsInContent(result.records[0]?.content ?? '', '', kept);
      assert.deepEqual(sorted(kept), sorted(expected));
      const seqNums = [...xml.matchAll(/SeqNum="(\d+)"/g)].map(([, value]) => value).slice(1);
      const content = JSON.stringify(result.records[0]?.content);
      for (const seqNum of seqNums) assert.ok(content.includes(`"@SeqNum":"${seqNum}"`), seqNum);
    });
  }

  it('the CTR is one movement of 47,000 dollars, on no single account as two carry it', async (t) => {
    const folder = sharedData('reports');
    if (folder === null) return t.skip('NOT RUN: shared data absent');
    const result = await readAll('fincen-ctr', readFileSync(join(folder, 'moov-fincen', 'ctr_batch.xml')));
    const movements = factsOf(result, 'cash-movement');
    assert.deepEqual(
      movements.map((item) => [
        item.direction,
        moneyText(item.amount),
        item.account,
        item.accounts.length,
        item.at.date,
      ]),
      [['in', '47000.00', null, 2, '2017-01-15']],
    );
    assert.deepEqual(
      movements[0]?.persons.map((item) => [item.code, item.amount === null ? null : moneyText(item.amount)]),
      [['50', '20000.00']],
    );
  });
});

describe('the FinCEN Files of ICIJ', () => {
  it('are 4,507 flows of 35,682,247,985.01 dollars, as an independent sum gives', async (t) => {
    const folder = sharedData('reports');
    if (folder === null) return t.skip('NOT RUN: shared data absent');
    const bytes = readFileSync(join(folder, 'icij-fincen-files', 'download_transactions_map.csv'));
    const result = await readAll('icij-fincen-files', bytes);
    assert.deepEqual(result.counts, { rowsRead: 4_507, records: 4_507, quarantined: 0 });
    const flows = factsOf(result, 'aggregate-flow');
    assert.equal(new Set(flows.map(({ id }) => id)).size, 4_507);
    assert.equal(
      moneyText(
        sumMoney(
          flows.map(({ amount }) => amount),
          'USD',
        ),
      ),
      '35682247985.01',
    );
    // The amount is the last cell of a line and never quoted; a float sum in cents is exact to far below a cent here.
    const lines = bytes.toString().trim().split('\n').slice(1);
    const cents = lines.reduce((sum, line) => sum + Math.round(Number(line.slice(line.lastIndexOf(',') + 1)) * 100), 0);
    assert.equal(cents, 3_568_224_798_501);
    assert.equal(flows.filter(({ count: transactions }) => transactions === null).length, 111);
    assert.deepEqual([flows[0]?.start, flows[0]?.end, flows[0]?.count], ['2015-03-25', '2015-09-25', 68]);
    assert.ok(result.records.every(({ sourceClass }) => sourceClass === 'BSA_LEAD_ONLY'));
  });
});

describe('the examples of BODS 0.4', () => {
  it('are kept without loss: every statement a Record, every interest a Holding', async (t) => {
    const folder = sharedData('ownership');
    if (folder === null) return t.skip('NOT RUN: shared data absent');
    const examples = join(folder, 'bods', 'examples-0.4');
    const totals = { statements: 0, parties: 0, holdings: 0 };
    for (const name of readdirSync(examples)) {
      const text = readFileSync(join(examples, name), 'utf8');
      const statements = JSON.parse(text) as { recordType: string; recordDetails: { interests?: unknown[] } }[];
      const result = await readAll('bods', text);
      const relations = statements.filter(({ recordType }) => recordType === 'relationship');
      const interests = relations.reduce(
        (sum, item) => sum + Math.max(1, item.recordDetails.interests?.length ?? 0),
        0,
      );
      assert.deepEqual(result.quarantine, [], name);
      assert.equal(result.records.length, statements.length, name);
      assert.equal(factsOf(result, 'holding').length, interests, name);
      assert.equal(factsOf(result, 'party').length, statements.length - relations.length, name);
      totals.statements += statements.length;
      totals.parties += factsOf(result, 'party').length;
      totals.holdings += interests;
    }
    assert.deepEqual(totals, { statements: 62, parties: 33, holdings: 42 });
  });
});
