import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeRedactor, redactAll, redactFileName } from '../../../src/evidence/redact.ts';
import { redactSchedule } from '../../../src/evidence/schedule.ts';
import { makeScene } from '../leads/scene.ts';

const scene = await makeScene();
const rosa = scene.entity('Rosa Lima');
const label = (entity: string) => (entity === rosa ? 'V-1' : null);
const redact = makeRedactor(scene.resolution, { person: label, victim: label });

describe('what names a possible victim', () => {
  it('becomes the pseudonym in either order and in any case', () => {
    assert.equal(redact('payroll ROSA LIMA, week 4'), 'payroll V-1, week 4');
    assert.equal(redact('paid to Lima, Rosa.'), 'paid to V-1.');
    assert.equal(redact('Rosa  Lima'), 'V-1');
  });

  it('is known with accents and without, composed or not, with stroked letters and plain ones', () => {
    const { entities, partyById } = scene.resolution;
    const found = (name: string, text: string) => {
      const called = entities.map((item) => (item.id === rosa ? { ...item, names: [name] } : item));
      const resolution = { ...scene.resolution, entities: called, partyById };
      return makeRedactor(resolution, { person: label, victim: label })(text);
    };
    assert.equal(found('José Lima', 'wages of JOSE LIMA, week 4'), 'wages of V-1, week 4');
    assert.equal(found('Jose Lima', 'wages of Jos\u0065\u0301 Lima'), 'wages of V-1');
    assert.equal(found('Łucja Groß', 'to Lucja Gross and to Groß, Łucja'), 'to V-1 and to V-1');
    assert.equal(found('Lucja Gross', 'to Łucja Groß'), 'to V-1');
    assert.equal(found("Siobhán O'Neil", 'for Siobhan ONeil, for Siobhan O’Neil'), 'for V-1, for V-1');
    assert.equal(found('José Lima', 'café Jose\u0301 Li'), 'café Jose\u0301 Li');
  });

  it('is left alone inside other words', () => {
    assert.equal(redact('Rosa Limarino of Lima'), 'Rosa Limarino of Lima');
    assert.equal(redact('Paul Stone'), 'Paul Stone');
  });

  it('is withheld where an identifier, telephone or account number stands alone', () => {
    assert.deepEqual(['512345672', '6175550101', '300'].map(redact), ['withheld', 'withheld', 'withheld']);
    assert.equal(redact('400'), '400');
  });

  it('is no amount, though an account bears the same digits: a figure must stay one', () => {
    const { accounts } = scene.resolution;
    const numbered = accounts.map((item) => (item.number === '300' ? { ...item, number: '250000' } : item));
    const round = makeRedactor({ ...scene.resolution, accounts: numbered }, { person: label, victim: label });
    assert.deepEqual(['250000', 'from 250000', '250000.00', '-250000.5000'].map(round), [
      'withheld',
      'from withheld',
      '250000.00',
      '-250000.5000',
    ]);
    const schedule = { file: 'x.csv', header: ['number', 'amount', 'balance'], rows: [['250000', '250000', '250000']] };
    assert.deepEqual(redactSchedule(schedule, round).rows, [['withheld', '250000', '250000']]);
  });

  it('is found in the name of a file, however it is written together', () => {
    const names = ['rosa_lima.csv', 'RosaLima2024.csv', 'lima-rosa.pdf', 'statements_2024.csv'];
    assert.deepEqual(
      names.map((name) => redactFileName(name, redact)),
      ['V-1.csv', 'V-1 2024.csv', 'V-1.pdf', 'statements_2024.csv'],
    );
  });

  it('is found in every text of a value, keys apart', () => {
    assert.deepEqual(redactAll({ a: ['Rosa Lima', 1, null], 'Rosa Lima': true }, redact), {
      a: ['V-1', 1, null],
      'Rosa Lima': true,
    });
  });
});
