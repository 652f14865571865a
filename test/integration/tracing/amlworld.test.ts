import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'csv-parse/sync';
import { groupBy, type Money, parseDate, parseInstant, unwrap } from '../../../src/core/index.ts';
import { type FlowRow, makeFlows, traceFlows } from '../../../src/tracing/index.ts';
import { sharedData } from '../../shared-data.ts';

type Row = Readonly<Record<string, string>>;

const payer = ({ from_bank, from_account }: Row) => `${from_bank}:${from_account}`;
const payee = ({ to_bank, to_account }: Row) => `${to_bank}:${to_account}`;
/** Reach does not depend on amounts, which are in many currencies here: they stand as they are written. */
const amountOf = ({ amount_received }: Row): Money => ({
  units: BigInt(Math.max(1, Math.round(Number(amount_received) * 100))),
  scale: 2,
  currency: 'XXX',
});

/** Where the labelled money of a pattern begins: who pays first, and who pays and is never paid. */
function sourcesOf(rows: readonly Row[]): Set<string> {
  const paid = new Set(rows.map(payee));
  const [first] = rows;
  return new Set([...(first === undefined ? [] : [payer(first)]), ...rows.map(payer).filter((id) => !paid.has(id))]);
}

/** Before the first movement each account gets what it will pay as own money, and each source as much under its pattern. */
function ledgerOf(patterns: ReadonlyMap<string, readonly Row[]>): FlowRow[] {
  const rows = [...patterns.values()].flat();
  const opening = unwrap(parseDate('2022-08-01'));
  const start = { date: opening, micros: null, from: null };
  const funds = [...groupBy(rows, payer)].flatMap(([account, paid]) =>
    paid.map((row, at) => ({ ...start, id: `own ${account} ${at}`, to: account, amount: amountOf(row), tag: 'own' })),
  );
  const claims = [...patterns].flatMap(([pattern, moves]) =>
    [...sourcesOf(moves)].map((account) => ({
      ...start,
      id: `${pattern} ${account}`,
      to: account,
      amount: { units: 100n, scale: 2, currency: 'XXX' },
      tag: pattern,
    })),
  );
  const moves = rows
    .filter((row) => payer(row) !== payee(row))
    .map((row) => {
      const at = `${(row.timestamp ?? '').replaceAll('/', '-')}Z`;
      const micros = unwrap(parseInstant(at));
      const id = `${row.pattern_id} ${row.seq}`;
      return {
        id,
        date: unwrap(parseDate(at.slice(0, 10))),
        micros,
        from: payer(row),
        to: payee(row),
        amount: amountOf(row),
        tag: null,
      };
    })
    .sort((a, b) => a.micros - b.micros);
  return [...funds, ...claims, ...moves];
}

describe('The laundering patterns of AMLworld HI-Small', () => {
  it('are reached by poison from their labelled sources, except where money moves before it has come', (t) => {
    const folder = sharedData('labelled/amlworld-hi-small');
    if (folder === null) return t.skip('NOT RUN: shared data absent');
    const rows: Row[] = parse(readFileSync(join(folder, 'patterns_half.csv'), 'utf8'), { columns: true });
    const patterns = groupBy(rows, ({ pattern_id }) => pattern_id ?? '');
    assert.deepEqual([rows.length, patterns.size], [1662, 183]);
    const ledger = unwrap(makeFlows(ledgerOf(patterns), 'XXX'));
    const { events } = traceFlows(ledger, { ties: 'file' }).methods.poison;
    const families = groupBy(
      rows.filter((row) => payer(row) !== payee(row)),
      ({ pattern_family }) => pattern_family ?? '',
    );
    let [reached, total] = [0, 0];
    for (const [family, moves] of families) {
      const touched = moves.filter(({ pattern_id, seq }) => events[`${pattern_id} ${seq}`]?.own === '0.0000').length;
      t.diagnostic(`${family}: ${touched} of ${moves.length} labelled transfers reached`);
      reached += touched;
      total += moves.length;
    }
    t.diagnostic(`all: ${reached} of ${total} (${((100 * reached) / total).toFixed(1)} percent)`);
    assert.ok(reached > 0.9 * total);
  });
});
