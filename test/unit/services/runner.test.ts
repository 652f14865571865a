import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { after, describe, it } from 'node:test';
import { provideServices, withoutServices } from '../../service-environment.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const base = mkdtempSync(join(tmpdir(), 'redress-test-'));
after(() => rmSync(base, { recursive: true, force: true }));

// A machine that has neither Docker nor Java nor Redis nor apt.
const bare = join(base, 'bin');
mkdirSync(bare);
symlinkSync(process.execPath, join(bare, 'node'));

const plain = join(base, 'plain.test.ts');
writeFileSync(
  plain,
  `import assert from 'node:assert/strict';
   import { it } from 'node:test';
   it('sees no service', () => assert.deepEqual(
     Object.keys(process.env).filter((name) => /NEO4J|REDIS/.test(name)), []));`,
);
const needing = join(base, 'needing.services.test.ts');
writeFileSync(
  needing,
  `import { it } from 'node:test';
   import { neo4jOrSkip, redisOrSkip } from ${JSON.stringify(join(root, 'test', 'services.ts'))};
   it('asks for Neo4j', (t) => { neo4jOrSkip(t); });
   it('asks for Redis', (t) => { redisOrSkip(t); });`,
);

function runTests(settings: Record<string, string>) {
  const files = [plain, needing].map((file) => relative(root, file));
  const { NODE_TEST_CONTEXT, ...inherited } = withoutServices(process.env);
  const kept = Object.fromEntries(
    Object.entries(inherited).filter(([name]) => !name.startsWith('TEST_') && name !== 'REQUIRE_SERVICES'),
  );
  const env = { ...kept, PATH: bare, ...settings };
  return spawnSync(process.execPath, [join(root, 'test', 'run.ts'), ...files], { encoding: 'utf8', env });
}

const lastLine = (text: string) => text.trim().split('\n').at(-1);

describe('the test run on a machine where no service can be had', () => {
  it('says so, counts what needed one as skipped, and runs the rest', () => {
    const { status, stdout } = runTests({});
    assert.equal(lastLine(stdout), '1 passed, 0 failed, 2 skipped');
    assert.match(stdout, /^NOT RUN: neo4j: no Docker engine answers, and no Java is on PATH/m);
    assert.match(stdout, /^NOT RUN: redis: no Docker engine answers, and redis-server is not on PATH/m);
    assert.equal(status, 0);
  });

  it('fails for each of them when services are required', () => {
    const { status, stdout } = runTests({ REQUIRE_SERVICES: '1' });
    assert.equal(lastLine(stdout), '1 passed, 2 failed, 2 skipped');
    assert.equal(status, 1);
  });

  it('hands the services of the user to the tests that need them and hides them from all others', () => {
    const { stdout, stderr } = runTests({ NEO4J_URI: 'bolt://127.0.0.1:1', REDIS_URL: 'redis://127.0.0.1:1' });
    assert.equal(lastLine(stdout), '3 passed, 0 failed, 0 skipped');
    assert.match(stderr, /the tests write to the Neo4j of NEO4J_URI \(bolt:\/\/127\.0\.0\.1:1\) and empty it/);
  });
});

describe('the services of the user', () => {
  const address = { NEO4J_URI: 'bolt://127.0.0.1:1', REDIS_URL: 'redis://127.0.0.1:1' };
  const provide = (settings: Record<string, string>) => provideServices({ ...address, ...settings }, () => undefined);

  it('are used with the password of their file', async () => {
    const file = join(base, 'password');
    writeFileSync(file, 'a secret\n');
    const { environment, notRun } = await provide({ NEO4J_USER: 'me', NEO4J_PASSWORD_FILE: file, TZ: 'UTC' });
    assert.deepEqual(notRun, []);
    assert.deepEqual(environment, {
      TZ: 'UTC',
      TEST_NEO4J_URI: 'bolt://127.0.0.1:1',
      TEST_NEO4J_USER: 'me',
      TEST_NEO4J_PASSWORD: 'a secret',
      TEST_REDIS_URL: 'redis://127.0.0.1:1',
    });
  });

  it('are not there when the file of the password is not', async () => {
    const { notRun } = await provide({ NEO4J_PASSWORD_FILE: join(base, 'gone') });
    assert.deepEqual(notRun, [`neo4j: NEO4J_PASSWORD_FILE names ${join(base, 'gone')}, which is not there`]);
  });
});
