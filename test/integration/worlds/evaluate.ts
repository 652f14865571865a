import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateWorld, writeWorld } from '../../../fixtures/generate.ts';
import { DEFAULT_PARAMETERS, type PipelineResult, runPipeline } from '../../../src/app/analysis/pipeline.ts';
import { type EntityId, makeId, type PartyId } from '../../../src/core/index.ts';
import type { Network } from '../../../src/detection/index.ts';
import { factsOfFiles, reference } from '../../in-memory.ts';
import { trueKeys } from './true-keys.ts';
import { type Agreement, agreement, jaccard, type TrueParty, type Truth } from './truth.ts';

/** What a world's analysis got right, measured from outside: names, places in files and account numbers. */
export type Verdict = {
  readonly seed: number;
  readonly planted: number;
  readonly found: number;
  readonly missed: readonly string[];
  readonly flagged: number;
  readonly lookAlikesFlagged: readonly string[];
  readonly victimsNamed: readonly string[];
  readonly facilitators: Agreement;
  readonly facilitatorsWithoutReasons: number;
  readonly hubsAsFacilitators: readonly string[];
  readonly resolution: Agreement;
  /** Precision of naming as many parties of highest degree as there are facilitators: what counting ties would find. */
  readonly degreeBaseline: number;
};

const FOUND_AT = 0.5;

type World = {
  readonly truth: Truth;
  readonly result: PipelineResult;
  readonly parties: ReadonlyMap<PartyId, string>;
  readonly keyOf: ReadonlyMap<EntityId, string>;
};

async function analyse(seed: number): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'redress-world-'));
  try {
    const input = writeWorld(generateWorld(seed), folder);
    const facts = await factsOfFiles(
      readdirSync(input)
        .sort()
        .map((name) => join(input, name)),
    );
    const result = runPipeline(facts, DEFAULT_PARAMETERS, { reference, run: makeId('run', [seed]) }, () => undefined);
    const truth = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Truth;
    const parties = trueKeys(truth, facts, input);
    return { truth, result, parties, keyOf: majorityKeys(result, parties) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function majorityKeys({ resolution }: PipelineResult, parties: ReadonlyMap<PartyId, string>): Map<EntityId, string> {
  const keyOf = new Map<EntityId, string>();
  for (const entity of resolution.entities) {
    const counts = new Map<string, number>();
    for (const party of entity.parties) {
      const key = parties.get(party);
      if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const [best] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    if (best !== undefined) keyOf.set(entity.id, best[0]);
  }
  return keyOf;
}

const accountKey = (institution: string, number: string) => `account ${institution} ${number}`;

/** The people and organisations of a network by their true key; two found entities of one person count once. */
function foundMembers(network: Network, { keyOf }: World): Set<string> {
  return new Set(
    network.members.flatMap((member) =>
      member.type === 'entity' ? [keyOf.get(member.id) ?? `unknown ${member.id}`] : [],
    ),
  );
}

function plantedMembers(members: readonly TrueParty[]): Set<string> {
  return new Set(members.filter((member) => member.kind !== 'account').map((member) => member.key));
}

function findPlanted(world: World, flagged: readonly Network[]): string[] {
  return world.truth.networks.flatMap(({ id, members, periphery }) => {
    const planted = plantedMembers(members);
    for (const key of periphery) planted.delete(key);
    const best = Math.max(
      0,
      ...flagged.map((network) => {
        const found = foundMembers(network, world);
        for (const key of periphery) found.delete(key);
        return jaccard(planted, found);
      }),
    );
    return best >= FOUND_AT ? [] : [`${id} ${best.toFixed(2)}`];
  });
}

/** A look-alike is flagged when half of it is in one flagged network, or is half of one. */
function flaggedLookAlikes(world: World, flagged: readonly Network[]): string[] {
  return world.truth.lookAlikes.flatMap(({ id, members }) => {
    const lawful = plantedMembers(members);
    const hit = flagged.some((network) => {
      const found = foundMembers(network, world);
      const shared = [...found].filter((key) => lawful.has(key)).length;
      return shared > 0 && (shared * 2 >= lawful.size || shared * 2 >= found.size);
    });
    return hit ? [id] : [];
  });
}

function namedVictims({ truth, result, keyOf }: World): string[] {
  const victims = new Set(truth.possibleVictims.map((victim) => victim.key));
  const accounts = new Set(
    truth.possibleVictims.flatMap((victim) =>
      victim.accounts.map((account) => accountKey(account.institution, account.number)),
    ),
  );
  const named: string[] = [];
  for (const lead of result.leads) {
    for (const { entity } of lead.subjects)
      if (victims.has(keyOf.get(entity) ?? '')) named.push(`subject ${keyOf.get(entity)}`);
    for (const { identifiers, route } of lead.assets) {
      const key = accountKey(identifiers.institution ?? '', identifiers.number ?? '');
      if (route.choice !== 'none' && accounts.has(key)) named.push(`freeze ${key}`);
    }
  }
  for (const { roles } of result.detection.networks) {
    for (const { entity, role } of roles)
      if (role === 'facilitator' && victims.has(keyOf.get(entity) ?? ''))
        named.push(`facilitator ${keyOf.get(entity)}`);
  }
  return named;
}

function judgeFacilitators({
  truth,
  result,
  keyOf,
}: World): Pick<Verdict, 'facilitators' | 'facilitatorsWithoutReasons' | 'hubsAsFacilitators'> {
  const hypotheses = result.detection.networks.flatMap((network) =>
    network.roles.filter((role) => role.role === 'facilitator'),
  );
  const named = new Set(hypotheses.map(({ entity }) => keyOf.get(entity) ?? `unknown ${entity}`));
  const keysOf = truth.facilitators.map((facilitator) => [facilitator.key, facilitator.firm.key]);
  const right = [...named].filter((key) => keysOf.some((keys) => keys.includes(key))).length;
  const hit = keysOf.filter((keys) => keys.some((key) => named.has(key))).length;
  const { precision } = agreement(right, named.size, 0);
  const { recall } = agreement(hit, 0, keysOf.length);
  return {
    facilitators: {
      precision,
      recall,
      f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    },
    facilitatorsWithoutReasons: hypotheses.filter(
      ({ reasons, records }) => reasons.length === 0 || records.length === 0,
    ).length,
    hubsAsFacilitators: truth.benignHubs.map((hub) => hub.key).filter((key) => named.has(key)),
  };
}

function degreeBaseline({ truth, result, keyOf }: World): number {
  const degree = new Map<string, Set<string>>();
  const tie = (a: EntityId | null, b: EntityId | null) => {
    const [x, y] = [a === null ? undefined : keyOf.get(a), b === null ? undefined : keyOf.get(b)];
    if (x !== undefined && y !== undefined && x !== y) degree.set(x, (degree.get(x) ?? new Set()).add(y));
  };
  for (const { from, to } of result.resolution.transfers) {
    tie(from.entity, to.entity);
    tie(to.entity, from.entity);
  }
  const top = [...degree]
    .sort((a, b) => b[1].size - a[1].size || (a[0] < b[0] ? -1 : 1))
    .slice(0, truth.facilitators.length)
    .map(([key]) => key);
  const wanted = new Set(truth.facilitators.flatMap((item) => [item.key, item.firm.key]));
  return top.filter((key) => wanted.has(key)).length / Math.max(1, top.length);
}

function pairwise({ result, parties }: World): Agreement {
  const pairs = (n: number) => (n * (n - 1)) / 2;
  const cells = new Map<string, number>();
  const byEntity = new Map<string, number>();
  const byKey = new Map<string, number>();
  const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);
  for (const [party, key] of parties) {
    const entity = result.resolution.entityOf.get(party) ?? party;
    count(cells, `${entity}|${key}`);
    count(byEntity, entity);
    count(byKey, key);
  }
  const sum = (map: Map<string, number>) => [...map.values()].reduce((total, n) => total + pairs(n), 0);
  return agreement(sum(cells), sum(byEntity), sum(byKey));
}

/** Generates the world of a seed, analyses it as a Run does, and holds the result against the truth. */
export async function judgeWorld(seed: number): Promise<Verdict> {
  const world = await analyse(seed);
  const flagged = world.result.detection.networks.filter((network) => network.flagged);
  const missed = findPlanted(world, flagged);
  return {
    seed,
    planted: world.truth.networks.length,
    found: world.truth.networks.length - missed.length,
    missed,
    flagged: flagged.length,
    lookAlikesFlagged: flaggedLookAlikes(world, flagged),
    victimsNamed: namedVictims(world),
    ...judgeFacilitators(world),
    resolution: pairwise(world),
    degreeBaseline: degreeBaseline(world),
  };
}
