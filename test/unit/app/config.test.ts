import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
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
      neo4j: null,
      redisUrl: null,
      workers: 1,
      leaseSeconds: 60,
      reviewYears: 5,
    });
  });

  it('refuse a REDRESS_ setting that does not exist, by name', () => {
    const { code, message } = refusal({ REDRESS_HOEM: 'x' });
    assert.equal(code, 'UNKNOWN_SETTING');
    assert.match(message, /REDRESS_HOEM/);
  });

  it('choose the Neo4j store by its address, with a password that stands in a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'redress-config-'));
    const file = join(folder, 'password');
    writeFileSync(file, 'correct horse\n');
    const { neo4j } = unwrap(readConfig({ NEO4J_URI: 'bolt://db:7687', NEO4J_PASSWORD_FILE: file }, null));
    assert.deepEqual(neo4j, { uri: 'bolt://db:7687', user: 'neo4j', password: 'correct horse', database: 'neo4j' });
    rmSync(folder, { recursive: true });
    assert.match(refusal({ NEO4J_URI: 'bolt://db', NEO4J_PASSWORD_FILE: file }).message, /cannot be read/);
  });

  it('refuse two passwords, an address with a secret in it and one that is no address, without repeating them', () => {
    const both = { NEO4J_URI: 'bolt://db', NEO4J_PASSWORD: 'canary', NEO4J_PASSWORD_FILE: 'f' };
    for (const env of [both, { NEO4J_URI: 'bolt://neo4j:canary@db' }, { REDIS_URL: 'canary' }]) {
      const { code, message } = refusal(env);
      assert.equal(code, 'BAD_INPUT');
      assert.doesNotMatch(message, /canary/);
    }
  });

  it('take a service that is set to nothing for the embedded one', () => {
    const { neo4j, redisUrl } = unwrap(readConfig({ NEO4J_URI: '', REDIS_URL: '' }, null));
    assert.deepEqual([neo4j, redisUrl], [null, null]);
  });

  it('let a process work 0 to 64 jobs of a queue at a time', () => {
    assert.equal(unwrap(readConfig({ REDRESS_WORKERS: '64' }, null)).workers, 64);
    assert.equal(unwrap(readConfig({ REDRESS_WORKERS: '0' }, null)).workers, 0);
    for (const value of ['65', '-1', 'many', '']) assert.equal(refusal({ REDRESS_WORKERS: value }).code, 'BAD_INPUT');
  });

  it('leave a job with a silent worker for 2 seconds to an hour', () => {
    assert.equal(unwrap(readConfig({ REDRESS_LEASE_SECONDS: '3600' }, null)).leaseSeconds, 3600);
    for (const value of ['1', '3601', '2.5']) assert.equal(refusal({ REDRESS_LEASE_SECONDS: value }).code, 'BAD_INPUT');
  });

  it('keep a person in the record for at most the five years of 28 CFR 23.20(h)', () => {
    assert.equal(unwrap(readConfig({ REDRESS_REVIEW_YEARS: '3' }, null)).reviewYears, 3);
    for (const value of ['0', '6', '10', '2.5', ''])
      assert.equal(refusal({ REDRESS_REVIEW_YEARS: value }).code, 'BAD_INPUT');
  });

  it('refuse an empty home, which would be the current folder', () => {
    assert.match(refusal({ REDRESS_HOME: '' }).message, /REDRESS_HOME is empty/);
    assert.match(refusal({}, '').message, /--home is empty/);
    assert.equal(refusal({ REDRESS_HOME: '' }).code, 'BAD_INPUT');
  });
});
