import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { generateSmallWorld } from '../../../fixtures/world/small-world.ts';
import type { World } from '../../../fixtures/world/world.ts';
import { DEFAULT_PARAMETERS, type PipelineResult, runPipeline } from '../../../src/app/analysis/pipeline.ts';
import { presentRun } from '../../../src/app/analysis/present.ts';
import { makeId, shareTexts } from '../../../src/core/index.ts';
import type { Network } from '../../../src/detection/index.ts';
import type { FactSet } from '../../../src/facts/index.ts';
import { factsOfFiles, reference } from '../../in-memory.ts';
import { LOOK_ALIKES, lookAlikeWorld, withAndWithoutRegister } from './register-worlds.ts';

const LONG = process.env.REDRESS_LONG === '1';
const SEEDS = Array.from({ length: LONG ? 10 : 1 }, (_, i) => i + 1);
const SMALL_SEEDS = Array.from({ length: LONG ? 100 : 8 }, (_, i) => i + 1);

const FRAME = { reference, run: makeId('run', ['missing register']) };
const runOver = (facts: FactSet): PipelineResult => runPipeline(facts, DEFAULT_PARAMETERS, FRAME, () => undefined);

/** What a Run says against anybody, in terms that outlive an id: entities by each name that they bear, accounts by id. */
type Said = {
  readonly findings: ReadonlySet<string>;
  readonly roles: ReadonlySet<string>;
  /** Of networks, by the accounts in them: who else is a member may change with what ties them. */
  readonly scores: ReadonlyMap<string, number>;
  readonly flagged: number;
};

function saidBy({ resolution, detection, findings }: PipelineResult): Said {
  const names = new Map<string, readonly string[]>(resolution.entities.map((entity) => [entity.id, entity.names]));
  const called = (id: string) => (names.get(id) ?? [id]).map((name) => name.toUpperCase());
  const accountsOf = ({ members }: Network) => members.flatMap(({ type, id }) => (type === 'account' ? [id] : []));
  return {
    findings: new Set(
      findings.flatMap(({ rule, subjects }) => subjects.flatMap(called).map((name) => `${rule}: ${name}`)),
    ),
    roles: new Set(
      detection.networks.flatMap(({ roles }) =>
        roles.flatMap(({ role, entity }) => called(entity).map((name) => `${role}: ${name}`)),
      ),
    ),
    scores: new Map(detection.networks.map((network) => [accountsOf(network).sort().join(' '), network.score])),
    flagged: detection.networks.filter(({ flagged }) => flagged).length,
  };
}

const missingFrom = (known: ReadonlySet<string>, asked: ReadonlySet<string>) => [...asked].filter((x) => !known.has(x));

/** What is said against anybody once the register of owners is gone, and was not said while it was there. */
async function added(world: World) {
  const facts = await withAndWithoutRegister(world);
  const [before, after] = [saidBy(runOver(facts.with)), saidBy(runOver(facts.without))];
  const compared = [...after.scores].filter(([accounts]) => before.scores.has(accounts));
  return {
    rows: facts.with.records.size - facts.without.records.size,
    holdings: facts.with.holdings.length - facts.without.holdings.length,
    said: after.findings.size,
    findings: missingFrom(before.findings, after.findings),
    roles: missingFrom(before.roles, after.roles),
    compared: compared.length,
    higher: compared.filter(([accounts, score]) => score > (before.scores.get(accounts) ?? 0)),
    flagged: Math.max(0, after.flagged - before.flagged),
  };
}

type Added = Awaited<ReturnType<typeof added>>;

function assertNothingAdded({ findings, roles, higher, flagged }: Added, where: string): void {
  const nothing = { findings: [], roles: [], higher: [], flagged: 0 };
  assert.deepEqual({ findings, roles, higher, flagged }, nothing, where);
}

function told(worlds: readonly Added[]): string {
  const sum = (of: (world: Added) => number) => worlds.reduce((all, world) => all + of(world), 0);
  const rows = `${sum(({ rows: n }) => n)} rows with ${sum(({ holdings }) => holdings)} holdings taken away`;
  const scores = `none of ${sum(({ compared }) => compared)} networks of the same accounts scores higher`;
  return `${worlds.length} worlds, ${rows}: 0 findings, 0 roles and 0 flags more (${sum(({ said }) => said)} findings stay), ${scores}`;
}

describe('R22: missing ownership records are no indicator (90 FR 13688)', () => {
  it('lawful networks of companies lose their register: nothing is said of them that was not said before', async (t) => {
    const worlds: Added[] = [];
    for (const name of Object.keys(LOOK_ALIKES))
      for (const seed of SEEDS) {
        const world = await added(lookAlikeWorld(name, seed));
        assert.ok(world.holdings > 0, `${name} has a register`);
        assertNothingAdded(world, `${name} ${seed}`);
        worlds.push(world);
      }
    t.diagnostic(`R22: ${told(worlds)}`);
  });

  it('nor does the silence of a register add to what is said of a ring', async (t) => {
    const worlds: Added[] = [];
    for (const seed of SMALL_SEEDS) {
      const world = await added(generateSmallWorld(seed));
      assertNothingAdded(world, `small world ${seed}`);
      worlds.push(world);
    }
    t.diagnostic(`R22: ${told(worlds)}`);
  });
});

const ACCOUNTS =
  'institution,account,holder_name,holder_kind,holder_id_type,holder_id,role,opened_on,closed_on,address,phone,email,naics,occupation';
const TRANSFERS =
  'transfer_id,posted_at,from_institution,from_account,from_name,to_institution,to_account,to_name,amount,currency,method,place,conductor,memo';
const BANK = '021000021';

/** A shop with a customer and two on the payroll, and the person who signs for it; no record says who owns it. */
function shopFiles(): Readonly<Record<string, string>> {
  const months = ['01', '02', '03', '04', '05', '06'];
  const row = (day: string, ends: string, amount: string, memo: string) =>
    `${memo}-${day}-${ends.length},2024-${day},${ends},${amount},USD,ach,,,${memo}`;
  const rows = months.flatMap((month) => [
    row(`${month}-05`, `${BANK},C1,,${BANK},S1,`, '8200.00', 'invoice'),
    ...['14', '28'].flatMap((day) => [
      row(`${month}-${day}`, `${BANK},S1,,${BANK},W1,`, '1450.00', 'payroll'),
      row(`${month}-${day}`, `${BANK},S1,,${BANK},W22,`, '1380.00', 'payroll'),
    ]),
  ]);
  const holders = [
    'S1,Corner Bakery LLC,organisation',
    'C1,Town School,organisation',
    'W1,Ben Adler,person',
    'W22,Cleo Marsh,person',
  ];
  const accounts = holders.map((holder) => `${BANK},${holder},,,owner,,,,,,,`);
  const signer = `${BANK},S1,Alma Reyes,person,,,signatory,,,,+1 419 555 0101,,,`;
  return {
    'accounts.csv': `${[ACCOUNTS, ...accounts, signer].join('\n')}\n`,
    'transfers.csv': `${[TRANSFERS, ...rows].join('\n')}\n`,
  };
}

/** Words that would turn silence into a suspicion. */
const ACCUSING_SILENCE =
  /hidden|undisclosed|conceal|unknown owner|no (declared |beneficial )?owner|owner[^.]{0,20} not (declared|known)/i;

describe('R22: a company of which no record states an owner', () => {
  it('has no finding, no role, no flag and no word about it, and its ownership is unknown, not nil', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'redress-no-boi-'));
    t.after(() => rmSync(folder, { recursive: true }));
    const files = Object.entries(shopFiles()).map(([name, text]) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    });
    const facts = await factsOfFiles(files);
    const result = runOver(facts);
    const shop = result.resolution.entities.find(({ names }) => names.includes('Corner Bakery LLC'));
    assert.ok(shop !== undefined);
    const { findings, roles, flagged, scores } = saidBy(result);
    assert.deepEqual([[...findings], [...roles], flagged], [[], [], 0]);
    assert.ok([...scores.values()].every((score) => score === 0));
    for (const { json } of presentRun(facts, result).rows) assert.doesNotMatch(json, ACCUSING_SILENCE);
    const { owners, unknown } = result.ownership.answer(shop.id);
    assert.deepEqual([owners, shareTexts(unknown)], [[], ['100.00', '100.00']]);
    const { blocked, share } = result.ownership.ofac50(shop.id);
    assert.deepEqual([blocked, shareTexts(share)], ['unknown', ['0.00', '100.00']]);
    t.diagnostic(
      `R22: 1 company without an owner on record, 0 findings; unknown share ${shareTexts(unknown).join(' to ')}`,
    );
  });

  it('is not told apart from one with an owner on record by any rule, in a chain of one to four companies', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'redress-chain-'));
    t.after(() => rmSync(folder, { recursive: true }));
    let chains = 0;
    for (const length of [1, 2, 3, 4]) {
      const world = { seed: 0, files: [...filesOf(shopFiles()), { name: 'bods.json', text: chain(length) }] };
      const result = await added({ ...world, expected: generateSmallWorld(1).expected });
      assert.equal(result.holdings, length);
      assertNothingAdded(result, `a chain of ${length}`);
      chains++;
    }
    t.diagnostic(`R22: ${chains} chains lose their register: 0 findings more`);
  });
});

const filesOf = (files: Readonly<Record<string, string>>) =>
  Object.entries(files).map(([name, text]) => ({ name, text }));

/** Alma Reyes owns the last of so many companies, each of which owns the one before; the first is the shop. */
function chain(length: number): string {
  let at = 0;
  const statement = (recordId: string, recordType: string, details: object) => ({
    statementId: `redress-chain-statement-${String(at++).padStart(12, '0')}`,
    statementDate: '2024-01-01',
    declarationSubject: 'company-0',
    recordId,
    recordType,
    recordDetails: { isComponent: false, ...details },
  });
  const companies = Array.from({ length }, (_, i) =>
    statement(`company-${i}`, 'entity', {
      entityType: { type: 'registeredEntity' },
      name: i === 0 ? 'Corner Bakery LLC' : `Flour Holding ${'ABC'[i - 1]} LLC`,
    }),
  );
  const person = statement('person', 'person', {
    personType: 'knownPerson',
    names: [{ type: 'legal', fullName: 'Alma Reyes' }],
  });
  const links = Array.from({ length }, (_, i) =>
    statement(`link-${i}`, 'relationship', {
      subject: `company-${i}`,
      interestedParty: i + 1 === length ? 'person' : `company-${i + 1}`,
      interests: [{ type: 'shareholding', directOrIndirect: 'direct', share: { exact: 100 } }],
    }),
  );
  return JSON.stringify([...companies, person, ...links]);
}
