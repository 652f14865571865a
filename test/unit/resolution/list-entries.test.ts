import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Identifier, Party } from '../../../src/facts/index.ts';
import { resolve } from '../../../src/resolution/index.ts';
import { type Home, newHome } from './home.ts';

const entry = (value: string): Identifier => ({ type: 'list-entry', value, issuer: 'OFAC' });
const listed = (write: Home, number: string, name: string | null, more: Partial<Party> = {}) =>
  write.party(name, {
    file: `list ${name}`,
    role: 'listed',
    ...more,
    identifiers: [entry(number), ...(more.identifiers ?? [])],
  });
const street = {
  text: '8 Bay Rd, Reno, NV 89501',
  street: '8 Bay Rd',
  city: 'Reno',
  state: 'NV',
  zip: '89501',
  country: 'US',
};

describe('an entry of a sanctions list', () => {
  it('is one Entity with its aliases and addresses, however many and however unlike they are', () => {
    const write = newHome();
    const names = Array.from(
      { length: 120 },
      (_, i) => `${String.fromCharCode(65 + (i % 26))}${'xyz'[i % 3]}o Line ${i}`,
    );
    const parties = names.map((name) => listed(write, '306', name, { entityKind: 'unknown' }));
    parties.push(listed(write, '306', null, { addresses: [street] }));
    const { entities, entityOf } = resolve(write.facts());
    assert.equal(new Set(parties.map((party) => entityOf.get(party))).size, 1);
    const links = entities.flatMap((entity) => entity.links);
    assert.equal(links.length, 120);
    assert.deepEqual(
      [...new Set(links.flatMap(({ reasons }) => reasons.map(({ rule, text }) => `${rule} ${text}`)))],
      ['same-list-entry list-entry: OFAC 306'],
    );
  });

  it('is never another entry, though name, address and all but one digit agree', () => {
    const write = newHome();
    const a = listed(write, '1234567', 'Ruiz Vega Ana', { addresses: [street] });
    const b = listed(write, '1234568', 'Ruiz Vega Ana', { addresses: [street] });
    const { entityOf } = resolve(write.facts());
    assert.notEqual(entityOf.get(a), entityOf.get(b));
  });

  it('is a person of the records by name and one thing more', () => {
    for (const more of [
      { birthDate: '1963-07-28' as never },
      { addresses: [street] },
      { identifiers: [{ type: 'ssn' as const, value: '219099999', issuer: null }] },
    ]) {
      const write = newHome();
      const other = listed(write, '7', 'MORENO, Daniel', more);
      const known = write.party('Daniel Moreno', more);
      const { entityOf } = resolve(write.facts());
      assert.equal(entityOf.get(other), entityOf.get(known));
    }
  });

  it('is nobody by name alone, however rare the name is', () => {
    const write = newHome();
    const other = listed(write, '7', 'Xanthippe Quillfeather', { birthDate: '1963-07-28' as never });
    const bare = write.party('Xanthippe Quillfeather');
    const known = write.party('Xanthippe Quillfeather', { phones: ['7025550199'] });
    const { entityOf } = resolve(write.facts());
    assert.notEqual(entityOf.get(other), entityOf.get(bare));
    assert.notEqual(entityOf.get(other), entityOf.get(known));
  });

  it('is nobody by a weak alias, and does not go by it', () => {
    const weak = { type: 'weak' as const, full: 'El Jefe', last: null, first: null, middle: null, suffix: null };
    const write = newHome();
    const other = write.party(weak, { file: 'list', role: 'listed', addresses: [street], identifiers: [entry('7')] });
    const known = write.party('El Jefe', { addresses: [street] });
    const { entities, entityOf } = resolve(write.facts());
    assert.notEqual(entityOf.get(other), entityOf.get(known));
    assert.deepEqual(entities.find(({ id }) => id === entityOf.get(other))?.names, []);
  });

  it('is taken apart by a decision of a person, which stands above the list', () => {
    const write = newHome();
    const a = listed(write, '7', 'Ana Ruiz');
    const b = listed(write, '7', 'Berta Sol');
    write.judge(a, b, 'different');
    const { entityOf } = resolve(write.facts());
    assert.notEqual(entityOf.get(a), entityOf.get(b));
  });
});
