import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { RedressError, sha256Hex, unwrap } from '../../../src/core/index.ts';
import { openRegularFile } from '../../../src/sources/index.ts';

let folder = '';
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'redress-open-'));
});
after(() => rmSync(folder, { recursive: true }));

async function codeOf(path: string): Promise<string> {
  const opened = await openRegularFile(path);
  return opened.ok ? 'ok' : opened.error.code;
}

async function drain(bytes: AsyncIterable<Uint8Array>, between: () => void = () => undefined): Promise<string> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of bytes) {
      if (chunks.length === 0) between();
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof RedressError) return error.failure.code;
    throw error;
  }
  return Buffer.concat(chunks).toString();
}

describe('a path given for ingest', () => {
  it('is opened, hashed and read again with the same bytes', async () => {
    const path = join(folder, 'plain.csv');
    writeFileSync(path, 'a,b\n1,2\n');
    const file = unwrap(await openRegularFile(path));
    assert.deepEqual([file.fileName, file.byteLength, file.sha256], ['plain.csv', 8, sha256Hex('a,b\n1,2\n')]);
    assert.equal(Buffer.from(file.head).toString(), 'a,b\n1,2\n');
    assert.equal(await drain(file.open()), 'a,b\n1,2\n');
    assert.equal(await drain(file.open()), 'a,b\n1,2\n');
  });

  it('is refused when it is a link, a folder, a pipe or not there', async () => {
    const target = join(folder, 'target');
    writeFileSync(target, 'x');
    symlinkSync(target, join(folder, 'link'));
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    assert.equal(await codeOf(join(folder, 'link')), 'FILE_NOT_REGULAR');
    assert.equal(await codeOf(folder), 'FILE_NOT_REGULAR');
    assert.equal(await codeOf(join(folder, 'pipe')), 'FILE_NOT_REGULAR');
    assert.equal(await codeOf(join(folder, 'absent')), 'FILE_NOT_READABLE');
  });

  it('is refused when it grew between the passes', async () => {
    const path = join(folder, 'grows');
    writeFileSync(path, 'one');
    const file = unwrap(await openRegularFile(path));
    appendFileSync(path, 'two');
    assert.equal(await drain(file.open()), 'FILE_CHANGED');
  });

  it('is refused when it grows while it is read', async () => {
    const path = join(folder, 'growing');
    writeFileSync(path, 'x'.repeat(600_000));
    const file = unwrap(await openRegularFile(path));
    assert.equal(await drain(file.open(), () => appendFileSync(path, 'y')), 'FILE_CHANGED');
  });

  it('is refused when its bytes changed under the same size and time', async () => {
    const path = join(folder, 'same-time');
    writeFileSync(path, 'one');
    utimesSync(path, 1_700_000_000, 1_700_000_000);
    const file = unwrap(await openRegularFile(path));
    writeFileSync(path, 'two');
    utimesSync(path, 1_700_000_000, 1_700_000_000);
    assert.equal(await drain(file.open()), 'FILE_CHANGED');
  });
});
