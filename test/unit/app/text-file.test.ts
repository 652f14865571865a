import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { readTextFile } from '../../../src/app/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'redress-text-'));
after(() => rmSync(folder, { recursive: true, force: true }));

describe('a file that is read in one piece', () => {
  const read = async (content: string | Uint8Array, mostBytes = 1_000) => {
    const path = join(folder, 'a.json');
    writeFileSync(path, content);
    const text = await readTextFile(path, mostBytes);
    return text.ok ? text.value : text.error.code;
  };

  it('is its text without the byte order mark', async () => {
    assert.equal(await read('{"name":"Ñuñez"}'), '{"name":"Ñuñez"}');
    assert.equal(await read('\uFEFF{}'), '{}');
  });

  it('is refused where a byte is no text: all of them would become one sign, and two victims one', async () => {
    assert.equal(await read(Buffer.from([0x7b, 0xff, 0x7d])), 'WRONG_ENCODING');
  });

  it('is refused above its limit, to the byte', async () => {
    assert.equal(await read('12345', 5), '12345');
    assert.equal(await read('123456', 5), 'FILE_TOO_LARGE');
  });

  it('is a regular file, told by name when it is not there', async () => {
    symlinkSync(join(folder, 'a.json'), join(folder, 'link'));
    const code = async (name: string) => {
      const text = await readTextFile(join(folder, name), 1_000);
      return text.ok ? text.value : text.error;
    };
    assert.equal(((await code('link')) as { code: string }).code, 'FILE_NOT_REGULAR');
    const { message } = (await code('none')) as { message: string };
    assert.match(message, /^there is no such file or folder \(.*none\)\. Check the path/);
  });
});
