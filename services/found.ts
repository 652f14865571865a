import { existsSync } from 'node:fs';
import { dockerAnswers } from './container-machine.ts';
import { jarFolder } from './jars.ts';
import type { Found } from './plan.ts';
import { runCommand } from './run-command.ts';

async function javaVersion(): Promise<number | null> {
  const { ok, output } = await runCommand('java', ['-version']);
  const version = /version "(\d+)/.exec(output)?.[1];
  return ok && version !== undefined ? Number(version) : null;
}

/** Looks at what this machine has for Neo4j. */
export async function foundForNeo4j(): Promise<Omit<Found, 'redis' | 'aptAsRoot'>> {
  const jars = async () => existsSync(jarFolder()) || (await runCommand('mvn', ['-v'])).ok;
  const [docker, java, hasJars] = await Promise.all([dockerAnswers(), javaVersion(), jars()]);
  return { docker, java, jars: hasJars };
}

/** Looks at what this machine has for Redis. */
export async function foundForRedis(): Promise<Pick<Found, 'docker' | 'redis' | 'aptAsRoot'>> {
  const [docker, redis, apt] = await Promise.all([
    dockerAnswers(),
    runCommand('redis-server', ['--version']),
    runCommand('apt-get', ['--version']),
  ]);
  return { docker, redis: redis.ok, aptAsRoot: apt.ok && process.getuid?.() === 0 };
}
