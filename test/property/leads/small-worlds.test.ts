import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { generateSmallWorld } from '../../../fixtures/world/small-world.ts';
import { canonicalJson, createRng, type EntityId, sha256Hex } from '../../../src/core/index.ts';
import { defaultAsOf, detect, type Network } from '../../../src/detection/index.ts';
import type { FactSet, PersonState } from '../../../src/facts/index.ts';
import { draftLead, isProtected, type Lead, type LeadInput, leadJson } from '../../../src/leads/index.ts';
import { buildOwnership } from '../../../src/ownership/index.ts';
import { resolve } from '../../../src/resolution/index.ts';
import { factsOfFiles, reference } from '../../in-memory.ts';

const LONG = process.env.REDRESS_LONG === '1';
const WORLDS = LONG ? 200 : 10;
/** How often the states of people are drawn anew in each world. */
const DRAWS = LONG ? 20 : 4;

async function factsOfWorld(seed: number): Promise<FactSet> {
  const folder = mkdtempSync(join(tmpdir(), 'redress-guard-'));
  try {
    const paths = generateSmallWorld(seed).files.map(({ name, text }) => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    });
    return await factsOfFiles(paths);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The Run of one world with every network raised, so that the guard is tried where detection would be silent too. */
async function inputsOf(seed: number): Promise<LeadInput[]> {
  const facts = await factsOfWorld(seed);
  const resolution = resolve(facts);
  const asOf = defaultAsOf(facts).asOf;
  assert.ok(asOf);
  const ownership = buildOwnership(facts, resolution, asOf);
  const detection = detect({ facts, resolution, ownership, reference, asOf, from: null, to: null, seed: 1 });
  const raised = detection.networks.map((network): Network => ({ ...network, flagged: true }));
  return raised.map((network) => ({
    network,
    detection: { ...detection, networks: raised },
    facts,
    resolution,
    ownership,
    reference,
    asOf,
  }));
}

/** The same Run after reviewers found other people to be possible victims: half of all persons, drawn by seed. */
function redrawn(input: LeadInput, seed: string): LeadInput {
  const rng = createRng(seed);
  const people = input.resolution.entities.filter(({ kind }) => kind !== 'organisation');
  const drawn = people.map(({ id }): [EntityId, PersonState] => [
    id,
    rng.next() < 0.5 ? 'POSSIBLE_VICTIM' : 'SUBJECT_CANDIDATE',
  ]);
  return { ...input, detection: { ...input.detection, personStates: new Map(drawn) } };
}

function assertGuarded(input: LeadInput, lead: Lead, where: string): void {
  const isVictim = (entity: EntityId) => isProtected(input.detection, entity);
  for (const { entity } of lead.subjects) {
    assert.ok(!isVictim(entity), `${where}: a possible victim is a subject`);
    assert.ok(input.detection.screens.get(entity)?.hit !== true, `${where}: R17: an unreviewed person is a subject`);
  }
  for (const { subject } of lead.substitution) assert.ok(!isVictim(subject), `${where}: substitution of a victim`);
  for (const asset of lead.assets) {
    for (const { entity } of asset.controllers) assert.ok(!isVictim(entity), `${where}: a victim as controller`);
    const { beneficialOwner } = asset;
    if (beneficialOwner !== null)
      assert.ok(!isVictim(beneficialOwner.personId), `${where}: a victim as beneficial owner`);
    const account = input.resolution.accounts.find(({ id }) => id === asset.account);
    const touched = [...asset.titledOwners, ...(account?.holders ?? []).map(({ entity }) => entity)].some(isVictim);
    if (!touched) continue;
    assert.deepEqual(
      [asset.route.choice, asset.theories, asset.freeze, asset.route.options],
      ['none', [], null, []],
      `${where}: ${asset.id}`,
    );
    assert.equal(asset.victimConnection, true, where);
  }
}

/**
 * Full names of the people whom detection itself holds possible victims, but for names that somebody else has too: in
 * the house a lead says by name whom it is about, and in a package both have a number (test/unit/evidence/hidden-people).
 */
function namesOfVictims({ detection, resolution }: LeadInput): string[] {
  const named = resolution.entities.map(({ id, names }) => ({ names, isHeld: isProtected(detection, id) }));
  const others = new Set(named.filter(({ isHeld }) => !isHeld).flatMap(({ names }) => names));
  return named
    .filter(({ isHeld }) => isHeld)
    .flatMap(({ names }) => names.filter((name) => name.includes(' ') && !others.has(name)));
}

type Drafted = { readonly input: LeadInput; readonly lead: Lead; readonly where: string; readonly isDrawn: boolean };

async function draftAll(): Promise<Drafted[]> {
  const all: Drafted[] = [];
  for (let seed = 1; seed <= WORLDS; seed++) {
    for (const input of await inputsOf(seed)) {
      const where = `world ${seed}`;
      all.push({ input, lead: draftLead(input), where, isDrawn: false });
      for (let draw = 0; draw < DRAWS; draw++) {
        const other = redrawn(input, `guard ${seed} ${draw}`);
        all.push({ input: other, lead: draftLead(other), where: `${where} draw ${draw}`, isDrawn: true });
      }
    }
  }
  return all;
}

const all = await draftAll();
const assets = all.flatMap(({ lead, where }) => lead.assets.map((asset) => ({ asset, where })));
const routed = assets.filter(({ asset }) => asset.route.choice !== 'none');

describe(`over ${WORLDS} small worlds, every network raised`, () => {
  it('R17: no lead has a possible victim as subject, controller or owner of anything with a route', (t) => {
    for (const { input, lead, where } of all) assertGuarded(input, lead, where);
    const guarded = assets.filter(({ asset }) => asset.victimConnection).length;
    t.diagnostic(
      `R17: ${all.length} leads, ${assets.length} assets, ${routed.length} with a route, ${guarded} of possible victims`,
    );
    assert.ok(guarded > 0 && routed.length > 0, 'the worlds try neither the guard nor a route');
  });

  it('no lead names a person whom detection holds a possible victim', () => {
    for (const { input, lead, where, isDrawn } of all) {
      if (isDrawn) continue;
      const text = JSON.stringify(leadJson(lead)).toLowerCase();
      for (const name of namesOfVictims(input))
        assert.ok(!text.includes(name.toLowerCase()), `${where}: a lead names ${name}`);
    }
  });

  it('R9: every account with a route shows its 984 day and clocks of 14, 90 and 60 days', (t) => {
    const accounts = routed.filter(({ asset }) => asset.kind === 'account');
    assert.ok(accounts.length > 0);
    t.diagnostic(`R9: ${accounts.length} accounts with a route, each with its 984 day and 3 clocks`);
    for (const { asset, where } of accounts) {
      const { clocks } = asset.route;
      assert.equal(clocks[0]?.id, 'fungible_property_window', where);
      assert.equal(clocks[0]?.due, asset.fungibleDeadline, where);
      const lengths = clocks.map(({ length }) => length);
      for (const length of ['14 days', '90 days', '60 days']) assert.ok(lengths.includes(length), `${where} ${length}`);
    }
  });

  it('R10: no asset lists 981 or 982 before 1594, and each that has only those carries the warning', (t) => {
    let [behind, alone] = [0, 0];
    for (const { asset, where } of assets) {
      const { authorities, warnings, route } = asset;
      assert.ok(route.choice === 'none' || authorities.length > 0, `${where}: a route without an authority`);
      const first98 = authorities.findIndex((authority) => /^18 USC 98[12]\(/.test(authority));
      const last1594 = authorities.findLastIndex((authority) => authority.startsWith('18 USC 1594'));
      if (first98 < 0) continue;
      if (last1594 >= 0) behind++;
      else alone++;
      if (last1594 >= 0) assert.ok(last1594 < first98, where);
      else
        assert.ok(
          warnings.some((text) => text.startsWith('only 18 USC 981 or 982 fits')),
          where,
        );
    }
    assert.ok(behind > 0 && alone > 0, 'the worlds try neither the order nor the warning');
    t.diagnostic(`R10: ${behind} assets with 981 or 982 behind 1594, ${alone} with those alone and the warning`);
  });

  it('R11: no asset whose claims rest on structuring alone has a route, and no real property is seized', (t) => {
    let [structured, parcels] = [0, 0];
    for (const { input, where } of all) {
      // The same credits, cited by nothing but a series of deposits below the limit.
      const findings = input.detection.findings.map((finding) => ({
        ...finding,
        rule: 'sub-threshold-series',
        family: 'C' as const,
      }));
      const lead = draftLead({ ...input, detection: { ...input.detection, findings } });
      const claimed = lead.assets.filter(({ trace }) => (trace?.claims.length ?? 0) > 0);
      for (const { route } of claimed) assert.equal(route.choice, 'none', where);
      structured += claimed.length;
    }
    for (const { asset, where } of assets) {
      if (asset.kind !== 'real_property') continue;
      parcels++;
      assert.ok(!/warrant|tro|restraint/.test(asset.route.choice), where);
    }
    assert.ok(structured > 0 && parcels > 0, 'the worlds try neither structuring nor real property');
    t.diagnostic(`R11: ${structured} assets whose claims rest on structuring alone, ${parcels} parcels: 0 seized`);
  });

  it('every fact and every figure of a freeze clock, a standard, a substitution and a timeline cites records', () => {
    for (const { lead, where } of all) {
      const statements = [
        ...lead.assets.flatMap(({ freeze }) => freeze?.sentences ?? []),
        ...lead.assets.flatMap(({ route }) => route.elements.flatMap(({ facts }) => facts)),
        ...lead.substitution.flatMap(({ causes }) => causes.flatMap(({ facts }) => facts)),
        ...lead.predicate.flatMap(({ elements }) => elements.flatMap(({ facts }) => facts)),
        ...lead.timeline,
      ];
      for (const { text, records } of statements) assert.ok(records.length > 0, `${where}: "${text}" cites nothing`);
    }
  });

  it('a lead is the same bytes when it is drafted again from shuffled members', () => {
    for (const { input, lead, where, isDrawn } of all) {
      if (isDrawn) continue;
      const shuffled = { ...input.network, members: [...input.network.members].reverse() };
      const digest = (of: Lead) => sha256Hex(canonicalJson(leadJson(of)));
      assert.equal(digest(draftLead({ ...input, network: shuffled })), digest(lead), where);
    }
  });
});
