import assert from 'node:assert/strict';
import { join } from 'node:path';
import { it } from 'node:test';
import { emptyTestDatabase } from '../contract/store/neo4j-database.ts';
import { neo4jOrSkip } from '../services.ts';
import { everyAnswer } from '../unit/app/explore-answers.ts';
import { accountsFile, type ExploreHome, exploreHome, transfersFile } from '../unit/app/explore-home.ts';
import { temporaryFolder } from './cli.ts';

const NAMES = ['Maria Gonzalez', 'Otto Brandt', 'Wei Chen', '王小明'];
const NUMBERS = ['1001', '1002', '1003', '1004', '1005', '9001'];

/** A chain, a hub of 501 neighbours, and a telephone that three share. */
const FILES = [
  accountsFile(
    'holders',
    NAMES.map((name, at) => ({ account: NUMBERS[at] ?? '', name, phone: at === 3 ? '' : '2125550101' })),
  ),
  transfersFile('chain', [
    ['1001', '1002'],
    ['1002', '1003'],
    ['1003', '1004'],
    ['1004', '1005'],
    ['1005', '1001'],
    ['1001', '1002'],
  ]),
  transfersFile('hub', [
    ...Array.from({ length: 499 }, (_, at) => ['9001', String(20_000 + at)] as const),
    ['1001', '9001'],
    ['1004', '9001'],
  ]),
];

/** Every pair of what these find is asked for its paths, so the ordinary run asks for fewer. */
const ASKED =
  process.env.REDRESS_LONG === '1'
    ? [...NAMES, '1001', '1004', '9001', 'brand']
    : ['Maria Gonzalez', '王小明', '1004', '9001', 'brand'];

async function answersOf(home: ExploreHome): Promise<{ readonly asked: number; readonly answers: string }> {
  try {
    return await everyAnswer(home, ASKED);
  } finally {
    await home.close();
  }
}

it('search, expand and path answer alike on Neo4j and in the home', async (t) => {
  const neo4j = neo4jOrSkip(t);
  if (neo4j === null) return;
  await emptyTestDatabase(neo4j);
  const env = { NEO4J_URI: neo4j.uri, NEO4J_USER: neo4j.user, NEO4J_PASSWORD: neo4j.password };
  const folder = temporaryFolder();
  const embedded = await answersOf(await exploreHome(join(folder, 'embedded'), FILES));
  const stored = await answersOf(await exploreHome(join(folder, 'neo4j'), FILES, { env }));
  assert.equal(stored.answers, embedded.answers);
  t.diagnostic(`${embedded.asked} answers compared`);
});
