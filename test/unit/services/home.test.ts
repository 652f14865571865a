import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { openHome, passwordOf } from '../../../services/home.ts';

const base = mkdtempSync(join(tmpdir(), 'redress-test-'));
after(() => rmSync(base, { recursive: true, force: true }));

function opened(folder?: string) {
  const home = openHome('redis', folder);
  assert.ok(home.ok);
  return home.value;
}

describe('the home of a service', () => {
  it('goes when it is closed, if it is temporary', () => {
    const home = opened();
    assert.deepEqual([existsSync(home.folder), home.kept], [true, false]);
    home.close();
    assert.equal(existsSync(home.folder), false);
  });

  it('stays with its password, if it is kept', () => {
    const folder = join(base, 'kept');
    const first = passwordOf(opened(folder)).password;
    opened(folder).close();
    assert.equal(passwordOf(opened(folder)).password, first);
    assert.ok(first.length >= 32);
  });

  it('shows its password to its owner alone', () => {
    const { file } = passwordOf(opened(join(base, 'secret')));
    assert.equal(statSync(file).mode & 0o777, 0o600);
  });

  it('is refused while another process that lives uses it', () => {
    const folder = join(base, 'used');
    opened(folder);
    writeFileSync(join(folder, 'owner.pid'), String(process.ppid));
    const second = openHome('redis', folder);
    assert.match(second.ok ? '' : second.error, new RegExp(`in use by process ${process.ppid}; stop that one first`));
  });

  it('is opened again when the process that used it was killed', () => {
    const folder = join(base, 'left');
    opened(folder);
    // Above the largest process id of Linux, so certainly nobody's.
    writeFileSync(join(folder, 'owner.pid'), '4194305');
    assert.equal(opened(folder).folder, folder);
    assert.deepEqual(readdirSync(folder), ['owner.pid']);
  });
});
