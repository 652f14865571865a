import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeId, moneyText, sha256Hex } from '../../../src/core/index.ts';
import { factsOf, fixture, readAll } from './reading.ts';

const TRANSFERS =
  'transfer_id,posted_at,from_institution,from_account,from_name,to_institution,to_account,to_name,amount,currency,method,place,conductor,memo';
const ACCOUNTS =
  'institution,account,holder_name,holder_kind,holder_id_type,holder_id,role,opened_on,closed_on,address,phone,email,naics,occupation';
const BALANCES = 'institution,account,as_of,balance,currency,kind';

const transfers = (...rows: string[]) => readAll('redress-transfers', `${TRANSFERS}\n${rows.join('\n')}\n`);
const accounts = (...rows: string[]) => readAll('redress-accounts', `${ACCOUNTS}\n${rows.join('\n')}\n`);

async function momentOf(postedAt: string, place: string) {
  const { facts, quarantine } = await transfers(`T,${postedAt},A1,1,,A1,2,,1,USD,wire,"${place}",,`);
  const [transfer] = factsOf({ facts }, 'transfer');
  return transfer?.at ?? quarantine[0]?.code;
}

describe('a transfer row', () => {
  it('is one transfer between two accounts with its parties in their roles', async () => {
    const result = await readAll('redress-transfers', fixture('redress-transfers', 'valid.csv'));
    const [wire, cash] = factsOf(result, 'transfer');
    assert.equal(wire?.from.account, makeId('acc', ['aba', '021000021', '000123']));
    assert.equal(wire?.to.account, makeId('acc', ['aba', '011000015', '7701']));
    assert.deepEqual([wire?.reference, wire?.method, wire?.memo], ['T1', 'wire', 'rent, January']);
    assert.equal(wire === undefined ? null : moneyText(wire.amount), '1250.00');
    assert.deepEqual(cash?.from, { account: null, party: null });
    assert.equal(cash?.to.account, wire?.from.account);
    assert.deepEqual(
      factsOf(result, 'party').map(({ role, entityKind, linkable, names }) => [
        role,
        entityKind,
        linkable,
        names[0]?.full,
      ]),
      [
        ['sender', 'unknown', true, 'Lakeside Nails LLC'],
        ['beneficiary', 'unknown', true, 'Harbor Homes Inc'],
        ['beneficiary', 'unknown', true, 'Lakeside Nails LLC'],
        ['conductor', 'person', true, 'Sam Quinn'],
      ],
    );
    assert.deepEqual(
      result.records.map(({ locator, date }) => [locator, date]),
      [
        [{ kind: 'line', line: 2 }, '2024-01-02'],
        [{ kind: 'line', line: 3 }, '2024-01-03'],
      ],
    );
    assert.equal(factsOf(result, 'account-party').length, 0);
  });

  it('keeps the number as the source writes it and compares it without hyphens and spaces', async () => {
    const result = await transfers(
      'T,2024-01-01,A1,12-34 5,,A1,0012345,,1,USD,wire,,,',
      'U,2024-01-01,A1,12345,,A1,7,,1,USD,wire,,,',
    );
    const found = factsOf(result, 'account');
    assert.deepEqual(
      found.map(({ number }) => number),
      ['12-34 5', '0012345', '12345', '7'],
    );
    assert.equal(found[0]?.id, found[2]?.id);
    assert.notEqual(found[0]?.id, found[1]?.id);
  });

  it('lets a side be a name alone, and refuses a row without any side', async () => {
    const result = await transfers('T,2024-01-01,,,Ann Doe,,,,5.00,USD,p2p,,,', 'U,2024-01-01,,,,,,,5.00,USD,p2p,,,');
    const [transfer] = factsOf(result, 'transfer');
    assert.deepEqual([transfer?.from.account, transfer?.from.party], [null, factsOf(result, 'party')[0]?.id]);
    assert.deepEqual(
      result.quarantine.map(({ code }) => code),
      ['MISSING_VALUE'],
    );
  });

  for (const [cells, code] of [
    ['T,2024-01-01,A1,1,,A1,2,,1e5,USD,wire,,,', 'BAD_AMOUNT'],
    ['T,2024-01-01,A1,1,,A1,2,,-5,USD,wire,,,', 'BAD_AMOUNT'],
    ['T,2024-01-01,A1,1,,A1,2,,0,USD,wire,,,', 'BAD_AMOUNT'],
    ['T,2024-01-01,A1,1,,A1,2,,0.12345678901234,USD,wire,,,', 'BAD_AMOUNT'],
    ['T,2024-01-01,A1,1,,A1,2,,5,dollars,wire,,,', 'BAD_CODE'],
    ['T,2024-01-01,A1,1,,A1,2,,5,USD,pigeon,,,', 'BAD_CODE'],
    ['T,2023-02-30,A1,1,,A1,2,,5,USD,wire,,,', 'BAD_DATE'],
    ['T,01/02/2024,A1,1,,A1,2,,5,USD,wire,,,', 'BAD_DATE'],
    [',2024-01-01,A1,1,,A1,2,,5,USD,wire,,,', 'MISSING_VALUE'],
    ['T,2024-01-01,A1,1,,A1,2,,5,USD,wire,,', 'BAD_ROW'],
    ['T,2024-01-01,A1,1,,A1,2,,5,USD,wire,,,a\0b', 'BAD_TEXT'],
    ['T,2024-01-01,021000022,1,,A1,2,,5,USD,wire,,,', 'BAD_IDENTIFIER'],
    ['T,2024-01-01,A1,--,,A1,2,,5,USD,wire,,,', 'BAD_IDENTIFIER'],
  ] as const) {
    it(`is quarantined with ${code}: ${JSON.stringify(cells)}`, async () => {
      const result = await transfers(cells, 'OK,2024-01-01,A1,1,,A1,2,,5,USD,wire,,,');
      assert.deepEqual(result.counts, { rowsRead: 2, records: 1, quarantined: 1 });
      assert.deepEqual([result.quarantine[0]?.code, result.quarantine[0]?.locator], [code, 'line 2']);
      assert.equal(result.quarantine[0]?.raw, cells.replace('\0', '\\u0000'));
    });
  }

  it('keeps an amount with more decimals than its currency at its own scale', async () => {
    const [transfer] = factsOf(await transfers('T,2024-01-01,A1,1,,A1,2,,5.12345,USD,wire,,,'), 'transfer');
    assert.deepEqual(transfer?.amount, { units: 512345n, scale: 5, currency: 'USD' });
  });

  it('counts lines through quoted cells, blank lines and a byte order mark', async () => {
    const text = `\ufeff${TRANSFERS}\r\nT,2024-01-01,A1,1,,A1,2,,5,USD,wire,,,"two\r\nlines"\r\n\r\nU,2024-01-01,A1,1,,A1,2,,5,USD,wire,,,\r\n`;
    const { records } = await readAll('redress-transfers', text);
    assert.deepEqual(
      records.map(({ locator }) => locator),
      [
        { kind: 'line', line: 2 },
        { kind: 'line', line: 5 },
      ],
    );
    assert.equal(Reflect.get(records[0]?.content as object, 'memo'), 'two\r\nlines');
  });
});

describe('the time of a transfer', () => {
  it('is a date without an hour', async () => {
    assert.deepEqual(await momentOf('2024-01-02', 'Chicago, IL'), {
      date: '2024-01-02',
      micros: null,
      localHour: null,
      text: '2024-01-02',
    });
  });

  it('is local time in the zone of the place', async () => {
    assert.deepEqual(await momentOf('2024-01-02T22:30', 'Chicago, IL'), {
      date: '2024-01-02',
      micros: Date.UTC(2024, 0, 3, 4, 30) * 1000,
      localHour: 22,
      text: '2024-01-02T22:30',
    });
  });

  it('has no known hour where the zone of the place is not known', async () => {
    assert.deepEqual(await momentOf('2024-01-02T22:30', ''), {
      date: '2024-01-02',
      micros: null,
      localHour: null,
      text: '2024-01-02T22:30',
    });
  });

  it('is an instant, with the hour and date of the place when its zone is known', async () => {
    const micros = Date.UTC(2024, 6, 2, 3, 30) * 1000;
    const text = '2024-07-02T03:30:00Z';
    assert.deepEqual(await momentOf(text, 'Chicago, IL'), { date: '2024-07-01', micros, localHour: 22, text });
    assert.deepEqual(await momentOf(text, 'Nowhere, XX'), { date: '2024-07-02', micros, localHour: null, text });
  });

  it('is refused where the clock skipped it and has no instant where the clock showed it twice', async () => {
    assert.equal(await momentOf('2024-03-10T02:30', 'Chicago, IL'), 'BAD_DATE');
    assert.deepEqual(await momentOf('2024-11-03T01:30', 'Chicago, IL'), {
      date: '2024-11-03',
      micros: null,
      localHour: 1,
      text: '2024-11-03T01:30',
    });
  });
});

describe('the institution of an account', () => {
  const keyOf = async (institution: string) => {
    const result = await readAll('redress-balances', `${BALANCES}\n${institution},1,2024-01-01,5,USD,\n`);
    const [account] = factsOf(result, 'account');
    return account === undefined ? result.quarantine[0]?.code : [account.keyType, account.institution];
  };

  it('is a key by its form, checked where it has a check digit', async () => {
    assert.deepEqual(await keyOf('021000021'), ['aba', '021000021']);
    assert.equal(await keyOf('021000022'), 'BAD_IDENTIFIER');
    assert.equal(await keyOf('000000000'), 'BAD_IDENTIFIER');
    assert.deepEqual(await keyOf('5493001KJTIIGC8Y1R12'), ['lei', '5493001KJTIIGC8Y1R12']);
    assert.equal(await keyOf('5493001KJTIIGC8Y1R13'), 'BAD_IDENTIFIER');
    assert.deepEqual(await keyOf('DEUTDEFF500'), ['bic', 'DEUTDEFF500']);
    assert.deepEqual(await keyOf('tin:12-3456789'), ['tin', '123456789']);
    assert.deepEqual(await keyOf('RSSD:480228'), ['rssd', '480228']);
    assert.deepEqual(await keyOf('010'), ['other', '010']);
  });

  it('is its name inside this Source alone when it has no key', async () => {
    const text = `${BALANCES}\nFirst Example Bank,1,2024-01-01,5,USD,\n`;
    const [account] = factsOf(await readAll('redress-balances', text), 'account');
    assert.deepEqual(
      [account?.keyType, account?.institution, account?.institutionName],
      ['other', `${sha256Hex(text)}/FIRST EXAMPLE BANK`, 'First Example Bank'],
    );
    const [elsewhere] = factsOf(await readAll('redress-balances', `${text}\n`), 'account');
    assert.notEqual(account?.id, elsewhere?.id);
  });

  it('is nothing but its row when the cell is blank: a number alone joins nothing', async () => {
    const { facts } = await readAll('redress-balances', `${BALANCES}\n,1,2024-01-01,5,USD,\n,1,2024-01-02,5,USD,\n`);
    const [first, second] = factsOf({ facts }, 'account');
    assert.notEqual(first?.id, second?.id);
  });
});

describe('an account row', () => {
  it('is an account, its holder and how one stands to the other', async () => {
    const result = await readAll('redress-accounts', fixture('redress-accounts', 'valid.csv'));
    const [account] = factsOf(result, 'account');
    const [holder] = factsOf(result, 'party');
    const [link] = factsOf(result, 'account-party');
    assert.deepEqual([account?.openedOn, account?.closedOn, account?.closed], ['2021-05', null, false]);
    assert.deepEqual(holder?.identifiers, [{ type: 'registration', value: 'US-DE:1234567', issuer: 'US-DE' }]);
    assert.deepEqual(holder?.addresses, [
      {
        text: '12 Lake Street, Chicago, IL 60601',
        street: '12 Lake Street',
        city: 'Chicago',
        state: 'IL',
        zip: '60601',
        country: 'US',
      },
    ]);
    assert.deepEqual(
      [holder?.phones, holder?.emails, holder?.naics],
      [['3125550100'], ['desk@lakeside.example'], '812113'],
    );
    assert.deepEqual([link?.account, link?.party, link?.role], [account?.id, holder?.id, 'owner']);
  });

  it('reads identity numbers without their marks and knows a closed account', async () => {
    const result = await accounts('021000021,1,Ann Doe,person,ssn,123-45-6788,joint,,2024-02-01,,,,,');
    assert.deepEqual(factsOf(result, 'party')[0]?.identifiers, [{ type: 'ssn', value: '123456788', issuer: null }]);
    assert.equal(factsOf(result, 'account')[0]?.closed, true);
  });

  it('never gives two holders a shared unknown', async () => {
    const result = await accounts('021000021,1,Ann Doe,person,ssn,UNKNOWN,owner,,,unknown,N/A,none,,');
    const [holder] = factsOf(result, 'party');
    assert.deepEqual([holder?.identifiers, holder?.addresses, holder?.phones, holder?.emails], [[], [], [], []]);
  });

  it('gives one Account fact for equal mentions in a block, under the smallest record id, as the store keeps them', async () => {
    const result = await accounts(
      '021000021,1,Ann Doe,person,,,joint,,,,,,,',
      '021000021,1,Bob Roe,person,,,joint,,,,,,,',
    );
    assert.deepEqual(
      factsOf(result, 'account').map(({ record }) => record),
      result.records
        .map(({ id }) => id)
        .sort()
        .slice(0, 1),
    );
    assert.equal(factsOf(result, 'account-party').length, 2);
  });

  it('needs the role of its holder and a register before a registration number', async () => {
    const result = await accounts(
      '021000021,1,Ann Doe,person,,,,,,,,,,',
      '021000021,1,X LLC,organisation,registration,123,owner,,,,,,,',
    );
    assert.deepEqual(
      result.quarantine.map(({ code }) => code),
      ['MISSING_VALUE', 'BAD_IDENTIFIER'],
    );
  });
});

describe('balances and assets', () => {
  it('keep an overdrawn balance with its day', async () => {
    const [balance] = factsOf(await readAll('redress-balances', fixture('redress-balances', 'valid.csv')), 'balance');
    assert.deepEqual([balance?.asOf, balance?.amount.units, balance?.balanceKind], ['2024-01-31', -1250n, 'ledger']);
  });

  it('keep an asset with its owner, and what is not stated is null', async () => {
    const result = await readAll('redress-assets', fixture('redress-assets', 'valid.csv'));
    const [asset] = factsOf(result, 'asset');
    const [owner] = factsOf(result, 'party');
    assert.equal(asset?.titledOwner, owner?.id);
    assert.deepEqual(owner?.identifiers, [{ type: 'ein', value: '123456789', issuer: null }]);
    assert.deepEqual(
      [asset?.assetKind, asset?.value?.units, asset?.valueAsOf, asset?.lienAmount, asset?.countyFips],
      ['vehicle', 1800000n, '2024-01', null, '17031'],
    );
    assert.match(asset?.id ?? '', /^ast_/);
  });
});

describe('the blocks of a long table', () => {
  it('hold at most 1,000 rows each, in order, and count the whole file at the end', async () => {
    const rows = Array.from({ length: 2_500 }, (_, i) => `${i},2024-01-01,,,,A1,${i},,5,USD,cash,,,`);
    const result = await transfers(...rows);
    assert.equal(result.counts.records, 2_500);
    assert.deepEqual(
      result.records.map(({ ordinal }) => ordinal),
      rows.map((_, i) => i),
    );
    assert.ok(result.blocks >= 3);
  });
});
