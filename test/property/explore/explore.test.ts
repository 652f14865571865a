import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { everyAnswer } from '../../unit/app/explore-answers.ts';
import {
  accountsFile,
  type ExploreHome,
  exploreHome,
  type HomeFile,
  transfersFile,
} from '../../unit/app/explore-home.ts';

const RUNS = process.env.REDRESS_LONG === '1' ? 100 : 5;
const ACCOUNTS = ['1001', '1002', '1003', '1004', '1005', '1006', '1007', '1008'] as const;
const HOLDERS = [
  { account: '1001', name: 'Maria Gonzalez', phone: '2125550101' },
  { account: '1002', name: 'Otto Brandt', phone: '2125550101' },
  { account: '1003', name: 'Wei Chen', phone: '2125550103' },
] as const;

const TEXTS = [...ACCOUNTS, ...HOLDERS.map(({ name }) => name), 'brand', '2125550101'];

type Rows = readonly (readonly [string, string])[];
const account = fc.constantFrom(...ACCOUNTS);
const rows = fc.array(fc.tuple(account, account), { minLength: 1, maxLength: 14 });

async function inHome<T>(
  files: readonly HomeFile[],
  view: 'full' | 'no-bsa',
  work: (home: ExploreHome) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'redress-explore-'));
  const home = await exploreHome(folder, files, { view });
  try {
    return await work(home);
  } finally {
    await home.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How many links apart the accounts are by the rows alone, and by how many shortest ways, or null. */
function plainSearch(rows: Rows, from: string, to: string): { readonly length: number; readonly ways: number } | null {
  const next = new Map<string, Set<string>>();
  for (const [payer, payee] of rows) {
    if (payer === payee) continue;
    next.set(payer, (next.get(payer) ?? new Set()).add(payee));
  }
  let ways = new Map([[from, 1]]);
  const seen = new Set([from]);
  for (let length = 1; ways.size > 0; length++) {
    const level = new Map<string, number>();
    for (const [id, count] of ways)
      for (const other of next.get(id) ?? []) if (!seen.has(other)) level.set(other, (level.get(other) ?? 0) + count);
    const found = level.get(to);
    if (found !== undefined) return { length, ways: found };
    for (const id of level.keys()) seen.add(id);
    ways = level;
  }
  return null;
}

describe('exploration', () => {
  it('answers over a cut as over a home that holds only what the cut shows', async (t) => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(rows, rows, async (open, reported) => {
        const plain = [accountsFile('holders', HOLDERS), transfersFile('open', open)];
        const hidden = transfersFile('reported', reported, 'BSA_LEAD_ONLY');
        const cut = await inHome([...plain, hidden], 'no-bsa', (home) => everyAnswer(home, TEXTS));
        const alone = await inHome(plain, 'no-bsa', (home) => everyAnswer(home, TEXTS));
        assert.equal(cut.answers, alone.answers);
        compared += cut.asked;
      }),
      { numRuns: RUNS },
    );
    t.diagnostic(`${compared} answers compared`);
  });

  it('finds the shortest ways of money that a plain search of the rows finds', async (t) => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(rows, (drawn) =>
        inHome([transfersFile('open', drawn)], 'full', async (home) => {
          const named = [...new Set(drawn.flat())].sort();
          for (const from of named)
            for (const to of named.filter((item) => item !== from)) {
              const ends = { from: await home.id(from), to: await home.id(to) };
              const { results } = await home.path({ ...ends, money: true, depth: 10 });
              const expected = plainSearch(drawn, from, to);
              assert.deepEqual(
                [results.length, results[0]?.length ?? null],
                [expected?.ways ?? 0, expected?.length ?? null],
              );
              compared++;
            }
        }),
      ),
      { numRuns: RUNS },
    );
    t.diagnostic(`${compared} paths compared`);
  });
});
