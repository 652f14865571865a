import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { MOST_REVIEW_YEARS } from '../access/index.ts';
import { err, type Failure, failure, ok, type Result } from '../core/index.ts';

/**
 * Every setting of the product, with what it does. docs/settings.md equals this table by test. A setting that starts
 * with REDRESS_ and is not here stops the start, because a misspelt setting is a setting that silently does nothing.
 */
export const SETTINGS = {
  REDRESS_HOME: 'Folder of the home (database, original bytes, keys). Default: .redress under the current folder.',
  REDRESS_BLOBS: 'Folder for original bytes that all workers share. Default: blobs inside the home.',
  REDRESS_SIGNING_KEY_FILE: 'PEM file of the Ed25519 key that signs packages. Default: a key made with the home.',
  REDRESS_LONG: 'Set by `npm run test:long`: fault and volume lanes run at their full number.',
  REDRESS_WORKERS:
    'How many jobs of one queue a process works at a time, 0 to 64. With 0, `serve` works none. Default: 1.',
  REDRESS_LEASE_SECONDS:
    'How long a job stays with a worker that has fallen silent before another takes it, 2 to 3600. Default: 60.',
  REDRESS_REVIEW_YEARS:
    'How many years a person stays in the record after the newest file or decision about them, 1 to 5. Default: 5.',
  NEO4J_URI: 'Chooses the Neo4j store, such as bolt://127.0.0.1:7687. Default: the embedded store in the home.',
  NEO4J_USER: 'User of the Neo4j store. Default: neo4j.',
  NEO4J_PASSWORD: 'Password of that user. A file is better: see NEO4J_PASSWORD_FILE.',
  NEO4J_PASSWORD_FILE: 'File that holds the password and nothing else. Not together with NEO4J_PASSWORD.',
  NEO4J_DATABASE: 'Name of the database. Default: neo4j.',
  REDIS_URL: 'Chooses the queue on Redis, such as redis://127.0.0.1:6379. Default: the queue in the home.',
  NO_COLOR: 'Any value: no colours on the terminal.',
} as const;

/** Where a Neo4j store is and who asks. The password is never shown: not in an error, not in a log. */
export type Neo4jConfig = {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
};

export type Config = {
  readonly home: string;
  readonly blobs: string;
  readonly signingKeyFile: string | null;
  readonly neo4j: Neo4jConfig | null;
  readonly redisUrl: string | null;
  /** Jobs of one queue that a process works at a time. */
  readonly workers: number;
  /** How long a job stays with a worker that has fallen silent. A worker renews it at a third of that time. */
  readonly leaseSeconds: number;
  /** Years that a file or a decision keeps a person in the record; the law allows five (28 CFR 23.20(h)). */
  readonly reviewYears: number;
};

const environment = z.object({
  REDRESS_HOME: z.string().min(1).optional(),
  REDRESS_BLOBS: z.string().min(1).optional(),
  REDRESS_SIGNING_KEY_FILE: z.string().min(1).optional(),
  REDRESS_WORKERS: z
    .string()
    .regex(/^(\d|[1-5]\d|6[0-4])$/, 'is not a number from 0 to 64')
    .optional(),
  REDRESS_LEASE_SECONDS: z
    .string()
    .regex(/^([2-9]|[1-9]\d{1,2}|[12]\d{3}|3[0-5]\d{2}|3600)$/, 'is not a number from 2 to 3600')
    .optional(),
  REDRESS_REVIEW_YEARS: z
    .string()
    .regex(/^[1-5]$/, 'is not a number from 1 to 5, which is the most that 28 CFR 23.20(h) allows')
    .optional(),
  NEO4J_URI: z
    .string()
    .regex(
      /^(bolt|neo4j)(\+s|\+ssc)?:\/\/[^@]+$/,
      'is not an address such as bolt://127.0.0.1:7687, without user or password',
    )
    .optional(),
  NEO4J_USER: z.string().min(1).optional(),
  NEO4J_PASSWORD: z.string().min(1).optional(),
  NEO4J_PASSWORD_FILE: z.string().min(1).optional(),
  NEO4J_DATABASE: z.string().min(1).optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/.+$/, 'is not an address such as redis://127.0.0.1:6379')
    .optional(),
});
type Settings = z.infer<typeof environment>;

export type Environment = Readonly<Record<string, string | undefined>>;

/** The only look at the process environment. */
export function processEnvironment(): Environment {
  return process.env;
}

/** Reads the settings; `home` of the command line wins over REDRESS_HOME. */
export function readConfig(env: Environment, home: string | null): Result<Config> {
  const unknown = Object.keys(env).filter((name) => name.startsWith('REDRESS_') && !(name in SETTINGS));
  if (unknown.length > 0) return err(failure('UNKNOWN_SETTING', `setting ${unknown.join(', ')} does not exist`));
  if (home === '') return err(failure('BAD_INPUT', '--home is empty; leave it out for the default'));
  const parsed = environment.safeParse(withoutEmptyServices(env));
  if (!parsed.success) return err(badSetting(parsed.error));
  const settings = parsed.data;
  const neo4j = readNeo4j(settings);
  if (!neo4j.ok) return neo4j;
  const folder = resolve(home ?? settings.REDRESS_HOME ?? '.redress');
  return ok({
    home: folder,
    blobs: settings.REDRESS_BLOBS === undefined ? resolve(folder, 'blobs') : resolve(settings.REDRESS_BLOBS),
    signingKeyFile: settings.REDRESS_SIGNING_KEY_FILE === undefined ? null : resolve(settings.REDRESS_SIGNING_KEY_FILE),
    neo4j: neo4j.value,
    redisUrl: settings.REDIS_URL ?? null,
    workers: Number(settings.REDRESS_WORKERS ?? 1),
    leaseSeconds: Number(settings.REDRESS_LEASE_SECONDS ?? 60),
    reviewYears: Number(settings.REDRESS_REVIEW_YEARS ?? MOST_REVIEW_YEARS),
  });
}

/** A composed deployment passes unset services on as empty settings: they mean the embedded ones. */
function withoutEmptyServices({ NEO4J_URI, REDIS_URL, ...others }: Environment): Environment {
  return { ...others, ...(NEO4J_URI ? { NEO4J_URI } : {}), ...(REDIS_URL ? { REDIS_URL } : {}) };
}

function badSetting(error: z.ZodError<Settings>): Failure {
  const issue = error.issues[0];
  const name = issue?.path.join('.') ?? 'a setting';
  const isEmpty = issue?.code === 'too_small';
  return failure('BAD_INPUT', isEmpty ? `${name} is empty; leave it out for the default` : `${name} ${issue?.message}`);
}

function readNeo4j(settings: Settings): Result<Neo4jConfig | null> {
  const { NEO4J_URI: uri, NEO4J_PASSWORD: given, NEO4J_PASSWORD_FILE: file } = settings;
  if (uri === undefined) return ok(null);
  if (given !== undefined && file !== undefined)
    return err(failure('BAD_INPUT', 'NEO4J_PASSWORD and NEO4J_PASSWORD_FILE are both set; keep one of them'));
  const password = file === undefined ? ok(given ?? '') : readSecret(file);
  if (!password.ok) return password;
  const [user, database] = [settings.NEO4J_USER ?? 'neo4j', settings.NEO4J_DATABASE ?? 'neo4j'];
  return ok({ uri, user, password: password.value, database });
}

/** A secret stands alone in its file; the line end that editors add is no part of it. */
function readSecret(file: string): Result<string> {
  try {
    return ok(readFileSync(file, 'utf8').replace(/\r?\n$/, ''));
  } catch {
    return err(failure('BAD_INPUT', `NEO4J_PASSWORD_FILE names ${file}, which cannot be read`));
  }
}
