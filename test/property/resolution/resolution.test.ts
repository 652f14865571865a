import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { FactSet } from '../../../src/facts/index.ts';
import { resolve } from '../../../src/resolution/index.ts';
import { newHome } from '../../unit/resolution/home.ts';

const NAMES = [
  'Ana Lopez',
  'LOPEZ, ANA',
  'Ana M Lopez',
  'Ana B Lopez',
  'Anna Lopez',
  'Eva Ruiz',
  'E Ruiz',
  'Ridge Movers LLC',
  'Ridge Movers',
  'Ridge Movres Inc',
];

const mention = fc.record({
  name: fc.constantFrom(...NAMES),
  ssn: fc.constantFrom(null, '219099998', '219099989', '478113456', '000000000'),
  phone: fc.constantFrom(null, '7029191300', '7029191301'),
  birth: fc.constantFrom(null, '1984-06-30', '1984', '1959-01-12'),
  account: fc.constantFrom(null, '100', '200'),
  kind: fc.constantFrom('person' as const, 'unknown' as const),
});
type Mention = typeof mention extends fc.Arbitrary<infer T> ? T : never;

function factsOf(mentions: readonly Mention[]): FactSet {
  const write = newHome();
  for (const { name, ssn, phone, birth, account, kind } of mentions) {
    const party = write.party(name, {
      entityKind: kind,
      identifiers: ssn === null ? [] : [{ type: 'ssn', value: ssn, issuer: null }],
      phones: phone === null ? [] : [phone],
      birthDate: birth,
    });
    if (account !== null) write.transfer({ account: write.account(account), party }, { account: null, party: null });
  }
  return write.facts();
}

function shuffled(facts: FactSet): FactSet {
  const { parties, accounts, transfers, records } = facts;
  return {
    ...facts,
    parties: [...parties].reverse(),
    accounts: [...accounts].reverse(),
    transfers: [...transfers].reverse(),
    records: new Map([...records].reverse()),
  };
}

function bytes(facts: FactSet): string {
  const { entities, accounts, transfers, findings } = resolve(facts);
  const text = (_: string, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value);
  return JSON.stringify([entities, accounts, transfers, findings], text);
}

describe('resolution', () => {
  it('gives the same bytes whatever the order of the facts', () => {
    fc.assert(
      fc.property(fc.array(mention, { maxLength: 12 }), (mentions) => {
        const facts = factsOf(mentions);
        assert.equal(bytes(shuffled(facts)), bytes(facts));
      }),
      { numRuns: 150 },
    );
  });

  it('puts every Party into exactly one Entity', () => {
    fc.assert(
      fc.property(fc.array(mention, { maxLength: 12 }), (mentions) => {
        const facts = factsOf(mentions);
        const { entities, entityOf } = resolve(facts);
        assert.deepEqual(
          entities.flatMap((entity) => entity.parties).sort(),
          facts.parties.map((party) => party.id).sort(),
        );
        for (const { id, parties } of entities) for (const party of parties) assert.equal(entityOf.get(party), id);
      }),
    );
  });

  it('never lets one Entity have two full birth dates that are not slips of one another under one number', () => {
    fc.assert(
      fc.property(fc.array(mention, { maxLength: 12 }), (mentions) => {
        const { entities, partyById } = resolve(factsOf(mentions));
        for (const { parties } of entities) {
          const births = new Set(parties.flatMap((party) => partyById.get(party)?.birthDate ?? []));
          assert.ok(!(births.has('1984-06-30') && births.has('1959-01-12')));
        }
      }),
    );
  });

  it('gives the bytes of before when decisions are withdrawn', () => {
    fc.assert(
      fc.property(fc.array(mention, { minLength: 2, maxLength: 8 }), fc.nat(), fc.nat(), (mentions, i, j) => {
        const facts = factsOf(mentions);
        const [left, right] = [
          facts.parties[i % facts.parties.length]?.id,
          facts.parties[j % facts.parties.length]?.id,
        ];
        if (left === undefined || right === undefined || left === right) return;
        const act = (verdict: 'same' | 'withdrawn', ordinal: number) =>
          ({
            id: `jdg_${ordinal}` as never,
            verdict,
            left,
            right,
            reason: 'r',
            actor: 'a',
            ordinal,
            classes: [],
          }) as const;
        const undone = { ...facts, judgements: [act('same', 0), act('withdrawn', 1)] };
        assert.equal(bytes(undone), bytes(facts));
      }),
    );
  });
});
