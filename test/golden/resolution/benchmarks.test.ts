import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'csv-parse/sync';
import type { Address, Identifier, Party, PartyName } from '../../../src/facts/index.ts';
import { resolve } from '../../../src/resolution/index.ts';
import { sharedData } from '../../shared-data.ts';
import { newHome, wholeName } from '../../unit/resolution/home.ts';
import { evaluatePairs, type PairScore } from '../../unit/resolution/pairs.ts';

type Row = Readonly<Record<string, string>>;
type Read = { readonly name: PartyName | null; readonly stated: Partial<Party>; readonly truth: string };

function rowsOf(path: string): Row[] {
  return parse(readFileSync(path), { columns: true, trim: true, bom: true });
}

function score(reads: readonly Read[]): PairScore {
  const home = newHome();
  const truth = new Map(reads.map(({ name, stated, truth: group }) => [home.party(name, stated), group]));
  const { entityOf } = resolve(home.facts());
  return evaluatePairs(
    [...truth.keys()],
    (id) => entityOf.get(id) ?? '',
    (id) => truth.get(id) ?? '',
  );
}

function printed(name: string, { precision, recall, f1 }: PairScore): string {
  return `${name}: P ${precision.toFixed(3)} R ${recall.toFixed(3)} F1 ${f1.toFixed(3)}`;
}

function personName(first: string, last: string, middle = ''): PartyName | null {
  const full = [first, middle, last].filter((part) => part !== '').join(' ');
  const known = (part: string) => (part === '' ? null : part);
  return full === ''
    ? null
    : { type: 'legal', full, last: known(last), first: known(first), middle: known(middle), suffix: null };
}

function address(street: string, city: string, zip: string): Address[] {
  const text = [street, city, zip].filter((part) => part !== '').join(', ');
  return street === ''
    ? []
    : [{ text, street, city: city === '' ? null : city, state: null, zip: null, country: null }];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Dates as the truth set writes them: "12/11/1978", "3/1/70", "Mar 1 1970", "24-May-11"; anything else is unknown. */
function usDate(text: string): string | null {
  const named = (month: string) => String(MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1);
  const plain = text
    .replace(/^([A-Za-z]{3})\w* (\d{1,2}),? (\d{4})$/, (_, month, day, year) => `${named(month)}/${day}/${year}`)
    .replace(/^(\d{1,2})-([A-Za-z]{3})-(\d{2})$/, (_, day, month, year) => `${named(month)}/${day}/${year}`);
  const [, month = '', day = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4})$/.exec(plain) ?? [];
  if (year === '') return null;
  const full = year.length === 4 ? year : `${Number(year) > 24 ? '19' : '20'}${year}`;
  return `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function truthsetParty(row: Row): Read {
  const cell = (field: string) => row[field] ?? '';
  const organisation = cell('RECORD_TYPE') === 'ORGANIZATION';
  const whole = cell('PRIMARY_NAME_ORG') || cell('PRIMARY_NAME_FULL');
  const identifier = (type: Identifier['type'], value: string, issuer: string | null): Identifier[] =>
    value === '' ? [] : [{ type, value, issuer }];
  const stated: Partial<Party> = {
    entityKind: organisation ? 'organisation' : 'person',
    birthDate: usDate(cell('DATE_OF_BIRTH')),
    identifiers: [
      ...identifier('ssn', cell('SSN_NUMBER'), null),
      ...identifier('passport', cell('PASSPORT_NUMBER'), cell('PASSPORT_COUNTRY')),
      ...identifier('licence', cell('DRIVERS_LICENSE_NUMBER'), cell('DRIVERS_LICENSE_STATE')),
      ...identifier('registration', cell('NATIONAL_ID_NUMBER'), cell('NATIONAL_ID_COUNTRY')),
      ...identifier('lei', cell('LEI_NUMBER'), null),
    ],
    addresses: address(cell('ADDR_FULL') || cell('ADDR_LINE1'), cell('ADDR_CITY'), cell('ADDR_POSTAL_CODE')),
    phones: cell('PHONE_NUMBER') === '' ? [] : [cell('PHONE_NUMBER')],
    emails: cell('EMAIL_ADDRESS') === '' ? [] : [cell('EMAIL_ADDRESS')],
  };
  const parts = personName(cell('PRIMARY_NAME_FIRST'), cell('PRIMARY_NAME_LAST'), cell('PRIMARY_NAME_MIDDLE'));
  return {
    name: whole === '' ? parts : wholeName(whole),
    stated,
    truth: `${cell('DATA_SOURCE')} ${cell('RECORD_ID')}`,
  };
}

describe('labelled benchmarks, as the rules of v1 do on them without learnt weights', () => {
  it('Senzing truth set: what is joined is right, most pairs wait for weights', (t) => {
    const folder = sharedData('ownership/er-benchmarks/senzing-truthset');
    if (folder === null) return t.skip('NOT RUN: shared data absent');
    const key = new Map(
      rowsOf(join(folder, 'actual_truthset_key.csv')).map((row) => [
        `${row.DATA_SOURCE} ${row.RECORD_ID}`,
        row.CLUSTER_ID ?? '',
      ]),
    );
    const files = ['customers.csv', 'watchlist.csv', 'reference.csv'];
    const reads = files.flatMap((file) => rowsOf(join(folder, file))).map(truthsetParty);
    const result = score(reads.map((read) => ({ ...read, truth: key.get(read.truth) ?? read.truth })));
    t.diagnostic(printed('senzing-truthset', result));
    assert.ok(result.precision >= 0.95);
  });

  it('FEBRL 1: damaged copies of persons', (t) => {
    const folder = sharedData('ownership/er-benchmarks/febrl');
    if (folder === null) return t.skip('NOT RUN: shared data absent');
    const reads = rowsOf(join(folder, 'dataset1.csv')).map((row): Read => {
      const cell = (field: string) => row[field] ?? '';
      const [, year = '', month = '', day = ''] = /^(\d{4})(\d{2})(\d{2})$/.exec(cell('date_of_birth')) ?? [];
      const number = cell('soc_sec_id');
      const stated: Partial<Party> = {
        birthDate: year === '' ? null : `${year}-${month}-${day}`,
        identifiers: number === '' ? [] : [{ type: 'licence', value: number, issuer: 'AU' }],
        addresses: address(`${cell('street_number')} ${cell('address_1')}`.trim(), cell('suburb'), ''),
      };
      return {
        name: personName(cell('given_name'), cell('surname')),
        stated,
        truth: /^rec-(\d+)-/.exec(cell('rec_id'))?.[1] ?? '',
      };
    });
    const result = score(reads);
    t.diagnostic(printed('febrl-1', result));
    assert.ok(result.precision >= 0.99);
  });

  it('Splink fake 1000: half of the fields missing or altered', (t) => {
    const folder = sharedData('ownership/er-benchmarks/splink-fake1000');
    if (folder === null) return t.skip('NOT RUN: shared data absent');
    const reads = rowsOf(join(folder, 'fake_1000.csv')).map((row): Read => {
      const cell = (field: string) => row[field] ?? '';
      const stated = {
        birthDate: cell('dob') === '' ? null : cell('dob'),
        emails: cell('email') === '' ? [] : [cell('email')],
      };
      return { name: personName(cell('first_name'), cell('surname')), stated, truth: cell('cluster') };
    });
    const result = score(reads);
    t.diagnostic(printed('splink-fake1000', result));
    assert.ok(result.precision >= 0.97);
  });
});
