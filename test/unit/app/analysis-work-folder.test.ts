import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { append, type Block, blocksOf } from '../../../src/app/analysis/columns.ts';
import {
  makeWorkFolder,
  readFrames,
  replaceFrames,
  sweepWork,
  unlessLost,
  writeFrames,
} from '../../../src/app/analysis/work-folder.ts';
import { RedressError } from '../../../src/core/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'redress-work-'));
after(() => rmSync(folder, { recursive: true, force: true }));

describe('A work file', () => {
  it('gives back what was written: numbers to the bit, big amounts, maps in their order, typed arrays', () => {
    const values = [
      { share: 0.1 + 0.2, amount: 10n ** 30n, missing: undefined, none: null },
      new Map([
        ['b', 1],
        ['a', -0],
      ]),
      { neighbours: Int32Array.of(3, -1), weights: Float64Array.of(1 / 3) },
    ];
    const path = join(folder, 'values');
    writeFrames(path, values);
    const read = [...readFrames<unknown>(path)];
    assert.deepEqual(read, values);
    assert.deepEqual([...(read[1] as Map<string, number>).keys()], ['b', 'a']);
  });

  it('that ends inside a frame is refused, not read as far as it goes', () => {
    const path = join(folder, 'cut');
    writeFrames(path, ['first', 'second']);
    const whole = readFileSync(path);
    const second = whole.indexOf('second');
    for (const length of [whole.length - 1, second, second - 6]) {
      truncateSync(path, length);
      assert.throws(() => [...readFrames(path)], /ends inside a frame/, `cut to ${length} bytes`);
    }
  });

  it('that is gone is lost, which is no failure; any other trouble is one', () => {
    assert.equal(
      unlessLost(() => readFileSync(join(folder, 'nowhere'))),
      null,
    );
    assert.throws(() => unlessLost(() => readFileSync(folder)), /EISDIR/);
  });

  it('leaves nothing beside it when it is put in place', () => {
    const place = join(folder, 'placed');
    mkdirSync(place);
    replaceFrames(join(place, 'answer'), [1]);
    replaceFrames(join(place, 'answer'), [2]);
    assert.deepEqual(readdirSync(place), ['answer']);
    assert.deepEqual([...readFrames(join(place, 'answer'))], [2]);
  });
});

describe('A work folder', () => {
  it('is there whole or not at all', () => {
    const work = join(folder, 'whole');
    const stopped = () =>
      makeWorkFolder(join(work, 'run'), (aside) => {
        writeFrames(join(aside, 'a'), [1]);
        throw new TypeError('stopped half way');
      });
    assert.throws(stopped, /stopped half way/);
    assert.deepEqual(readdirSync(work), []);
  });

  it('stays as it is when it is made again, so that answers in it are kept', () => {
    const run = join(folder, 'kept', 'run');
    makeWorkFolder(run, (aside) => writeFrames(join(aside, 'a'), [1]));
    replaceFrames(join(run, 'answer'), [2]);
    makeWorkFolder(run, (aside) => writeFrames(join(aside, 'a'), [1]));
    assert.deepEqual(readdirSync(run).sort(), ['a', 'answer']);
    assert.deepEqual(readdirSync(join(folder, 'kept')), ['run']);
  });

  it('that cannot be made says so by a code that an operator understands', () => {
    writeFileSync(join(folder, 'file'), '');
    assert.throws(
      () => makeWorkFolder(join(folder, 'file', 'run'), () => undefined),
      (error) => error instanceof RedressError && error.failure.code === 'HOME_UNUSABLE',
    );
  });

  it('is cleared away once nobody has touched it for the time it is kept', async () => {
    const work = join(folder, 'swept');
    for (const name of ['old', 'new']) makeWorkFolder(join(work, name), () => undefined);
    utimesSync(join(work, 'old'), 1_000, 1_000);
    await sweepWork(work, 2_000 * 1_000_000);
    assert.deepEqual(readdirSync(work), ['new']);
    await sweepWork(join(folder, 'never-made'), 2_000 * 1_000_000);
  });
});

describe('Columns', () => {
  it('come together again from their blocks, none of which is longer than 1,000 rows', () => {
    const length = fc.constantFrom(0, 1, 999, 1000, 1001, 2500);
    fc.assert(
      fc.property(length, length, (a, b) => {
        const columns = { numbers: Array.from({ length: a }, (_, i) => i), texts: Array.from({ length: b }, String) };
        const blocks: Block<{ numbers: number; texts: string }>[] = [...blocksOf(columns)];
        assert.ok(blocks.every(({ items }) => items.length >= 1 && items.length <= 1000));
        const gathered: { numbers: number[]; texts: string[] } = { numbers: [], texts: [] };
        for (const block of blocks) append(gathered, block);
        assert.deepEqual(gathered, columns);
      }),
      { numRuns: 36 },
    );
  });
});
