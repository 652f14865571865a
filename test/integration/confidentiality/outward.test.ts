import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { WorldFile } from '../../../fixtures/world/files/csv.ts';
import { generateSmallWorld } from '../../../fixtures/world/small-world.ts';
import { exportPackage, listResults } from '../../../src/app/index.ts';
import { unwrap } from '../../../src/core/index.ts';
import { canariesIn, plantCanaries, unpacked } from './canaries.ts';
import { type SmallHome, smallHome } from './homes.ts';

const WORLDS = process.env.REDRESS_LONG === '1' ? 200 : 10;
const AT = '2026-01-15T00:00:00Z';

/** Everything that leaves the house without BSA material, by kind and format. */
const OUTWARD: readonly (readonly [kind: string, format: string])[] = [
  ['evidence', 'bag'],
  ['evidence', 'pdf'],
  ['evidence', 'html'],
  ['evidence', 'json'],
  ['evidence', 'csv'],
  ['evidence', 'xlsx'],
  ['evidence', 'case-uco'],
  ['graph', 'graphml'],
  ['graph', 'gexf'],
  ['graph', 'anx'],
  ['graph', 'json'],
  ['graph', 'csv'],
  ['graph', 'xlsx'],
];

const root = mkdtempSync(join(tmpdir(), 'redress-outward-'));
after(() => rmSync(root, { recursive: true, force: true }));

const isReport = ({ name }: WorldFile): boolean => /^(?:sar|ctr)/.test(name);

type Account = { readonly id: string; readonly networks: readonly string[] };

/** The account that most networks of the Run without reports hold, so that there is something to tell of it. */
async function scopeOf(home: SmallHome): Promise<string> {
  const { results } = unwrap(await home.ask(listResults, { kind: 'account', limit: 500 }));
  const accounts = results as unknown as readonly Account[];
  const [first] = accounts.toSorted((a, b) => b.networks.length - a.networks.length || (a.id < b.id ? -1 : 1));
  assert.ok(first !== undefined);
  return first.id;
}

async function outward(home: SmallHome, id: string, [kind, format]: readonly [string, string]): Promise<string> {
  const made = await home.ask(exportPackage, { id, kind, format, to: 'A. Attorney, USAO', at: AT });
  return made.ok ? JSON.stringify(made.value) : JSON.stringify(made.error);
}

describe('what leaves the house without BSA material', () => {
  it(`R2: is byte-equal with and without the reports over ${WORLDS} worlds, and holds none of 50 canaries`, async (t) => {
    let [compared, bytes] = [0, 0];
    for (let seed = 1; seed <= WORLDS; seed++) {
      const folder = (name: string) => join(root, `${name}-${seed}`);
      const { files } = generateSmallWorld(seed);
      const planted = files.map((file) => (isReport(file) ? { ...file, text: plantCanaries(file.text) } : file));
      for (const name of ['with', 'without']) mkdirSync(folder(name));
      const withReports = await smallHome(folder('with'), planted);
      const without = await smallHome(
        folder('without'),
        files.filter((file) => !isReport(file)),
        folder('with'),
      );
      const scope = await scopeOf(without);
      for (const asked of OUTWARD) {
        const [a, b] = [await outward(withReports, scope, asked), await outward(without, scope, asked)];
        assert.equal(a, b, `world ${seed}: ${asked.join(' as ')} differs`);
        const { bytes: made } = JSON.parse(a) as { readonly bytes?: string };
        assert.ok(made !== undefined, `world ${seed}: ${asked.join(' as ')} is ${a.slice(0, 200)}`);
        const parts = await unpacked(Buffer.from(made, 'base64'));
        assert.deepEqual(parts.flatMap(canariesIn), [], `world ${seed}: ${asked.join(' as ')}`);
        compared += 1;
        bytes += parts.reduce((sum, part) => sum + part.length, 0);
      }
      await withReports.close();
      await without.close();
      for (const name of ['with', 'without']) rmSync(folder(name), { recursive: true });
    }
    t.diagnostic(
      `R2: ${compared} exports of ${WORLDS} worlds compared, 0 differ, ${bytes} bytes after unpacking: 0 canaries`,
    );
  });
});
