import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import type { DateText } from '../../../src/core/index.ts';
import { unwrap } from '../../../src/core/index.ts';
import { graphModel } from '../../../src/evidence/graph-export/build-graph.ts';
import { GRAPH_FORMATS } from '../../../src/evidence/graph-export/formats.ts';
import { buildGraph, type ExportInput } from '../../../src/evidence/index.ts';
import { arrangeScope } from '../../../src/evidence/scope.ts';
import { buildOwnership } from '../../../src/ownership/index.ts';
import { resolve } from '../../../src/resolution/index.ts';
import { factsOfFiles, reference } from '../../in-memory.ts';
import { temporaryFolder } from '../../unit/evidence/folders.ts';
import { xmlTree } from '../../unit/evidence/read-formats.ts';

const LEDGERS = process.env.REDRESS_LONG === '1' ? 1_000 : 50;
const root = temporaryFolder();
let files = 0;

const HEADER = [
  'transfer_id',
  'posted_at',
  'from_institution',
  'from_account',
  'from_name',
  'to_institution',
  'to_account',
  'to_name',
  'amount',
  'currency',
  'method',
  'place',
  'conductor',
  'memo',
];

/** An account of a few, a name alone, or nothing: so that pairs repeat, in both directions and in two currencies. */
const side = fc.oneof(
  fc.integer({ min: 1, max: 4 }).map((n) => ['021000021', `${n}00`, '']),
  fc
    .constantFrom('Ann & Bo <LLC>', 'Cee "Dee"', '=SUM(A1)', 'O\u2019Neil', 'Li\u0301 \u{1F600}')
    .map((name) => ['', '', name]),
  fc.constant(['', '', '']),
);
const row = fc.record({
  from: fc.integer({ min: 1, max: 4 }).map((n) => ['021000021', `${n}00`, '']),
  to: side,
  turned: fc.boolean(),
  cents: fc.bigInt({ min: 1n, max: 10n ** 15n }),
  currency: fc.constantFrom('USD', 'MXN'),
  day: fc.integer({ min: 1, max: 28 }),
});
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;

async function inputOf(rows: readonly Row[]): Promise<ExportInput> {
  const folder = join(root, `${files++}`);
  mkdirSync(folder);
  const lines = rows.map(({ from, to, turned, cents, currency, day }, i) => {
    const text = `${cents}`.padStart(3, '0');
    return [
      `t${i}`,
      `2024-03-${`${day}`.padStart(2, '0')}`,
      ...(turned ? to : from),
      ...(turned ? from : to),
      `${text.slice(0, -2)}.${text.slice(-2)}`,
      currency,
      'wire',
      '',
      '',
      '',
    ];
  });
  const path = join(folder, 'transfers.csv');
  writeFileSync(path, stringify([HEADER, ...lines]));
  const facts = await factsOfFiles([path]);
  const resolution = resolve(facts);
  const asOf = '2024-12-31' as DateText;
  return {
    kind: 'graph',
    variant: 'no-bsa',
    format: 'json',
    facts,
    resolution,
    ownership: buildOwnership(facts, resolution, asOf),
    detection: { networks: [], findings: [], personStates: new Map(), screens: new Map() },
    reference,
    asOf,
    scope: { accounts: resolution.accounts.map(({ id }) => id), entities: [] },
    lead: null,
    heldVictims: [],
    run: { inputDigest: 'a'.repeat(64), parameters: {}, codeVersion: 'test' },
    to: 'Agent Lee',
    at: '2025-01-01',
    status: 'DRAFT',
    approvedBy: null,
  };
}

/** Sums of the rows themselves, in cents, by currency. */
function centsOf(rows: readonly Row[]): Record<string, bigint> {
  const sums: Record<string, bigint> = {};
  for (const { currency, cents } of rows) sums[currency] = (sums[currency] ?? 0n) + cents;
  return sums;
}

describe('the lines of a graph', () => {
  it(`of ${LEDGERS} random ledgers hold every movement once and add up to the cent, and every format is well-formed`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), async (rows) => {
        const input = await inputOf(rows);
        const { nodes, edges, totals } = graphModel(arrangeScope(input));
        const sums: Record<string, bigint> = {};
        for (const { currency, sum } of edges.filter(({ kind }) => kind === 'transfers'))
          sums[currency] = (sums[currency] ?? 0n) + BigInt(sum.replace('.', ''));
        assert.deepEqual(sums, centsOf(rows));
        assert.deepEqual(
          Object.fromEntries(totals.map(({ currency, sum }) => [currency, BigInt(sum.replace('.', ''))])),
          sums,
        );
        assert.equal(
          edges.reduce((count, edge) => count + edge.count, 0),
          rows.length,
        );
        const pairs = edges.map(({ from, to, kind, currency }) => [from, to, kind, currency].join(' '));
        assert.equal(new Set(pairs).size, pairs.length);
        const ids = new Set(nodes.map(({ id }) => id));
        assert.ok(edges.every(({ from, to }) => ids.has(from) && ids.has(to)));
        for (const format of GRAPH_FORMATS.slice(0, 3)) {
          const made = unwrap(await buildGraph({ ...input, format }, format));
          for (const bytes of made.files.values()) xmlTree(Buffer.from(bytes).toString('utf8'));
        }
      }),
      { numRuns: LEDGERS, seed: 5 },
    );
  });
});
