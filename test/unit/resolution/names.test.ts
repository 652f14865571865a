import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compareNames, type NameLevel } from '../../../src/resolution/name-match.ts';
import { type NameForm, type NameKind, readName, searchName, splitNames } from '../../../src/resolution/names.ts';
import { wholeName } from './home.ts';

function form(full: string, kind: NameKind): NameForm {
  const [first] = readName(wholeName(full), kind);
  assert.ok(first);
  return first;
}

function level(a: string, b: string, kind: NameKind): NameLevel {
  return compareNames(form(a, kind), form(b, kind));
}

describe('names of persons', () => {
  const cases: readonly (readonly [string, string, NameLevel, string])[] = [
    ['José Núñez', 'NUNEZ, JOSE', 'exact', 'accents, case and order do not count'],
    ['Ana Lopez', 'Ana M Lopez', 'fuller', 'a middle initial that one leaves out'],
    ['John A Smith', 'John B Smith', 'conflict', 'two middle initials are two people'],
    ['John Alan Smith', 'John B. Smith', 'conflict', 'a middle name against another initial'],
    ['Robert Smith Jr', 'Robert Smith Sr', 'conflict', 'father and son'],
    ['Robert Smith', 'Bob Smith', 'variant', 'a nickname'],
    ['Maria Gonzalez', 'Maria Gonzales', 'variant', 'one slip of the pen'],
    ['Maria Gonzalez', 'Mario Gonzalez', 'conflict', 'brother and sister'],
    ['M. Gonzalez', 'Maria Gonzalez', 'partial', 'an initial for the first name'],
    ['Maria Gonzalez', 'Maria Gonzalez Perez', 'fuller', 'the second surname left out'],
    ['Maria Gonzalez', 'Maria Perez', 'conflict', 'two surnames'],
    ['Virginia B Lawson', 'Brandon Lawson', 'conflict', 'a middle initial is no first name'],
    ['Mary Kusha', 'Mark Kusha', 'conflict', 'short names one letter apart'],
    ["Siobhan O'Brien", 'SIOBHAN OBRIEN', 'exact', 'an apostrophe'],
  ];
  for (const [a, b, expected, why] of cases) {
    it(`${a} / ${b}: ${why}`, () => assert.equal(level(a, b, 'person'), expected));
  }
});

describe('names of organisations', () => {
  const cases: readonly (readonly [string, string, NameLevel, string])[] = [
    ['Golden Lotus Spa, L.L.C.', 'GOLDEN LOTUS SPA LLC', 'exact', 'the legal form in two spellings'],
    ['Golden Lotus Spa LLC', 'The Golden Lotus Spa', 'exact', 'the legal form left out'],
    ['Golden Lotus Spa LLC', 'Golden Lotus Spa Inc', 'variant', 'another legal form speaks a little against it'],
    ['Harbor Fund 3 LP', 'Harbor Fund 4 LP', 'conflict', 'digits are part of the name'],
    ['Harbor Fund III LP', 'Harbor Fund 3 LP', 'exact', 'Roman numbers are numbers'],
    ['East Side Diner Inc', 'West Side Diner Inc', 'conflict', 'two ends of a town'],
    ['Lin & Sons Mgmt Co', 'Lin and Sons Management Company', 'exact', 'abbreviations'],
    ['Golden Lotus Spa LLC', 'Goldn Lotus Spa LLC', 'variant', 'a letter left out'],
    ['Golden Lotus Spa LLC', 'Golden Lotus Spa Incorporaed', 'variant', 'a misspelt legal form is one'],
    ['A B C Movers Inc', 'ABC Movers Inc', 'exact', 'spaced letters'],
    ['Acme Trucking LLC', 'Acme Leasing LLC', 'conflict', 'two companies of one family'],
  ];
  for (const [a, b, expected, why] of cases) {
    it(`${a} / ${b}: ${why}`, () => assert.equal(level(a, b, 'organisation'), expected));
  }

  it('never takes a person for an organisation', () => {
    assert.equal(compareNames(form('John Church', 'person'), form('John Church LLC', 'organisation')), 'conflict');
  });

  it('reads a name of unknown kind by its legal form, and leaves people called Co alone', () => {
    assert.equal(form('Ridge Movers LLC', 'unknown').kind, 'organisation');
    assert.equal(form('Maria Co', 'unknown').kind, 'unknown');
  });

  it('finds the second name in one written name', () => {
    assert.deepEqual(
      splitNames(wholeName('Lin Wei DBA Golden Spa')).map((name) => name.full),
      ['Lin Wei', 'Golden Spa'],
    );
  });

  it('searches names by their words alone', () =>
    assert.equal(searchName(' Müller & Söhne, Inc. '), 'MULLER AND SOHNE INC'));
});
