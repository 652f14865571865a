import { resolve } from 'node:path';
import { z } from 'zod';
import { err, failure, ok, type Result } from '../core/index.ts';

/**
 * Every setting of the product, with what it does. docs/settings.md equals this table by test. A setting that starts
 * with REDRESS_ and is not here stops the start, because a misspelt setting is a setting that silently does nothing.
 */
export const SETTINGS = {
  REDRESS_HOME: 'Folder of the home (database, original bytes, keys). Default: .redress under the current folder.',
  REDRESS_BLOBS: 'Folder for original bytes that all workers share. Default: blobs inside the home.',
  REDRESS_SIGNING_KEY_FILE: 'PEM file of the Ed25519 key that signs packages. Default: a key made with the home.',
  REDRESS_LONG: 'Set by `npm run test:long`: fault and volume lanes run at their full number.',
  NEO4J_URI: 'Chooses the Neo4j store. Not in this version: a start with it set is refused.',
  REDIS_URL: 'Chooses the Redis queue. Not in this version: a start with it set is refused.',
  NO_COLOR: 'Any value: no colours on the terminal.',
} as const;

export type Config = {
  readonly home: string;
  readonly blobs: string;
  readonly signingKeyFile: string | null;
};

const environment = z.object({
  REDRESS_HOME: z.string().min(1).optional(),
  REDRESS_BLOBS: z.string().min(1).optional(),
  REDRESS_SIGNING_KEY_FILE: z.string().min(1).optional(),
  NEO4J_URI: z.string().optional(),
  REDIS_URL: z.string().optional(),
});

export type Environment = Readonly<Record<string, string | undefined>>;

/** The only look at the process environment. */
export function processEnvironment(): Environment {
  return process.env;
}

/** Reads the settings; `home` of the command line wins over REDRESS_HOME. */
export function readConfig(env: Environment, home: string | null): Result<Config> {
  const unknown = Object.keys(env).filter((name) => name.startsWith('REDRESS_') && !(name in SETTINGS));
  if (unknown.length > 0) return err(failure('UNKNOWN_SETTING', `setting ${unknown.join(', ')} does not exist`));
  const parsed = environment.safeParse(env);
  const empty = parsed.error?.issues[0]?.path.join('.') ?? (home === '' ? '--home' : null);
  if (!parsed.success || empty !== null)
    return err(failure('BAD_INPUT', `${empty} is empty; leave it out for the default`));
  const settings = parsed.data;
  for (const name of ['NEO4J_URI', 'REDIS_URL'] as const) {
    if (settings[name])
      return err(
        failure('NOT_IN_THIS_VERSION', `${name} is set, and this version has only the embedded store and queue`),
      );
  }
  const folder = resolve(home ?? settings.REDRESS_HOME ?? '.redress');
  return ok({
    home: folder,
    blobs: settings.REDRESS_BLOBS === undefined ? resolve(folder, 'blobs') : resolve(settings.REDRESS_BLOBS),
    signingKeyFile: settings.REDRESS_SIGNING_KEY_FILE === undefined ? null : resolve(settings.REDRESS_SIGNING_KEY_FILE),
  });
}
