import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import { type Environment, readConfig } from '../../../src/app/config.ts';
import { unwrap } from '../../../src/core/index.ts';

function refusal(env: Environment, home: string | null = null): { readonly code: string; readonly message: string } {
  const read = readConfig(env, home);
  return read.ok ? { code: 'READ', message: '' } : read.error;
}

describe('the settings', () => {
  it('give the home of the command line, else of REDRESS_HOME, else .redress here', () => {
    assert.equal(unwrap(readConfig({ REDRESS_HOME: 'b' }, 'a')).home, resolve('a'));
    assert.equal(unwrap(readConfig({ REDRESS_HOME: 'b' }, null)).home, resolve('b'));
    assert.deepEqual(unwrap(readConfig({ PATH: 'x' }, null)), {
      home: resolve('.redress'),
      blobs: resolve('.redress', 'blobs'),
      signingKeyFile: null,
    });
  });

  it('refuse a REDRESS_ setting that does not exist, by name', () => {
    const { code, message } = refusal({ REDRESS_HOEM: 'x' });
    assert.equal(code, 'UNKNOWN_SETTING');
    assert.match(message, /REDRESS_HOEM/);
  });

  it('refuse a store or a queue that this version does not have, rather than work on another', () => {
    assert.equal(refusal({ NEO4J_URI: 'bolt://db' }).code, 'NOT_IN_THIS_VERSION');
    assert.equal(refusal({ REDIS_URL: 'redis://q' }).code, 'NOT_IN_THIS_VERSION');
    assert.equal(refusal({ NEO4J_URI: '', REDIS_URL: '' }).code, 'READ');
  });

  it('refuse an empty home, which would be the current folder', () => {
    assert.match(refusal({ REDRESS_HOME: '' }).message, /REDRESS_HOME is empty/);
    assert.match(refusal({}, '').message, /--home is empty/);
    assert.equal(refusal({ REDRESS_HOME: '' }).code, 'BAD_INPUT');
  });
});
