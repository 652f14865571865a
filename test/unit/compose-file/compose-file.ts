import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

export const root = join(import.meta.dirname, '..', '..', '..');

const duration = z.string().regex(/^\d+[sm]$/);
const healthcheck = z.strictObject({
  test: z.array(z.string()).min(2),
  interval: duration,
  timeout: duration,
  retries: z.int().positive(),
  start_period: duration.optional(),
});
const condition = z.enum(['service_healthy', 'service_completed_successfully']);

/** The part of the Compose Specification that the file uses; a key outside it, and so a misspelt one, is refused. */
const service = z.strictObject({
  image: z.string(),
  build: z.string().optional(),
  command: z.array(z.string()).optional(),
  user: z.string().optional(),
  network_mode: z.enum(['host', 'none']).optional(),
  read_only: z.boolean().optional(),
  tmpfs: z.array(z.string()).optional(),
  cap_drop: z.array(z.string()),
  security_opt: z.array(z.string()),
  environment: z.record(z.string(), z.string()).default({}),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()),
  depends_on: z.record(z.string(), z.strictObject({ condition })).default({}),
  healthcheck: healthcheck.optional(),
  stop_grace_period: duration.optional(),
  restart: z.enum(['no', 'unless-stopped']),
});

const composeFile = z.strictObject({
  name: z.string(),
  'x-product': z.looseObject({}),
  services: z.record(z.string(), service),
  volumes: z.record(z.string(), z.null()),
});

export type ComposeService = z.infer<typeof service>;

/** docker-compose.yml as Compose reads it, its merge keys carried out. */
export function readComposeFile(): z.infer<typeof composeFile> {
  return composeFile.parse(parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8'), { merge: true }));
}

/** A service of the file, which must be there. */
export function composeService(name: string): ComposeService {
  const found = readComposeFile().services[name];
  if (found === undefined) throw new Error(`docker-compose.yml has no service ${name}`);
  return found;
}

/** `volume:place[:ro]` as the place by volume. */
export function mounts({ volumes }: ComposeService): ReadonlyMap<string, string> {
  return new Map(volumes.map((text) => text.split(':')).map(([volume = '', place = '']) => [volume, place]));
}
