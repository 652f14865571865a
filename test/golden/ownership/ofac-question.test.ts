import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFAULT_PARAMETERS } from '../../../src/app/analysis/pipeline.ts';
import { answerQuestion } from '../../../src/app/analysis/questions/answer.ts';
import { type DateText, unwrap } from '../../../src/core/index.ts';
import { reference } from '../../in-memory.ts';
import { factsOfTexts } from '../../unit/resolution/filings.ts';

const NULLS = '-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ';
const SDN = [
  `901,"QUILLFEATHER, Xander","individual","SDNTK",${NULLS},"DOB 12 Oct 1972; a.k.a. 'ROBIN EXAMPLE'."\n`,
  `902,"EXAMPLE SHIPPING LINES",-0- ,"TCO",${NULLS},"Registration Number 26740 (Exampleland)."\n`,
].join('');
const ALT = '901,1,"aka","MOREL, Alexander",-0- \n';
const ADD = '901,1,"8 Bay Road","Reno, NV 89501","United States",-0- \n';

const statement = (recordId: string, recordType: string, recordDetails: object, at: number): object => ({
  statementId: `${String(at).padStart(8, '0')}-1111-4111-8111-111111111111`,
  statementDate: '2024-03-01',
  declarationSubject: 'holding',
  recordId,
  recordType,
  recordDetails: { isComponent: false, ...recordDetails },
});
const company = (id: string, name: string, at: number) =>
  statement(id, 'entity', { entityType: { type: 'registeredEntity' }, name }, at);
const person = (id: string, fullName: string, birthDate: string, at: number) =>
  statement(id, 'person', { personType: 'knownPerson', names: [{ type: 'legal', fullName }], birthDate }, at);
const stake = (owner: string, subject: string, exact: number, at: number) =>
  statement(
    `${owner}-${subject}`,
    'relationship',
    {
      subject,
      interestedParty: owner,
      interests: [{ type: 'shareholding', directOrIndirect: 'direct', share: { exact } }],
    },
    at,
  );
/** Two holders of a company that holds another; Robin was born on the day that is given. */
const declaration = (born: string) =>
  JSON.stringify([
    company('holding', 'Harbour Holding Ltd', 1),
    company('works', 'Harbour Works Ltd', 2),
    person('alias', 'Alexander Morel', '1972-10-12', 3),
    person('weak', 'Robin Example', born, 4),
    stake('alias', 'holding', 50, 5),
    stake('weak', 'holding', 50, 6),
    stake('holding', 'works', 60, 7),
    stake('weak', 'works', 40, 8),
  ]);

type Ofac50 = {
  readonly blocked: boolean | 'unknown';
  readonly share: readonly string[];
  readonly unstated: readonly string[];
  readonly through: readonly {
    readonly names: readonly string[];
    readonly share: readonly string[];
    readonly listed: unknown;
  }[];
};

async function ask(name: string, ...files: readonly string[]): Promise<Ofac50> {
  return askOf('1980-01-01', name, ...files);
}

async function askOf(born: string, name: string, ...files: readonly string[]): Promise<Ofac50> {
  const facts = await factsOfTexts(declaration(born), ...files);
  const parameters = { ...DEFAULT_PARAMETERS, until: 'resolution' as const, asOf: '2024-06-30' as DateText };
  const answer = answerQuestion(facts, parameters, { kind: 'ownership', entity: null, name }, reference);
  return (unwrap(answer) as { ofac50: unknown }).ofac50 as Ofac50;
}

describe('the question who owns a company, with the four files of the list in the home', () => {
  it('finds a person under a strong alias of one file with the birth date of another, two layers up', async () => {
    const { blocked, share, unstated, through } = await ask('Harbour Works Ltd', SDN, ALT, ADD);
    assert.deepEqual([blocked, share, unstated], [true, ['60.00', '60.00'], ['0.00', '0.00']]);
    assert.deepEqual(
      through.map(({ names, share: held, listed }) => [names[0], held[0], listed === null]),
      [
        ['Harbour Holding Ltd', '60.00', true],
        ['Alexander Morel', '50.00', false],
      ],
    );
  });

  it('leaves open whether a weak alias with the birth date of the entry is the entry; the alias alone is nothing', async () => {
    const askSame = (list: string) => askOf('1972-10-12', 'Harbour Works Ltd', list);
    const { blocked, share, through } = await askSame(SDN);
    assert.deepEqual([blocked, share], ['unknown', ['0.00', '100.00']]);
    assert.ok(through.some(({ listed }) => (listed as { how: string } | null)?.how === 'weak-alias'));
    const older = await askSame(SDN.replace('12 Oct 1972', '13 Oct 1972'));
    assert.deepEqual([older.blocked, older.through], [false, []]);
    const undated = await askSame(SDN.replace('DOB 12 Oct 1972; ', ''));
    assert.deepEqual([undated.blocked, undated.through], [false, []]);
  });

  it('says unknown when no list is in the home', async () => {
    const { blocked, share } = await ask('Harbour Works Ltd');
    assert.deepEqual([blocked, share], ['unknown', ['0.00', '100.00']]);
  });

  it('says of an entry itself that it is blocked', async () => {
    assert.equal((await ask('EXAMPLE SHIPPING LINES', SDN)).blocked, true);
  });
});
