import { err, ok, type Result } from '../src/core/index.ts';

/** What a machine has, as far as it matters here. */
export type Found = {
  readonly docker: boolean;
  /** Major version of `java`, null when there is none. */
  readonly java: number | null;
  /** The jars of Neo4j are here, or Maven can bring them. */
  readonly jars: boolean;
  readonly redis: boolean;
  readonly aptAsRoot: boolean;
};

/** The oldest Java that Neo4j 5.26 runs on. */
const OLDEST_JAVA = 17;

/** How Neo4j is started: by Docker, else from its jars; or what is missing and what to do about it. */
export function neo4jPlan(found: Omit<Found, 'redis' | 'aptAsRoot'>): Result<'docker' | 'jars', string> {
  if (found.docker) return ok('docker');
  if (found.java === null || found.java < OLDEST_JAVA) {
    const has = found.java === null ? 'no Java is on PATH' : `Java ${found.java} is too old`;
    return err(
      `no Docker engine answers, and ${has}; start Docker, or install a JDK ${OLDEST_JAVA} or later (Debian: apt-get install -y openjdk-17-jdk-headless)`,
    );
  }
  if (!found.jars)
    return err(
      'no Docker engine answers, and Maven, which brings the jars, is not on PATH; start Docker, or install Maven (Debian: apt-get install -y maven)',
    );
  return ok('jars');
}

/** How Redis is started: by Docker, else from PATH, else after apt has installed it; or what is missing. */
export function redisPlan(
  found: Pick<Found, 'docker' | 'redis' | 'aptAsRoot'>,
): Result<'docker' | 'path' | 'apt', string> {
  if (found.docker) return ok('docker');
  if (found.redis) return ok('path');
  if (found.aptAsRoot) return ok('apt');
  return err(
    'no Docker engine answers, and redis-server is not on PATH; start Docker, or install it (Debian, as root: apt-get install -y redis-server)',
  );
}
