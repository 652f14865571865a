import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { COMMON_KEY, searchKeys } from '../../../src/resolution/index.ts';
import { temporaryFolder } from '../../e2e/cli.ts';
import { accountsFile, type ExploreHome, exploreHome } from './explore-home.ts';

describe('a search', () => {
  const folder = temporaryFolder();
  let home: ExploreHome;

  before(async () => {
    home = await exploreHome(folder, [
      accountsFile('holders', [
        { account: '4417-0001', name: 'Li Wu', id: 'US-DE:7654321' },
        { account: '4417-0002', name: '王小明' },
        { account: '4417-0003', name: 'Jürgen Mayer' },
        { account: '4417-0004', name: 'Ana Lopez' },
        { account: '4417-0005', name: 'Ana Lopez Garcia' },
        { account: '4417-0006', name: 'Bo' },
      ]),
    ]);
  });
  after(() => home.close());

  const labels = async (text: string) =>
    (await home.search(text)).results.map(({ label, score }) => `${label} ${score}`);

  it('finds a name of two letters a word, and one of two letters in all', async () => {
    assert.deepEqual(await labels('Li Wu'), ['Li Wu 1.0000']);
    assert.deepEqual(await labels('bo'), ['Bo 1.0000']);
  });

  it('finds a name in its own script, and by a part of it', async () => {
    assert.deepEqual(await labels('王小明'), ['王小明 1.0000']);
    assert.equal((await labels('王小'))[0]?.slice(0, 3), '王小明');
  });

  it('finds a name without its accents and by its sound', async () => {
    assert.deepEqual(await labels('JURGEN MAYER'), ['Jürgen Mayer 1.0000']);
    assert.equal((await labels('Jurgen Meier'))[0]?.slice(0, 12), 'Jürgen Mayer');
  });

  it('puts the whole name before a longer one that holds it', async () => {
    assert.deepEqual(await labels('Lopez, Ana'), ['Ana Lopez 1.0000', 'Ana Lopez Garcia 0.9500']);
  });

  it('finds an account by its number alone however it is spaced, and no number by a part of it', async () => {
    const [hit, ...more] = (await home.search('44170001')).results;
    assert.deepEqual(
      [hit?.type, hit?.matched, hit?.score, more],
      ['account', { field: 'number', value: '4417-0001' }, '1.0000', []],
    );
    assert.deepEqual((await home.search('4417')).results, []);
  });

  it('finds a person by an identifier and says by which', async () => {
    const [hit] = (await home.search('us-de 7654321')).results;
    assert.deepEqual([hit?.label, hit?.matched], ['Li Wu', { field: 'registration', value: 'US-DE:7654321' }]);
  });

  it('finds nothing for a text that names nobody, and for one without a letter', async () => {
    for (const text of ['Xqzptl', '—!']) assert.deepEqual((await home.search(text)).results, [], text);
  });

  it('says that there is more when the limit cuts the list', async () => {
    const { results, truncated, explored } = await home.search('ana lopez', 1);
    assert.deepEqual([results.length, truncated, explored], [1, true, 2]);
  });
});

describe('the keys of a Run', () => {
  const bearers = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      id: `ent_${String(at).padStart(32, '0')}`,
      names: [`Maria ${String.fromCharCode(65 + (at % 26))}x${at}`],
      identifiers: [],
    }));
  const keysOf = (count: number) => searchKeys({ entities: bearers(count), accounts: [] } as never);

  it('keep everyone who bears a word that 1,000 bear, and of a commoner one only how many there are', () => {
    const word = (count: number) => keysOf(count).filter(({ key }) => key === 'word MARIA');
    assert.equal(word(COMMON_KEY).length, 1_000);
    assert.deepEqual(word(COMMON_KEY + 1), [{ key: 'word MARIA', kind: 'hub', id: '1001' }]);
  });

  it('still tell apart by two words together those who share a common one', () => {
    const pairs = keysOf(COMMON_KEY + 1).filter(({ key }) => key === 'pair AX0 MARIA');
    assert.deepEqual(
      pairs.map(({ kind, id }) => [kind, id]),
      [['entity', `ent_${'0'.repeat(32)}`]],
    );
  });
});
