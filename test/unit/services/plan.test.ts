import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { neo4jPlan, redisPlan } from '../../../services/plan.ts';

const BARE = { docker: false, java: null, jars: false };
const said = (result: ReturnType<typeof neo4jPlan> | ReturnType<typeof redisPlan>) => (result.ok ? '' : result.error);

describe('where a Neo4j comes from', () => {
  it('is Docker where an engine answers, whatever else the machine has', () => {
    assert.deepEqual(neo4jPlan({ ...BARE, docker: true }), { ok: true, value: 'docker' });
  });

  it('is its jars where there is Java 17 or later and they are here or Maven brings them', () => {
    for (const java of [17, 21])
      assert.deepEqual(neo4jPlan({ ...BARE, java, jars: true }), { ok: true, value: 'jars' });
  });

  it('is nowhere without Java, with an older one, or without Maven, and the reason says what to install', () => {
    assert.match(said(neo4jPlan(BARE)), /no Java is on PATH; start Docker, or install a JDK 17 or later/);
    assert.match(said(neo4jPlan({ ...BARE, java: 11, jars: true })), /Java 11 is too old/);
    assert.match(said(neo4jPlan({ ...BARE, java: 17 })), /install Maven/);
  });
});

describe('where a Redis comes from', () => {
  const bare = { docker: false, redis: false, aptAsRoot: false };

  it('is Docker, else PATH, else apt-get for root', () => {
    assert.deepEqual(redisPlan({ docker: true, redis: true, aptAsRoot: true }), { ok: true, value: 'docker' });
    assert.deepEqual(redisPlan({ ...bare, redis: true, aptAsRoot: true }), { ok: true, value: 'path' });
    assert.deepEqual(redisPlan({ ...bare, aptAsRoot: true }), { ok: true, value: 'apt' });
  });

  it('is nowhere for an ordinary user without either, and the reason says what to install', () => {
    assert.match(said(redisPlan(bare)), /as root: apt-get install -y redis-server/);
  });
});
