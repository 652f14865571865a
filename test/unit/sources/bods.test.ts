import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { sha256Hex } from '../../../src/core/index.ts';
import { parseStatement } from '../../../src/sources/bods/statement.ts';
import { sharedData } from '../../shared-data.ts';
import { factsOf, fixture, readAll } from './reading.ts';

type Details = Record<string, unknown>;
let counter = 0;

function statement(recordId: string, recordType: string, recordDetails: Details, extra: Details = {}): Details {
  counter++;
  const statementId = `statement-${String(counter).padStart(30, '0')}`;
  const details = { isComponent: false, ...recordDetails };
  return {
    statementId,
    statementDate: '2024-03-01',
    declarationSubject: 'e1',
    recordId,
    recordType,
    recordDetails: details,
    ...extra,
  };
}
const entity = (id: string, details: Details = {}) =>
  statement(id, 'entity', { entityType: { type: 'registeredEntity' }, ...details });
const person = (id: string, details: Details = {}) =>
  statement(id, 'person', { personType: 'knownPerson', ...details });
const relation = (details: Details, extra: Details = {}) =>
  statement('r1', 'relationship', { subject: 'e1', interestedParty: 'p1', ...details }, extra);
const read = (...statements: Details[]) => readAll('bods', JSON.stringify(statements));

async function shareOf(share: Details) {
  const result = await read(entity('e1'), person('p1'), relation({ interests: [{ type: 'shareholding', share }] }));
  return factsOf(result, 'holding')[0]?.share ?? result.quarantine[0]?.code ?? null;
}

describe('a file of ownership statements', () => {
  it('gives a Party for each entity and person, with its recordId inside this file alone', async () => {
    const bytes = fixture('bods', 'valid.json');
    const parties = factsOf(await readAll('bods', bytes), 'party');
    const issuer = sha256Hex(bytes);
    assert.deepEqual(
      parties.map(({ role, entityKind, names, identifiers, birthDate }) => [
        role,
        entityKind,
        names[0]?.full,
        identifiers,
        birthDate,
      ]),
      [
        [
          'declared-entity',
          'organisation',
          'Example Works Ltd',
          [{ type: 'bods-record', value: 'entity-1', issuer }],
          null,
        ],
        ['declared-person', 'person', 'Robin Example', [{ type: 'bods-record', value: 'person-1', issuer }], '1984-06'],
      ],
    );
  });

  it('gives a Holding for each interest, from owner to subject', async () => {
    const result = await readAll('bods', fixture('bods', 'valid.json'));
    const [company, owner] = factsOf(result, 'party');
    const [holding] = factsOf(result, 'holding');
    assert.ok(holding !== undefined);
    const { id, record, ...said } = holding;
    assert.match(id, /^fct_/);
    assert.equal(record, result.records[2]?.id);
    assert.deepEqual(said, {
      kind: 'holding',
      owner: owner?.id,
      unspecifiedOwner: null,
      subject: company?.id,
      interestType: 'shareholding',
      interestClass: 'shares',
      share: { lo: 25, hi: 50, open: 'lo' },
      level: 'direct',
      beneficial: null,
      votesFollow: false,
      start: null,
      end: null,
      statedOn: '2024-03-01',
      isComponent: false,
      componentRecords: [],
      series: 'relation-1',
      status: null,
      ordinal: 2,
    });
  });

  it('reads shares as exact, bounded, open or unknown', async () => {
    assert.deepEqual(await shareOf({ exact: 33.3 }), { lo: 33.3, hi: 33.3 });
    assert.deepEqual(await shareOf({ minimum: 25, maximum: 50 }), { lo: 25, hi: 50 });
    assert.deepEqual(await shareOf({ exclusiveMinimum: 25 }), { lo: 25, hi: 100, open: 'lo' });
    assert.deepEqual(await shareOf({ exclusiveMinimum: 25, exclusiveMaximum: 50 }), { lo: 25, hi: 50, open: 'both' });
    assert.deepEqual(await shareOf({ minimum: 30, exclusiveMinimum: 25 }), { lo: 30, hi: 100 });
    assert.deepEqual(await shareOf({ maximum: 50, exclusiveMaximum: 50 }), { lo: 0, hi: 50, open: 'hi' });
    assert.equal(await shareOf({}), null);
    assert.equal(await shareOf({ minimum: 60, maximum: 40 }), 'BAD_SHARE');
    assert.equal(await shareOf({ exact: 101 }), 'BAD_SHARE');
  });

  it('keeps the reason for a missing owner or subject as a fact', async () => {
    const [holding] = factsOf(
      await read(entity('e1'), relation({ interestedParty: { reason: 'noBeneficialOwners' } })),
      'holding',
    );
    assert.deepEqual(
      [holding?.owner, holding?.unspecifiedOwner, holding?.interestType, holding?.share, holding?.level],
      [null, 'noBeneficialOwners', 'unknownInterest', null, 'unknown'],
    );
    const [other] = factsOf(await read(person('p1'), relation({ subject: { reason: 'unknown' } })), 'holding');
    assert.equal(other?.subject, null);
  });

  it('finds what a reference names although it stands later', async () => {
    const result = await read(relation({}), person('p1'), entity('e1'));
    assert.deepEqual(result.quarantine, []);
    assert.equal(factsOf(result, 'holding')[0]?.owner, factsOf(result, 'party')[0]?.id);
  });

  it('quarantines a reference to a record that is not in the file, with its id', async () => {
    const cases: [Details, RegExp][] = [
      [{ interestedParty: 'p9' }, /interestedParty: record "p9" is not in the file/],
      [{ subject: 'e9' }, /subject: record "e9" is not in the file/],
      [{ componentRecords: ['r9'] }, /componentRecords: record "r9" is not in the file/],
    ];
    for (const [details, message] of cases) {
      const { quarantine, counts } = await read(entity('e1'), person('p1'), relation(details));
      assert.deepEqual([quarantine[0]?.code, quarantine[0]?.locator, counts.records], ['DANGLING_REFERENCE', '/2', 2]);
      assert.match(quarantine[0]?.message ?? '', message);
    }
  });

  it('does not take a refused statement for the record that it names', async () => {
    const result = await read(entity('e1'), person('p1', { birthDate: '1984-13' }), relation({}));
    assert.deepEqual(
      result.quarantine.map(({ code }) => code),
      ['BAD_DATE', 'DANGLING_REFERENCE'],
    );
  });

  it('refuses a person as the thing that is owned', async () => {
    const result = await read(entity('e1'), person('p1'), relation({ subject: 'p1' }));
    assert.deepEqual(
      result.quarantine.map(({ code }) => code),
      ['BAD_ROW'],
    );
  });

  it('puts identifiers into their lists', async () => {
    const ids = [
      { scheme: 'GB-COH', id: '0744 4723' },
      { scheme: 'XI-LEI', id: '5493001KJTIIGC8Y1R12' },
      { scheme: 'US-EIN', id: '12-3456789' },
      { schemeName: 'Old register', id: '7' },
      { scheme: 'GB-COH' },
    ];
    const papers = [
      { scheme: 'AFG-PASSPORT', id: 'p-1' },
      { scheme: 'GBR-TAXID', id: '22' },
    ];
    const [company, owner] = factsOf(
      await read(entity('e1', { identifiers: ids }), person('p1', { identifiers: papers })),
      'party',
    );
    assert.deepEqual(company?.identifiers.slice(1), [
      { type: 'registration', value: 'GB-COH:07444723', issuer: 'GB-COH' },
      { type: 'lei', value: '5493001KJTIIGC8Y1R12', issuer: null },
      { type: 'ein', value: '123456789', issuer: null },
      { type: 'other', value: '7', issuer: 'Old register' },
    ]);
    assert.deepEqual(owner?.identifiers.slice(1), [
      { type: 'passport', value: 'P1', issuer: 'AFG' },
      { type: 'foreign-tin', value: '22', issuer: 'GBR' },
    ]);
  });

  it('may be NDJSON, with the line as locator', async () => {
    const lines = [entity('e1'), person('p1'), relation({ isComponent: true }, { recordStatus: 'closed' })];
    const result = await readAll('bods', lines.map((line) => JSON.stringify(line)).join('\n'), { chunk: 7 });
    assert.deepEqual(
      result.records.map(({ locator }) => locator),
      [1, 2, 3].map((line) => ({ kind: 'line', line })),
    );
    const [holding] = factsOf(result, 'holding');
    assert.deepEqual([holding?.isComponent, holding?.status], [true, 'closed']);
  });

  it('keeps all digits of a number in the content', async () => {
    const text = JSON.stringify([{ ...entity('e1'), weight: 'W' }]).replace('"W"', '0.10000000000000000001');
    const { records } = await readAll('bods', text);
    assert.equal(Reflect.get(records[0]?.content as object, 'weight'), '0.10000000000000000001');
  });
});

/** Line of the origin's expected_errors.csv: file, JSON-Schema keyword, JSON path, property. */
function expectedPointer(keyword: string, path: string, property: string): string {
  const pointer = path.replace('$[0]', '').replaceAll(/[.[]/g, '/').replaceAll(']', '');
  return keyword === 'required' ? `${pointer}/${property}` : pointer;
}

describe('the schema tests of BODS 0.4', () => {
  it('accept every valid statement', (t) => {
    const folder = sharedData('ownership');
    if (folder === null) return t.skip('NOT RUN: shared data absent');
    const valid = join(folder, 'bods', 'statements-0.4-valid');
    const files = readdirSync(valid).filter((name) => name.endsWith('.json'));
    assert.equal(files.length, 74);
    for (const name of files) {
      const statements: unknown = JSON.parse(readFileSync(join(valid, name), 'utf8'));
      assert.ok(Array.isArray(statements));
      for (const item of statements) {
        const parsed = parseStatement(item);
        assert.ok(parsed.ok, `${name}: ${parsed.ok ? '' : parsed.error.message}`);
      }
    }
  });

  it('quarantine every invalid statement, naming the path that the origin expects', async (t) => {
    const folder = sharedData('ownership');
    if (folder === null) return t.skip('NOT RUN: shared data absent');
    const invalid = join(folder, 'bods', 'statements-0.4-invalid');
    const lines = readFileSync(join(invalid, 'expected_errors.csv'), 'utf8').trim().split('\n');
    assert.equal(lines.length, 128);
    for (const line of lines) {
      const [name = '', keyword = '', path = '', property = ''] = line.trim().split(',');
      const result = await readAll('bods', readFileSync(join(invalid, name)));
      assert.equal(result.counts.records, 0, name);
      const wanted = expectedPointer(keyword, path, property);
      assert.ok(
        result.quarantine[0]?.message.startsWith(`${wanted}: `),
        `${name}: ${result.quarantine[0]?.message} ≠ ${wanted}`,
      );
    }
  });
});
