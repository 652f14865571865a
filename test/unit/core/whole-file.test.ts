import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { createWhole, replaceWhole, stageFile, stageFolder, streamWhole, writeWhole } from '../../../src/core/index.ts';

const root = mkdtempSync(join(tmpdir(), 'redress-whole-'));
after(() => rmSync(root, { recursive: true, force: true }));

let folders = 0;
function emptyFolder(): string {
  const folder = join(root, `f${folders++}`);
  mkdirSync(folder);
  return folder;
}

describe('a file that is written aside', () => {
  it('takes the place of what was there whole, for its owner alone, and leaves nothing beside it', () => {
    const path = join(emptyFolder(), 'deep', 'er', 'a.json');
    writeWhole(path, 'one');
    writeWhole(path, 'two');
    assert.equal(readFileSync(path, 'utf8'), 'two');
    assert.equal(statSync(path).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(join(path, '..')), ['a.json']);
  });

  it('leaves what was there when it cannot be filled', async () => {
    const folder = emptyFolder();
    const path = join(folder, 'a.json');
    writeWhole(path, 'one');
    const stopped = (aside: string): void => {
      writeFileSync(aside, 'tw');
      throw new Error('stopped half way');
    };
    assert.throws(() => replaceWhole(path, stopped), /stopped half way/);
    const broken = (async function* () {
      yield Buffer.from('tw');
      throw new Error('stopped half way');
    })();
    await assert.rejects(streamWhole(path, broken), /stopped half way/);
    assert.deepEqual([readdirSync(folder), readFileSync(path, 'utf8')], [['a.json'], 'one']);
  });

  it('is made by one of those who make it, and never over another', () => {
    const path = join(emptyFolder(), 'key');
    assert.deepEqual([createWhole(path, 'mine'), createWhole(path, 'yours')], [true, false]);
    assert.equal(readFileSync(path, 'utf8'), 'mine');
  });

  it('is not seen under its name before it is put there, and is gone when it is dropped', () => {
    const folder = emptyFolder();
    const [kept, dropped] = [stageFile(join(folder, 'kept'), 'a'), stageFile(join(folder, 'dropped'), 'b')];
    assert.ok(readdirSync(folder).every((name) => name.startsWith('.')));
    dropped.drop();
    assert.equal(kept.put(), true);
    assert.deepEqual(readdirSync(folder), ['kept']);
  });
});

describe('a folder that is written aside', () => {
  const fill = (aside: string) => writeFileSync(join(aside, 'a'), 'new');

  it('is put where nothing or an empty folder is, and nowhere else', () => {
    const folder = emptyFolder();
    const [free, empty, full, file] = ['free', 'empty', 'full', 'file'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
      string,
    ];
    mkdirSync(empty);
    mkdirSync(full);
    writeFileSync(join(full, 'a'), 'old');
    writeFileSync(file, 'old');
    assert.deepEqual(
      [free, empty, full, file].map((path) => stageFolder(path, fill).put()),
      [true, true, false, false],
    );
    assert.equal(readFileSync(join(full, 'a'), 'utf8'), 'old');
    assert.equal(readFileSync(file, 'utf8'), 'old');
    assert.deepEqual(readdirSync(folder).sort(), ['empty', 'file', 'free', 'full']);
  });

  it('throws what the file system does where it cannot be written, and leaves nothing', () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'file'), '');
    assert.throws(() => stageFolder(join(folder, 'file', 'inside'), fill), /ENOTDIR/);
    assert.throws(() => stageFile(join(folder, 'none', 'a'), ''), /ENOENT/);
    assert.ok(!existsSync(join(folder, 'none')));
    assert.deepEqual(readdirSync(folder), ['file']);
  });
});
