import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DeskState } from '../../../src/reports/desk/types.ts';
import { yearFacts } from '../../../src/reports/desk/year.ts';
import { publicationHtml } from '../../../src/reports/published/html.ts';
import { type Publication, publish } from '../../../src/reports/published/publish.ts';
import { publicationRows } from '../../../src/reports/published/rows.ts';
import { reference } from '../../in-memory.ts';
import { asset, inDistrict, many, payee, state } from './desk.ts';

const published = (now: DeskState): Publication => publish(yearFacts(2024, now, state()), reference);

function rowOf({ tables }: Publication, table: string, name: string): readonly (string | null)[] {
  const row = tables.find(({ id }) => id === table)?.rows.find((item) => item.name === name);
  if (row === undefined) throw new TypeError(`there is no row ${name} in ${table}`);
  return row.cells;
}

const MASS = 'District of Massachusetts';
const found = (code: string, count: number) =>
  many(count, (n) => asset(`${code}-${n}`, { home: inDistrict(code), districts: [code] }));
const restrained = (code: string, count: number) =>
  many(count, (n) =>
    asset(`${code}-r${n}`, {
      home: inDistrict(code),
      districts: [code],
      steps: [{ state: 'restrained', on: `2024-03-${10 + n}`, amount: null }],
      leadOn: '2024-03-01',
    }),
  );

describe('the published report', () => {
  it('has a row for each of the 94 districts, two for what has not one, and the nation', () => {
    const { tables } = published(state());
    assert.deepEqual(
      tables.map(({ id, rows }) => [id, rows.length]),
      [
        'leads',
        'assets',
        'asset-dollars',
        'requested',
        'requested-dollars',
        'ordered',
        'ordered-dollars',
        'received',
        'received-dollars',
        'days',
      ].map((id) => [id, 97]),
    );
  });

  it('shows nothing at all of a home without anything, and zero is told from four by nobody', () => {
    const empty = published(state());
    const few = published(state({ assets: found('mad', 4) }));
    assert.ok(
      empty.tables
        .flatMap(({ rows }) => rows)
        .flatMap(({ cells }) => cells)
        .every((cell) => cell === null),
    );
    assert.deepEqual(few, empty);
  });

  it('shows that 20 assets are in one district beside 5 spread over others, and not their states: 20 of 20 found would tell of none restrained', () => {
    const others = ['akd', 'azd', 'ctd', 'ded', 'flsd'].flatMap((code) => found(code, 1));
    const report = published(state({ assets: [...found('mad', 20), ...others] }));
    assert.deepEqual(rowOf(report, 'assets', MASS), [null, null, null, null, '20']);
    assert.deepEqual(rowOf(report, 'assets', 'Nation'), [null, null, null, null, '25']);
    assert.deepEqual(rowOf(report, 'assets', 'District of Alaska'), [null, null, null, null, null]);
  });

  it('leaves out the 20 too when only one asset is elsewhere: 21 less 20 would tell that it is one', () => {
    const report = published(state({ assets: [...found('mad', 20), ...found('akd', 1)] }));
    assert.deepEqual(rowOf(report, 'assets', MASS), [null, null, null, null, null]);
    assert.deepEqual(rowOf(report, 'assets', 'Nation'), [null, null, null, null, '21']);
  });

  it('leaves out the dollars of a count that is shown when fewer than five of it are valued', () => {
    const valued = found('mad', 4);
    const unknown = many(6, (n) => asset(`u${n}`, { amount: null }));
    const report = published(
      state({ assets: [...valued, ...unknown, ...many(9, (n) => asset(`x${n}`, { home: { kind: 'unknown' } }))] }),
    );
    assert.equal(rowOf(report, 'assets', MASS).at(-1), '10');
    assert.equal(rowOf(report, 'asset-dollars', MASS).at(-1), null);
  });

  it('shows a median that rests on five assets of a count that is shown, and none that rests on four', () => {
    const of = (dated: number) => {
      const held = restrained('nysd', 11).map((item, n) => (n < dated ? item : { ...item, leadOn: null }));
      const elsewhere = [
        ...restrained('ded', 4),
        ...restrained('akd', 2),
        ...found('ded', 4),
        ...found('akd', 2),
        ...restrained('mad', 9),
        ...found('mad', 20),
      ];
      return published(state({ assets: [...held, ...found('nysd', 9), ...elsewhere] }));
    };
    const name = 'Southern District of New York';
    assert.deepEqual(rowOf(of(5), 'assets', name), [null, '11', null, null, '20']);
    assert.deepEqual(rowOf(of(5), 'days', name), ['11', null]);
    assert.deepEqual(rowOf(of(4), 'days', name), [null, null]);
  });

  it('shows no median where the count of restrained assets is left out, however many it rests on', () => {
    const report = published(state({ assets: restrained('mad', 6) }));
    assert.deepEqual(rowOf(report, 'assets', MASS), [null, null, null, null, null]);
    assert.deepEqual(
      [rowOf(report, 'days', MASS), rowOf(report, 'days', 'Nation')],
      [
        [null, null],
        [null, null],
      ],
    );
  });

  it('splits what was ordered into paid and short, and shows a part that rests on five victims', () => {
    const order = (district: string, n: number, paid: string | null) =>
      payee(`V-${district}${n}`, {
        home: inDistrict(district),
        orders: [{ on: '2024-02-01', amount: '50000.00' }],
        receipts: paid === null ? [] : [{ on: '2024-09-01', amount: paid }],
      });
    const payees = [...many(8, (n) => order('mad', n, '20000.00')), ...many(8, (n) => order('nysd', n, '10000.00'))];
    const report = published(state({ payees }));
    assert.deepEqual(rowOf(report, 'ordered', 'Nation'), ['16']);
    assert.deepEqual(rowOf(report, 'ordered-dollars', 'Nation'), ['240000.00', '560000.00', '800000.00']);
  });

  it('counts no victim who has nothing of it, so that a few never look like many', () => {
    const ordered = (n: number, on: string, receivedOn: string | null) =>
      payee(`V-${on}${n}`, {
        orders: [{ on, amount: '50000.00' }],
        receipts: receivedOn === null ? [] : [{ on: receivedOn, amount: '20000.00' }],
      });
    const thisYear = (count: number, paid: number) =>
      many(count, (n) => ordered(n, '2024-02-01', n < paid ? '2024-09-01' : null));
    const earlier = (count: number) => many(count, (n) => ordered(n, '2022-02-01', '2024-09-01'));
    const nation = (payees: DeskState['payees'], table: string) => rowOf(published(state({ payees })), table, 'Nation');
    const few = [...thisYear(4, 0), ...earlier(9)];
    assert.deepEqual([nation(few, 'ordered'), nation(few, 'received')], [[null], ['9']]);
    const some = [...thisYear(9, 4), ...earlier(4)];
    assert.deepEqual([nation(some, 'ordered'), nation(some, 'received')], [['9'], [null]]);
    // Four of them were paid something: what was paid, and what is short besides, would tell it.
    assert.deepEqual(nation(some, 'ordered-dollars'), [null, null, '450000.00']);
    const short = nation(thisYear(12, 6), 'ordered-dollars');
    assert.deepEqual(short, ['120000.00', '480000.00', '600000.00']);
  });

  it('counts what lies in several districts once, in a row of its own', () => {
    const shared = many(12, (n) => asset(`s${n}`, { home: { kind: 'several' }, districts: ['mad', 'nysd'] }));
    const report = published(state({ assets: [...shared, ...found('mad', 8), ...found('nysd', 9)] }));
    assert.equal(rowOf(report, 'assets', 'In several districts').at(-1), '12');
    assert.equal(rowOf(report, 'assets', 'Nation').at(-1), '29');
  });
});

describe('the forms of the published report', () => {
  const report = published(
    state({
      assets: [
        ...found('mad', 20),
        ...found('nysd', 9),
        ...many(6, (n) => asset(`x${n}`, { home: { kind: 'unknown' } })),
      ],
    }),
  );

  it('are a page with a language, captions and header cells for rows and columns', () => {
    const html = publicationHtml(report);
    assert.match(html, /<html lang="en">/);
    assert.equal(html.match(/<caption>/g)?.length, 10);
    assert.equal(html.match(/<th scope="row">/g)?.length, 970);
    assert.ok(html.includes('<td>20</td></tr>'));
    assert.ok(!/<script|https?:/.test(html));
  });

  it('are lines of a table, one for each cell, empty where it is left out', () => {
    const { header, rows } = publicationRows(report);
    assert.equal(header.length, 8);
    assert.equal(rows.length, 97 * (1 + 5 + 5 + 1 + 1 + 1 + 3 + 1 + 1 + 2));
    assert.deepEqual(
      rows.find(([, table, , district, , column]) => table === 'assets' && district === 'mad' && column === 'all'),
      ['2024', 'assets', 'count', 'mad', MASS, 'all', '20', 'no'],
    );
    assert.ok(rows.every((row) => (row[6] === '') === (row[7] === 'yes')));
  });
});
