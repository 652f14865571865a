import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'csv-parse/sync';
import { sharedData } from '../shared-data.ts';
import { redress, redressJson, temporaryFolder } from './cli.ts';

const icij = sharedData('reports/icij-fincen-files');
const moov = sharedData('reports/moov-fincen');
const bods = sharedData('ownership/bods/examples-0.4');
const absent = icij === null || moov === null || bods === null ? { skip: 'NOT RUN: shared data absent' } : {};

type Ingest = {
  readonly totals: { readonly files: number; readonly recordsStored: number };
  readonly sources: readonly {
    readonly format: string;
    readonly status: string;
    readonly recordsStored: number;
    readonly facts: Record<string, number>;
  }[];
};

/** Cents of "5.689852347E7" and "5000" by whole-number arithmetic: a second way to the sum. */
function cents(text: string): bigint {
  const match = /^(\d+)(?:\.(\d+))?(?:E(\d+))?$/.exec(text);
  if (match === null) throw new Error(`not an amount: ${text}`);
  const [, whole = '', fraction = '', exponent = '0'] = match;
  const shift = Number(exponent) + 2 - fraction.length;
  const digits = BigInt(whole + fraction);
  return shift >= 0 ? digits * 10n ** BigInt(shift) : digits / 10n ** BigInt(-shift);
}

describe('the job on real files', absent, () => {
  it('stores the 4,507 rows of the ICIJ FinCEN Files and names the most connected bank and the largest flow', async () => {
    const folder = temporaryFolder();
    const input = join(folder, 'input');
    mkdirSync(input);
    copyFileSync(join(icij ?? '', 'download_transactions_map.csv'), join(input, 'icij.csv'));
    copyFileSync(join(moov ?? '', 'sar_batch.xml'), join(input, 'sar_batch.xml'));
    copyFileSync(join(moov ?? '', 'ctr_batch.xml'), join(input, 'ctr_batch.xml'));
    copyFileSync(join(bods ?? '', 'bods-package.json'), join(input, 'bods-package.json'));
    const run = await redress(['demo', '--on', input, '--out', join(folder, 'out')]);
    assert.equal(run.code, 0, run.stderr);

    const rows = parse(readFileSync(join(input, 'icij.csv')), { columns: true, bom: true }) as Record<string, string>[];
    assert.equal(rows.length, 4507);
    assert.equal(
      rows.reduce((sum, row) => sum + cents(row.amount_transactions ?? ''), 0n),
      3_568_224_798_501n,
    );
    assert.match(run.stdout, /4507 rows, 35682247985\.01 USD in all/);

    const neighbours = new Map<string, Set<string>>();
    const pairs = new Map<string, bigint>();
    const names = new Map<string, string>();
    for (const row of rows) {
      const [from, to] = [row.originator_bank_id ?? '', row.beneficiary_bank_id ?? ''];
      names.set(from, row.originator_bank ?? '').set(to, row.beneficiary_bank ?? '');
      pairs.set(`${from}|${to}`, (pairs.get(`${from}|${to}`) ?? 0n) + cents(row.amount_transactions ?? ''));
      if (from === to) continue;
      neighbours.set(from, (neighbours.get(from) ?? new Set()).add(to));
      neighbours.set(to, (neighbours.get(to) ?? new Set()).add(from));
    }
    const most = [...neighbours].reduce((best, item) => (item[1].size > best[1].size ? item : best));
    const largest = [...pairs].reduce((best, item) => (item[1] > best[1] ? item : best));
    const dollars = `${largest[1] / 100n}.${String(largest[1] % 100n).padStart(2, '0')}`;
    const connections = /Most connections: (.+) \((\d+) others\)/.exec(run.stdout);
    assert.equal(Number(connections?.[2]), most[1].size);
    assert.equal(connections?.[1]?.toLowerCase(), names.get(most[0])?.toLowerCase());
    assert.ok(run.stdout.includes(`${dollars} USD`), `largest flow is ${dollars}: ${run.stdout}`);
  });

  it('takes in every statement of the BODS 0.4 examples, whose references are complete or named', async () => {
    const answer = await redressJson<Ingest>(['--home', join(temporaryFolder(), 'home'), 'ingest', bods ?? ''], [0, 1]);
    const statements = answer.sources.reduce((sum, file) => sum + file.recordsStored, 0);
    assert.equal(answer.totals.files, 13);
    assert.ok(
      answer.sources.every((file) => file.status === 'stored'),
      JSON.stringify(answer.sources.filter((file) => file.status !== 'stored')),
    );
    assert.ok(statements > 40, `${statements} statements`);
  });
});
