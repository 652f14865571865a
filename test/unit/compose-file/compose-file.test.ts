import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { NODE_FLAGS } from '../../../bin/flags.js';
import { NEO4J_IMAGE } from '../../../services/neo4j.ts';
import { REDIS_IMAGE, redisArguments } from '../../../services/redis.ts';
import { ROUTES } from '../../../src/api/routes.ts';
import { readConfig, SETTINGS } from '../../../src/app/config.ts';
import { composeService, mounts, readComposeFile, root } from './compose-file.ts';

const base = mkdtempSync(join(tmpdir(), 'redress-test-'));
after(() => rmSync(base, { recursive: true, force: true }));

const file = readComposeFile();
const services = Object.entries(file.services);
const PRODUCT = ['api', 'workers'] as const;
const text = (name: string) => readFileSync(join(root, name), 'utf8');
const pinned = JSON.parse(text('package.json')).devDependencies.node as string;

describe('docker-compose.yml', () => {
  it('has a database, a queue, an API, workers and what draws the password, and no key that Compose does not know', () => {
    assert.deepEqual(Object.keys(file.services).sort(), ['api', 'neo4j', 'redis', 'secrets', 'workers']);
  });

  it('publishes nothing but on 127.0.0.1 of the host', () => {
    const ports = services.flatMap(([, { ports }]) => ports);
    assert.deepEqual(ports, ['127.0.0.1:7687:7687', '127.0.0.1:6379:6379']);
  });

  it('runs nothing as root, lets nothing gain privileges, and keeps every root but that of Neo4j read-only', () => {
    for (const [name, { cap_drop, security_opt, read_only, user, build }] of services) {
      assert.deepEqual([cap_drop, security_opt], [['ALL'], ['no-new-privileges:true']], name);
      assert.equal(read_only, name === 'neo4j' ? undefined : true, name);
      // What is built here takes the user of its image; the images of others have a user of their own name.
      assert.equal(user, build === '.' ? undefined : name);
    }
    assert.match(text('Dockerfile'), /^USER node$/m);
  });

  it('starts again whatever ended, except what is done after one time', () => {
    for (const [name, { restart }] of services) assert.equal(restart, name === 'secrets' ? 'no' : 'unless-stopped');
  });

  it('waits only for what can say that it is ready', () => {
    for (const [name, { depends_on }] of services) {
      for (const [other, { condition }] of Object.entries(depends_on)) {
        const target = composeService(other);
        if (condition === 'service_healthy') assert.ok(target.healthcheck, `${name} waits for the health of ${other}`);
        else assert.equal(target.restart, 'no', `${name} waits for the end of ${other}`);
      }
    }
    assert.deepEqual(Object.keys(composeService('workers').depends_on).sort(), ['api', 'neo4j', 'redis', 'secrets']);
  });

  it('names every volume that it mounts, and mounts every volume that it names', () => {
    const mounted = new Set(services.flatMap(([, service]) => [...mounts(service).keys()]));
    assert.deepEqual([...mounted].sort(), Object.keys(file.volumes).sort());
  });
});

describe('the composed database and queue', () => {
  it('are the images that npm run services starts', () => {
    assert.deepEqual([composeService('neo4j').image, composeService('redis').image], [NEO4J_IMAGE, REDIS_IMAGE]);
  });

  it('have a bound on the memory of Neo4j and a volume for its data', () => {
    const { environment, volumes } = composeService('neo4j');
    for (const name of ['heap_initial__size', 'heap_max__size', 'pagecache_size'])
      assert.match(environment[`NEO4J_server_memory_${name}`] ?? '', /^\d+g$/);
    assert.ok(volumes.includes('neo4j:/data'));
  });

  it('run the Redis command that is tried here without Docker: a log once a second, and no eviction', () => {
    assert.deepEqual(composeService('redis').command, ['redis-server', ...redisArguments('everysec')]);
    assert.deepEqual(redisArguments('everysec').slice(2), [
      ...['--appendonly', 'yes', '--appendfsync', 'everysec'],
      ...['--maxmemory-policy', 'noeviction'],
    ]);
  });

  it('share a password that is drawn once, lies in files, and stands in no environment', () => {
    const [node, script = '', folder = ''] = composeService('secrets').command ?? [];
    assert.equal(node, 'node');
    const draw = () => execFileSync(process.execPath, [join(root, script), base], { encoding: 'utf8' });
    assert.equal(draw(), '');
    const password = readFileSync(join(base, 'neo4j_password'), 'utf8');
    assert.match(password, /^[A-Za-z0-9_-]{32}$/);
    assert.equal(readFileSync(join(base, 'neo4j_auth'), 'utf8'), `neo4j/${password}`);
    draw();
    assert.equal(readFileSync(join(base, 'neo4j_password'), 'utf8'), password);

    assert.deepEqual(readdirSync(base).sort(), ['neo4j_auth', 'neo4j_password']);
    assert.equal(composeService('neo4j').environment.NEO4J_AUTH_FILE, `${folder}/neo4j_auth`);
    for (const name of PRODUCT)
      assert.equal(composeService(name).environment.NEO4J_PASSWORD_FILE, `${folder}/neo4j_password`);
    for (const [name, service] of services) {
      assert.equal('NEO4J_PASSWORD' in service.environment || 'NEO4J_AUTH' in service.environment, false, name);
      if (name !== 'redis') assert.equal(mounts(service).get('secrets'), folder, name);
    }
  });
});

describe('the composed product', () => {
  it('runs commands that exist', () => {
    for (const name of PRODUCT) {
      const [command, ...args] = composeService(name).command ?? [];
      assert.equal(command, 'redress');
      const help = execFileSync(process.execPath, [join(root, 'bin', 'container.js'), ...args, '--help'], {
        encoding: 'utf8',
        env: { ...process.env, NODE_OPTIONS: '' },
      });
      assert.match(help, new RegExp(`^Usage: redress ${args[0]} `));
    }
  });

  it('sets only settings that exist, and the product takes them', () => {
    for (const name of PRODUCT) {
      const { environment } = composeService(name);
      for (const setting of Object.keys(environment)) assert.ok(setting in SETTINGS, `${name}: ${setting}`);
      const config = readConfig({ ...environment, NEO4J_PASSWORD_FILE: join(root, 'package.json') }, null);
      assert.ok(config.ok, config.ok ? '' : config.error.message);
    }
  });

  it('shares one home and one folder of original bytes between the API and all workers', () => {
    for (const name of PRODUCT) {
      const service = composeService(name);
      assert.equal(mounts(service).get('home'), service.environment.REDRESS_HOME);
      assert.equal(mounts(service).get('blobs'), service.environment.REDRESS_BLOBS);
      for (const folder of ['REDRESS_HOME', 'REDRESS_BLOBS'])
        assert.ok(
          text('Dockerfile').includes(service.environment[folder] ?? ''),
          `${folder} has its owner from the image`,
        );
    }
  });

  it('can have as many workers as wanted: they publish no port and use no network of the host', () => {
    const { ports, network_mode } = composeService('workers');
    assert.deepEqual([ports, network_mode], [[], undefined]);
  });

  it('reaches its API on the loopback of the host, where the API listens and its health is asked', () => {
    const { command, network_mode, healthcheck } = composeService('api');
    assert.equal(network_mode, 'host');
    assert.equal(command?.includes('--host'), false);
    const asked = /http:\/\/127\.0\.0\.1:(\d+)\/api\/v1(\/[a-z/]+)/.exec(healthcheck?.test.at(-1) ?? '');
    assert.equal(asked?.[1], command?.[command.indexOf('--port') + 1]);
    assert.ok(ROUTES.some(({ path }) => path === asked?.[2]));
  });
});

describe('the image of the product', () => {
  it('has the Node that package.json pins', () => {
    assert.match(text('Dockerfile'), new RegExp(`^FROM node:${pinned.replaceAll('.', '\\.')}-slim$`, 'm'));
  });

  it('holds what the product reads, and only things that exist', () => {
    const kept = text('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'));
    for (const line of kept) assert.ok(existsSync(join(root, line.slice(1))), line);
    for (const folder of ['src', 'workers', 'cypher', 'reference', 'fixtures', 'bin'])
      assert.ok(kept.includes(`!${folder}`));
  });

  it('runs the command with the flags that it has everywhere', () => {
    assert.match(text('bin/container.js'), /run\(process\.execPath, \[\.\.\.NODE_FLAGS, main/);
    assert.ok(NODE_FLAGS.includes('--disable-proto=delete'));
  });
});
