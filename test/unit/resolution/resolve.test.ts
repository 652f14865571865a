import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PartyId } from '../../../src/core/index.ts';
import type { Identifier, PartyName } from '../../../src/facts/index.ts';
import { type Resolution, resolve, searchKeys } from '../../../src/resolution/index.ts';
import { type Home, NOBODY, newHome } from './home.ts';

const ssn = (value: string): Identifier => ({ type: 'ssn', value, issuer: null });
const ein = (value: string): Identifier => ({ type: 'ein', value, issuer: null });
const home = {
  text: '12 Elm St, Reno, NV 89501',
  street: '12 Elm St',
  city: 'Reno',
  state: 'NV',
  zip: '89501',
  country: 'US',
};

function person(last: string, first: string, rest: Partial<PartyName> = {}): PartyName {
  return { type: 'legal', full: `${first} ${last}`, last, first, middle: null, suffix: null, ...rest };
}

function together(resolution: Resolution, ...parties: readonly PartyId[]): boolean {
  return new Set(parties.map((party) => resolution.entityOf.get(party))).size === 1;
}

function joined(build: (write: Home) => readonly PartyId[]): boolean {
  const write = newHome();
  const parties = build(write);
  return together(resolve(write.facts()), ...parties);
}

describe('what joins two mentions', () => {
  it('one identifier under one name', () => {
    const same = joined((write) => [
      write.party('Ana Lopez', { identifiers: [ssn('219-09-9998')] }),
      write.party('LOPEZ, ANA M', { identifiers: [{ type: 'tin', value: '219099998', issuer: null }], file: 'b' }),
    ]);
    assert.equal(same, true);
  });

  it('an exact name with a second agreeing attribute, and not without', () => {
    const at = (phones: readonly string[], others: readonly string[]) =>
      joined((write) => [
        write.party('Ana Lopez', { phones }),
        write.party('ana lopez', { phones: others, file: 'b' }),
      ]);
    assert.equal(at(['702 919 1300'], ['+1 7029191300']), true);
    assert.equal(at(['702 919 1300'], ['702 919 1301']), false);
    assert.equal(at(['000 000 0000'], ['000 000 0000']), false, 'fillers agree about nothing');
  });

  it('a name on the side of a transfer and the named holder of that account', () => {
    const write = newHome();
    const account = write.account('100');
    const holder = write.party('Maria Gonzalez', { identifiers: [ssn('219-09-9998')] });
    write.holds(holder, account);
    const side = write.party('M GONZALES', { entityKind: 'unknown', role: 'sender', file: 'b' });
    const stranger = write.party('Pedro Ruiz', { entityKind: 'unknown', role: 'sender', file: 'b' });
    write.transfer({ account, party: side }, NOBODY, { file: 'b' });
    write.transfer({ account, party: stranger }, NOBODY, { file: 'b' });
    const exact = write.party('GONZALEZ, MARIA', { entityKind: 'unknown', role: 'sender', file: 'b' });
    write.transfer({ account, party: exact }, NOBODY, { file: 'b' });
    const resolution = resolve(write.facts());
    assert.equal(together(resolution, holder, exact), true);
    assert.equal(together(resolution, holder, stranger), false);
    assert.equal(together(resolution, holder, side), false, 'an initial and a slip together are too little');
  });

  it('a number with two digits exchanged only under the same name', () => {
    const pair = (name: string) =>
      joined((write) => [
        write.party('Ana Lopez', { identifiers: [ssn('219099998')], addresses: [home] }),
        write.party(name, { identifiers: [ssn('219099989')], addresses: [home], file: 'b' }),
      ]);
    assert.equal(pair('Ana Lopez'), true);
    assert.equal(pair('Eva Lopez'), false);
  });

  it('a spelling variant only with a second attribute that a household does not share', () => {
    const pair = (stated: Parameters<Home['party']>[1]) =>
      joined((write) => [
        write.party('Maria Gonzalez', stated),
        write.party('Maria Gonzales', { ...stated, file: 'b' }),
      ]);
    assert.equal(pair({ birthDate: '1984-06-30' }), true);
    assert.equal(pair({ addresses: [home] }), false);
    assert.equal(pair({ addresses: [home], phones: ['7029191300'] }), true);
  });
});

describe('what keeps two mentions apart', () => {
  const shared = { phones: ['7029191300'], addresses: [home] };
  const apart = (a: Parameters<Home['party']>, b: Parameters<Home['party']>) =>
    assert.equal(
      joined((write) => [
        write.party(a[0], { ...shared, ...a[1] }),
        write.party(b[0], { ...shared, ...b[1], file: 'b' }),
      ]),
      false,
    );

  it('another exclusive identifier', () =>
    apart(['Ana Lopez', { identifiers: [ssn('219099998')] }], ['Ana Lopez', { identifiers: [ssn('478113456')] }]));
  it('another birth date', () =>
    apart(['Ana Lopez', { birthDate: '1984-06-30' }], ['Ana Lopez', { birthDate: '1959-01-12' }]));
  it('another generation', () =>
    apart([person('Smith', 'Robert', { suffix: 'Jr' })], [person('Smith', 'Robert', { suffix: 'Sr' })]));
  it('another middle initial', () =>
    apart([person('Smith', 'Robert', { middle: 'A' })], [person('Smith', 'Robert', { middle: 'B' })]));
  it('another number in the name', () =>
    apart(['Harbor Fund 3 LP', { entityKind: 'organisation' }], ['Harbor Fund 4 LP', { entityKind: 'organisation' }]));
  it('a person and an organisation', () => apart(['John Church'], ['John Church', { entityKind: 'organisation' }]));
  it('another name under the same number', () =>
    apart(
      ['Oak Realty LLC', { entityKind: 'organisation', identifiers: [ein('49-1234560')] }],
      ['Pine Motors LLC', { entityKind: 'organisation', identifiers: [ein('49-1234560')] }],
    ));

  it('two holders that one source lists for one account', () => {
    const write = newHome();
    const account = write.account('100');
    const [jose, josue] = [write.party('Jose Ruiz', { birthDate: null }), write.party('Josue Ruiz')];
    write.holds(jose, account, 'joint');
    write.holds(josue, account, 'joint');
    assert.equal(together(resolve(write.facts()), jose, josue), false);
  });

  it('a busy telephone, when the two are persons', () => {
    const write = newHome();
    const phones = ['8005550100'];
    for (let i = 0; i < 20; i++)
      write.party(`Client${String.fromCharCode(65 + i)} Number${String.fromCharCode(65 + i)}`, { phones });
    const [one, two] = [write.party('Ana Lopez', { phones }), write.party('Ana Lopez', { phones, file: 'b' })];
    const resolution = resolve(write.facts());
    assert.equal(together(resolution, one, two), false);
    assert.deepEqual(resolution.skipped, [{ kind: 'phone', value: '8005550100', names: 21 }]);
  });

  it('a third who could be either of two that exclude each other', () => {
    const write = newHome();
    const father = write.party(person('Smith', 'Robert', { suffix: 'Sr' }), { addresses: [home] });
    const son = write.party(person('Smith', 'Robert', { suffix: 'Jr' }), { addresses: [home] });
    const either = write.party('Robert Smith', { addresses: [home], file: 'b' });
    const resolution = resolve(write.facts());
    assert.equal(together(resolution, father, son), false);
    assert.equal(together(resolution, father, either), false);
    assert.equal(together(resolution, son, either), false);
  });

  it('the plumbing of a filing, whatever it is called', () => {
    const bank = { entityKind: 'organisation', role: 'institution', linkable: false } as const;
    const same = joined((write) => [
      write.party('First Bank', { ...bank, identifiers: [ein('491234560')] }),
      write.party('FIRST BANK NA', { ...bank, identifiers: [ein('491234560')], file: 'b' }),
    ]);
    assert.equal(same, true, 'one identifier is one institution');
    const byName = joined((write) => [
      write.party('First Bank', bank),
      write.party('First Bank', { ...bank, file: 'b' }),
    ]);
    assert.equal(byName, false);
    const customer = joined((write) => [
      write.party('First Bank', { ...bank, identifiers: [ein('491234560')] }),
      write.party('First Bank', { entityKind: 'organisation', identifiers: [ein('491234560')], file: 'b' }),
    ]);
    assert.equal(customer, false);
  });
});

describe('a name alone', () => {
  function crowd(write: Home): void {
    const given = ['Ana', 'Eva', 'Ida', 'Leo', 'Max', 'Tom', 'Uwe', 'Zoe'];
    const family = ['Abel', 'Berg', 'Cruz', 'Diaz', 'Egan', 'Ford', 'Gray', 'Hill'];
    for (const first of given)
      for (const last of family)
        write.party(`${first} ${last}`, { phones: [`702919${1000 + write.facts().parties.length}`] });
  }

  it('attaches to the only bearer of a rare name', () => {
    const write = newHome();
    crowd(write);
    const known = write.party('Philippa Quennell', { phones: ['7029190001'] });
    const alone = write.party('QUENNELL, PHILIPPA', { entityKind: 'unknown', role: 'beneficiary', file: 'b' });
    assert.equal(together(resolve(write.facts()), known, alone), true);
  });

  it('stays apart when the words of the name are common, or when two bear it', () => {
    const write = newHome();
    crowd(write);
    const common = write.party('Ana Abel', { entityKind: 'unknown', role: 'beneficiary', file: 'b' });
    const first = write.party('Philippa Quennell', { phones: ['7029190001'], birthDate: '1950-01-02' });
    write.party('Philippa Quennell', { phones: ['7029190002'], birthDate: '1990-03-04' });
    const torn = write.party('Philippa Quennell', { entityKind: 'unknown', role: 'beneficiary', file: 'b' });
    const resolution = resolve(write.facts());
    const sizeOf = (party: PartyId) =>
      resolution.entities.find((entity) => entity.parties.includes(party))?.parties.length;
    assert.equal(sizeOf(common), 1);
    assert.equal(sizeOf(torn), 1);
    assert.equal(sizeOf(first), 1);
  });
});

describe('reasons, judgements and keys', () => {
  it('tells why two are one, with the value and both records', () => {
    const write = newHome();
    write.party('Ana Lopez', { phones: ['7029191300'] });
    write.party('LOPEZ, ANA', { phones: ['7029191300'], file: 'b' });
    const [entity] = resolve(write.facts()).entities;
    const [link] = entity?.links ?? [];
    assert.equal(link?.score, 0.9);
    assert.deepEqual(
      link?.reasons.map((reason) => reason.rule),
      ['same-name-and-attribute', 'same-name-and-attribute'],
    );
    assert.equal(link?.reasons[1]?.text, 'phone: 7029191300');
    assert.equal(link?.reasons[1]?.records.length, 2);
  });

  it('follows the latest decision of a pair, and gives the old bytes back when it is withdrawn', () => {
    const write = newHome();
    const [a, b] = [
      write.party('Ana Lopez', { phones: ['7029191300'] }),
      write.party('Ana Lopez', { phones: ['7029191300'], file: 'b' }),
    ];
    const c = write.party('Eva Ruiz', { file: 'c' });
    const bytes = () => JSON.stringify(resolve(write.facts()).entities);
    const before = bytes();
    write.judge(a, b, 'different');
    write.judge(a, c, 'same');
    const decided = resolve(write.facts());
    assert.equal(together(decided, a, b), false);
    assert.equal(together(decided, a, c), true);
    assert.equal(
      decided.entities.find((entity) => entity.parties.includes(c))?.links[0]?.reasons[0]?.rule,
      'judgement',
    );
    write.judge(a, b, 'withdrawn');
    write.judge(c, a, 'withdrawn');
    assert.equal(bytes(), before);
  });

  it('makes keys under which names, sounds and numbers are found', () => {
    const write = newHome();
    write.party('Ana Schmidt', { identifiers: [ssn('219-09-9998')] });
    write.account('10-20');
    const keys = searchKeys(resolve(write.facts())).map(({ key, kind }) => `${kind} ${key}`);
    for (const wanted of [
      'entity name ANA SCHMIDT',
      'entity word SCHMIDT',
      'entity number 219099998',
      'entity tri ^SC',
      'entity sound XMT',
      'account number 1020',
    ])
      assert.ok(keys.includes(wanted), wanted);
  });
});
