import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeId } from '../../../src/core/index.ts';
import { ACCUSING_ROLES, type Detection, detect, type Network } from '../../../src/detection/index.ts';
import type { PersonState } from '../../../src/facts/index.ts';
import { chainWorld, crewWorld, funnelWorld } from './scenes.ts';
import { smallWorld } from './small-world.ts';

function flagged(detection: Detection): Network[] {
  return detection.networks.filter((network) => network.flagged);
}

function rolesOf(network: Network | undefined, name: string): string[] {
  return (network?.roles ?? []).filter((role) => role.entity === makeId('ent', name)).map((role) => role.role);
}

function memberNames(network: Network | undefined, names: readonly string[]): string[] {
  const ids = new Set<string>(network?.members.map((member) => member.id));
  return names.filter((name) => ids.has(makeId('ent', name)));
}

describe('A wage kick-back ring', () => {
  const detection = detect(crewWorld('private person').input());
  const [ring] = flagged(detection);

  it('is raised as one network of employer, owner, receiver and workers', () => {
    assert.equal(flagged(detection).length, 1);
    assert.deepEqual(ring?.kinds, ['wage-kickback']);
    const names = ['Acme Cleaning LLC', 'Max Stone', 'Cora Hill', 'Ada North', 'Bea South', 'Cyd East', 'Dee West'];
    assert.deepEqual(memberNames(ring, names), names);
  });

  it('rests on a decisive fact that cites its records and says who receives the wages', () => {
    assert.equal(ring?.decisiveFact.stands, 'for');
    assert.match(ring?.decisiveFact.text ?? '', /4 workers send Cora Hill, a private person/);
    assert.ok((ring?.decisiveFact.records.length ?? 0) >= 32);
  });

  it('holds the workers for possible victims, with no accusing role', () => {
    for (const name of ['Ada North', 'Bea South', 'Cyd East', 'Dee West']) {
      assert.equal(detection.personStates.get(makeId('ent', name)), 'POSSIBLE_VICTIM', name);
      const accusing = rolesOf(ring, name).filter((role) => ACCUSING_ROLES.some((item) => item === role));
      assert.deepEqual(accusing, [], name);
    }
  });

  it('says which families could not be computed', () => {
    assert.deepEqual(ring?.familiesNotComputed, ['C', 'P', 'L', 'V']);
    assert.match(
      ring?.explanation ?? '',
      /could not be computed: cash, payments and adverts, lodging and travel, value stores/,
    );
  });

  it('is not raised when the same wages go to a licensed remitter, nor when they are drawn in cash', () => {
    for (const receiver of ['remitter', 'cash'] as const) {
      const twin = detect(crewWorld(receiver).input());
      assert.deepEqual(flagged(twin), [], receiver);
      assert.ok(twin.networks.every((network) => network.whyNotFlagged !== null));
    }
  });
});

describe('A ring of storefronts', () => {
  const detection = detect(chainWorld('hidden').input());
  const [ring] = flagged(detection);

  it('is raised when one man lives from shops that others own on paper', () => {
    assert.equal(flagged(detection).length, 1);
    assert.ok(ring?.kinds.includes('front-company'));
    assert.deepEqual(rolesOf(ring, 'Max Stone'), ['controller']);
    for (const name of ['Nora Paper', 'Omar Title', 'Petra Deed'])
      assert.deepEqual(rolesOf(ring, name), ['nominee'], name);
    assert.equal(detection.personStates.get(makeId('ent', 'Max Stone')), 'SUBJECT_CANDIDATE');
  });

  it('is not raised when the same man is declared as their owner', () => {
    const twin = detect(chainWorld('open').input());
    assert.deepEqual(flagged(twin), []);
    const [chain] = twin.networks;
    assert.equal(chain?.decisiveFact.stands, 'against');
    assert.match(chain?.whyNotFlagged ?? '', /declared openly as owner of 4 businesses/);
  });
});

describe('A funnel', () => {
  it('is raised when another draws what is paid in far away and no own life shows', () => {
    const detection = detect(funnelWorld('another').input());
    const [ring] = flagged(detection);
    assert.deepEqual(ring?.kinds, ['funnel']);
    for (const name of ['Ina Quiet', 'Jun Still', 'Kim Mute'])
      assert.equal(detection.personStates.get(makeId('ent', name)), 'POSSIBLE_VICTIM', name);
    assert.deepEqual(rolesOf(ring, 'Dan Draw'), ['controller']);
  });

  it('is told without the names of the holders, who may be victims, while the one who draws is named', () => {
    const [ring] = flagged(detect(funnelWorld('another').input()));
    assert.match(
      ring?.decisiveFact.text ?? '',
      /^The own life of 3 account holders does not show.* and Dan Draw takes/,
    );
    const facts = (ring?.controlFacts ?? []).map(({ text }) => text);
    const reasons = (ring?.roles ?? []).flatMap((role) => role.reasons);
    for (const text of [ring?.explanation ?? '', ...facts, ...reasons])
      assert.doesNotMatch(text, /Quiet|Still|Mute/, text);
  });

  it('is not raised when the holders draw it themselves and live from the account', () => {
    assert.deepEqual(flagged(detect(funnelWorld('the holder').input())), []);
  });
});

describe('What never raises a network', () => {
  it('a suspicious activity report alone', () => {
    const world = smallWorld();
    for (const name of ['Ana Ruiz', 'Dan Cole', 'Eva Moss']) world.person(name, { phone: '419-555-0101' });
    world.report({ form: 'sar', keyTerms: ['HUMAN TRAFFICKING FIN-2020-A008'], totalAmount: '900000.00' });
    assert.deepEqual(flagged(detect(world.input())), []);
  });

  it('an empty home', () => {
    assert.deepEqual(detect(smallWorld().input()).networks, []);
  });
});

describe('A reviewed decision', () => {
  it('comes before the screen and takes an accusing role away', () => {
    const input = chainWorld('hidden').input();
    const entity = makeId('ent', 'Max Stone');
    const decision = {
      kind: 'person-state' as const,
      party: makeId('pty', 'Max Stone'),
      entity,
      state: 'CLEARED' as const,
      reason: 'spoke with him',
      actor: 'ann',
      confirmedBy: 'ben',
      ordinal: 1,
      classes: [],
    };
    const detection = detect({ ...input, facts: { ...input.facts, decisions: [decision] } });
    assert.equal(detection.personStates.get(entity), 'CLEARED');
    assert.deepEqual(rolesOf(flagged(detection)[0], 'Max Stone'), []);
  });
});

describe('A proposal that no second person has confirmed', () => {
  const input = crewWorld('private person').input();
  const entity = makeId('ent', 'Ada North');
  const said = (state: PersonState, confirmedBy: string | null, ordinal: number) => ({
    kind: 'person-state' as const,
    party: makeId('pty', 'Ada North'),
    entity,
    state,
    reason: 'heard so',
    actor: 'ann',
    confirmedBy,
    ordinal,
    classes: [],
  });
  const stateAfter = (...decisions: ReturnType<typeof said>[]) =>
    detect({ ...input, facts: { ...input.facts, decisions } }).personStates.get(entity);

  it('neither makes a subject of a possible victim nor hides what was decided before', () => {
    assert.equal(stateAfter(said('SUBJECT', null, 1)), 'POSSIBLE_VICTIM');
    assert.equal(stateAfter(said('WITNESS', 'ann', 1), said('SUBJECT', null, 2)), 'WITNESS');
    assert.equal(stateAfter(said('SUBJECT', 'ben', 1)), 'SUBJECT');
  });

  it('and UNASSESSED, which only takes a word back, leave the screen in force', () => {
    assert.equal(stateAfter(said('CLEARED', 'ben', 1), said('UNASSESSED', 'ben', 2)), 'POSSIBLE_VICTIM');
  });
});

describe('The result', () => {
  it('does not depend on the order in which parties, accounts, holdings and stakes are listed', () => {
    const input = crewWorld('private person').input();
    const { resolution, ownership, facts } = input;
    const turned = detect({
      ...input,
      facts: { ...facts, parties: [...facts.parties].reverse(), records: new Map([...facts.records].reverse()) },
      ownership: { ...ownership, edges: [...ownership.edges].reverse() },
      resolution: {
        ...resolution,
        entities: [...resolution.entities].reverse(),
        accounts: [...resolution.accounts].reverse(),
        partyById: new Map([...resolution.partyById].reverse()),
      },
    });
    const plain = detect(input);
    assert.deepEqual(turned.networks, plain.networks);
    assert.deepEqual(turned.findings, plain.findings);
    assert.deepEqual([...turned.personStates].sort(), [...plain.personStates].sort());
  });
});
