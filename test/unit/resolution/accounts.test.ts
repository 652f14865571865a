import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Transfer } from '../../../src/facts/index.ts';
import { resolve } from '../../../src/resolution/index.ts';
import { newHome } from './home.ts';

const aba = { keyType: 'aba', institution: '021000021' } as const;
const rssd = { keyType: 'rssd', institution: '8811262' } as const;

describe('accounts under several keys of one institution', () => {
  it('are one account when a record states both keys', () => {
    const write = newHome();
    const byAba = write.account('100', aba);
    const byRssd = write.account('100', { ...rssd, alsoKeys: [{ type: 'aba', value: '021000021' }], file: 'b' });
    const other = write.account('200', rssd);
    const { accounts, accountOf } = resolve(write.facts());
    assert.equal(accountOf.get(byAba), byRssd, 'rssd comes before aba');
    assert.deepEqual(accounts.find((account) => account.id === byRssd)?.aliases, [byAba]);
    assert.equal(accountOf.get(other), other);
  });

  it('are one account when a declared list says so, and two without', () => {
    const write = newHome();
    const [byAba, byRssd] = [write.account('100', aba), write.account('100', rssd)];
    assert.notEqual(resolve(write.facts()).accountOf.get(byAba), byRssd);
    const institutions = [{ keyType: 'aba', key: '021000021', sameAsType: 'rssd', sameAsKey: '8811262' }] as const;
    assert.equal(resolve(write.facts(), { institutions }).accountOf.get(byAba), byRssd);
  });

  it('belong to declared holders, else to the one whom the rows name most often', () => {
    const write = newHome();
    const [declared, silent] = [write.account('100'), write.account('200')];
    const holder = write.party('Ana Lopez', { phones: ['7029191300'] });
    write.holds(holder, declared);
    const named = write.party('Ridge Movers LLC', { entityKind: 'unknown', file: 'b' });
    write.transfer({ account: declared, party: null }, { account: silent, party: named }, { file: 'b' });
    const { accounts, entityOf } = resolve(write.facts());
    const holdersOf = (id: string) =>
      accounts.find((account) => account.id === id)?.holders.map(({ entity, role }) => [entity, role]);
    assert.deepEqual(holdersOf(declared), [[entityOf.get(holder), 'owner']]);
    assert.deepEqual(holdersOf(silent), [[entityOf.get(named), 'owner']]);
  });
});

describe('double booking', () => {
  const book = (...rows: readonly (readonly [file: string, stated: Partial<Transfer>])[]) => {
    const write = newHome();
    const [from, to] = [write.account('100'), write.account('200')];
    for (const [file, stated] of rows)
      write.transfer({ account: from, party: null }, { account: to, party: null }, { file, ...stated });
    const { transfers, findings } = resolve(write.facts());
    return { transfers, rules: findings.map((finding) => finding.rule) };
  };

  it('joins the rows of two banks that carry one reference', () => {
    const { transfers, rules } = book(['a', { memo: 'Invoice 4411' }], ['b', { memo: 'INVOICE  4411' }]);
    assert.equal(transfers.length, 1);
    assert.equal(transfers[0]?.records.length, 2);
    assert.deepEqual(rules, []);
  });

  it('joins one to one, in row order', () => {
    const memo = { memo: 'rent' };
    const { transfers } = book(['a', memo], ['a', memo], ['b', memo], ['b', memo], ['b', memo]);
    assert.deepEqual(transfers.map((transfer) => transfer.records.length).sort(), [1, 2, 2]);
  });

  it('leaves similar rows without a reference apart, with a finding', () => {
    const { transfers, rules } = book(['a', { memo: null }], ['b', { memo: null }]);
    assert.equal(transfers.length, 2);
    assert.deepEqual(rules, ['possible-double-booking']);
  });

  it('never joins rows of one source, nor rows that differ in amount, currency or date', () => {
    const memo = 'Invoice 4411';
    const usd = (units: bigint, currency = 'USD') => ({ memo, amount: { units, scale: 2, currency } });
    assert.equal(book(['a', { memo }], ['a', { memo }]).transfers.length, 2);
    assert.equal(book(['a', usd(10000n)], ['b', usd(10001n)]).transfers.length, 2);
    assert.equal(book(['a', usd(10000n)], ['b', usd(10000n, 'EUR')]).transfers.length, 2);
    const next = { date: '2024-03-02', micros: null, localHour: null, text: '2024-03-02' };
    assert.deepEqual(book(['a', { memo }], ['b', { memo, at: next }]).rules, []);
  });

  it('orders movements by date, then known instants, then source and row', () => {
    const at = (date: string, micros: number | null) => ({ at: { date, micros, localHour: null, text: date } });
    const { transfers } = book(
      ['a', at('2024-03-02', null)],
      ['a', at('2024-03-01', null)],
      ['a', at('2024-03-01', 5)],
    );
    assert.deepEqual(
      transfers.map((transfer) => [transfer.at.date, transfer.at.micros]),
      [
        ['2024-03-01', 5],
        ['2024-03-01', null],
        ['2024-03-02', null],
      ],
    );
  });
});
