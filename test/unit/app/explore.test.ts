import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { temporaryFolder } from '../../e2e/cli.ts';
import { accountsFile, type ExploreHome, exploreHome, transfersFile } from './explore-home.ts';

const numbers = (count: number, from: number) => Array.from({ length: count }, (_, at) => String(from + at));

/** `count` people, each with an account of their own and all with one telephone. */
const sharing = (count: number, from: number, phone: string, name: string) =>
  numbers(count, from).map((account, at) => ({
    account,
    // Names that nobody takes for one another: A, B, C … in two words.
    name: `${name}${String.fromCharCode(97 + Math.floor(at / 26))}${String.fromCharCode(97 + (at % 26))} Quill${account}`,
    phone,
  }));

describe('an expansion', () => {
  const folder = temporaryFolder();
  let home: ExploreHome;

  before(async () => {
    home = await exploreHome(folder, [
      accountsFile('holders', [
        ...sharing(50, 10_000, '2125550150', 'Fifty'),
        ...sharing(51, 20_000, '2125550151', 'More'),
        { account: '7001', name: 'Maria Gonzalez' },
        { account: '7002', name: 'Otto Brandt' },
      ]),
      transfersFile('chain', [
        ['7001', '7101'],
        ['7101', '7102'],
        ['7102', '7103'],
        ['7103', '7104'],
        ['7001', '7101'],
        ['7101', '7001'],
      ]),
      transfersFile(
        'fans',
        numbers(500, 30_000).map((other) => ['500', other] as const),
      ),
      transfersFile('hub', [
        ...numbers(499, 40_000).map((other) => ['501', other] as const),
        ['7201', '501'],
        ['7202', '501'],
        ['7201', '7203'],
        ['7203', '7204'],
        ['7204', '7205'],
        ['7205', '7202'],
      ]),
      transfersFile(
        'busy',
        numbers(1_200, 0).map(() => ['8001', '8002'] as const),
      ),
    ]);
  });
  after(() => home.close());

  it('tells of two payments between the same two accounts on one day as one link of two facts', async () => {
    const id = await home.id('7001');
    const { links } = await home.expand({ id, depth: 1, kinds: ['transfer'] });
    assert.deepEqual(links.map(({ from, to, count, facts }) => [from === id, to === id, count, facts.length]).sort(), [
      [false, true, 1, 1],
      [true, false, 2, 2],
    ]);
  });

  it('goes two links far unless asked otherwise, and at most five', async () => {
    const id = await home.id('7001');
    const usual = await home.expand({ id, kinds: ['transfer'] });
    assert.deepEqual(
      usual.results.map(({ depth, label }) => [depth, label.split(' ').at(-1)]),
      [
        [0, '7001'],
        [1, '7101'],
        [2, '7102'],
      ],
    );
    assert.equal((await home.expand({ id, depth: 5, kinds: ['transfer'] })).explored, 5);
    assert.equal(await home.code('expand', { id, depth: 6 }), 'BAD_INPUT');
  });

  it('walks a value that exactly 50 share', async () => {
    const id = await home.id('10000');
    const { results, hubs, explored } = await home.expand({ id, depth: 3, kinds: ['account-party', 'shared-value'] });
    assert.deepEqual(hubs, []);
    // The account, its holder, the telephone, and the 49 others who have it.
    assert.equal(explored, 52);
    assert.deepEqual(results.find(({ type }) => type === 'value')?.label, 'phone: 2125550150');
  });

  it('shows a value that 51 share with its count and never walks it', async () => {
    const id = await home.id('20000');
    const { results, hubs, explored, truncated } = await home.expand({
      id,
      depth: 5,
      kinds: ['account-party', 'shared-value'],
    });
    const value = results.find(({ type }) => type === 'value');
    assert.deepEqual(hubs, [{ id: value?.id, degree: 51, of: 'sharers' }]);
    assert.deepEqual([explored, truncated], [3, false]);
  });

  it('walks an account with 500 neighbours, and shows one with a fan-out of 501 with its count and closed', async () => {
    const from = await home.id('30000');
    assert.deepEqual((await home.expand({ id: from, depth: 2, kinds: ['transfer'] })).explored, 501);
    const payer = await home.id('7201');
    const { results, hubs } = await home.expand({ id: payer, depth: 2, kinds: ['transfer'] });
    const hub = await home.id('501');
    assert.deepEqual(hubs, [{ id: hub, degree: 501, of: 'neighbours' }]);
    assert.deepEqual(results.map(({ label }) => label.split(' ').at(-1)).sort(), ['501', '7201', '7203', '7204']);
  });

  it('opens a hub that is itself asked for', async () => {
    const id = await home.id('501');
    const { explored, hubs } = await home.expand({ id, depth: 1, kinds: ['transfer'] });
    assert.deepEqual([explored, hubs[0]?.degree], [502, 501]);
  });

  it('takes an account with 1,200 payments for a hub by its facts, and says that not all of them were read', async () => {
    const [payer, payee] = [await home.id('8001'), await home.id('8002')];
    const { truncated, hubs, links } = await home.expand({ id: payer, depth: 2, kinds: ['transfer'] });
    assert.equal(truncated, true);
    assert.deepEqual(
      hubs.map(({ id, degree, of }) => [id, degree, of]),
      [
        [payer, 1_200, 'facts'],
        [payee, 1_200, 'facts'],
      ].sort(),
    );
    assert.deepEqual(
      links.map(({ count, facts }) => [count, facts.length]),
      [[1_000, 20]],
    );
  });

  it('leaves no dangling link when it stops at a number of nodes, and says that it stopped', async () => {
    const id = await home.id('500');
    const { results, links, truncated, explored } = await home.expand({ id, depth: 2, limit: 40 });
    const shown = new Set(results.map((node) => node.id));
    assert.deepEqual([truncated, explored, results.length], [true, 40, 40]);
    assert.deepEqual(
      links.filter(({ from, to }) => !shown.has(from) || !shown.has(to)),
      [],
    );
    assert.equal(links.length, 39);
  });

  it('follows only the kinds of link that were asked for', async () => {
    const id = await home.id('Maria Gonzalez');
    const held = await home.expand({ id, depth: 5, kinds: ['account-party'] });
    assert.deepEqual(
      held.results.map(({ type, label }) => [type, label.split(' ').at(-1)]),
      [
        ['entity', 'Gonzalez'],
        ['account', '7001'],
      ],
    );
  });

  it('answers absent and forbidden alike', async () => {
    assert.equal(await home.code('expand', { id: `ent_${'0'.repeat(32)}` }), 'NOT_FOUND');
    assert.equal(await home.code('expand', { id: 'anything' }), 'BAD_INPUT');
  });

  it('counts the links to records that came in after the Run, and shows nothing of them', async () => {
    const id = await home.id('7002');
    const earlier = await home.expand({ id, depth: 1 });
    assert.equal(earlier.newer, 0);
    await home.ingest([transfersFile('later', [['7002', '99999']])]);
    const { newer, results } = await home.expand({ id, depth: 1 });
    assert.equal(newer, 1);
    assert.deepEqual(results, earlier.results);
  });

  describe('and a path', () => {
    it('of the shortest length is found, whichever end it starts from', async () => {
      const [from, to] = [await home.id('7001'), await home.id('7104')];
      const there = await home.path({ from, to });
      const back = await home.path({ from: to, to: from });
      assert.deepEqual(
        there.results.map(({ length }) => length),
        [4],
      );
      assert.deepEqual(
        back.results[0]?.nodes.map(({ id }) => id).reverse(),
        there.results[0]?.nodes.map(({ id }) => id),
      );
    });

    it('longer than the depth asked for is not told, at most ten', async () => {
      const [from, to] = [await home.id('7001'), await home.id('7104')];
      assert.deepEqual((await home.path({ from, to, depth: 3 })).results, []);
      assert.equal(await home.code('path', { from, to, depth: 11 }), 'BAD_INPUT');
    });

    it('does not go through a hub from either side, and takes the longer way round', async () => {
      const [from, to] = [await home.id('7201'), await home.id('7202')];
      const { results, hubs } = await home.path({ from, to });
      assert.deepEqual(
        results[0]?.nodes.map(({ label }) => label.split(' ').at(-1)),
        ['7201', '7203', '7204', '7205', '7202'],
      );
      assert.deepEqual(
        hubs.map(({ id }) => id),
        [await home.id('501')],
      );
    });

    it('to a hub that is itself asked for is found', async () => {
      const [from, to] = [await home.id('7203'), await home.id('501')];
      assert.deepEqual(
        (await home.path({ from, to })).results.map(({ length }) => length),
        [2],
      );
    });

    it('of money goes with the money only', async () => {
      const [from, to] = [await home.id('7001'), await home.id('7104')];
      assert.equal((await home.path({ from, to, money: true })).results.length, 1);
      assert.deepEqual((await home.path({ from: to, to: from, money: true })).results, []);
    });

    it('of money from a person begins with the account that they hold', async () => {
      const [from, to] = [await home.id('Maria Gonzalez'), await home.id('7102')];
      const [found] = (await home.path({ from, to, money: true })).results;
      assert.deepEqual(
        found?.nodes.map(({ label }) => label.split(' ').at(-1)),
        ['Gonzalez', '7001', '7101', '7102'],
      );
      assert.deepEqual(
        found?.links.map(([link]) => [link?.kind, link?.count]),
        [
          ['account-party', 1],
          ['transfer', 2],
          ['transfer', 1],
        ],
      );
    });

    it('from a thing to itself is refused', async () => {
      const id = await home.id('7001');
      assert.equal(await home.code('path', { from: id, to: id }), 'BAD_INPUT');
    });
  });
});
