import { statfsSync } from 'node:fs';
import { z } from 'zod';
import { ok, operation } from '../../core/index.ts';
import type { AppOperation } from '../context.ts';

const dependency = z.object({ name: z.string(), reachable: z.boolean(), note: z.string() });
const input = z.strictObject({
  version: z.string(),
  queue: z.enum(['embedded', 'redis']),
  /** The services that were asked before the home was opened. */
  services: z.array(dependency),
});
const output = z.object({
  mode: z.string(),
  version: z.string(),
  node: z.string(),
  engine: z.string(),
  schemaVersion: z.number(),
  home: z.string(),
  homeId: z.string(),
  freeDiskBytes: z.number(),
  dependencies: z.array(dependency),
});

/** Mode, versions, each dependency reachable or not, free disk, schema version. */
export const doctor: AppOperation<z.infer<typeof input>, z.infer<typeof output>> = operation({
  name: 'doctor',
  input,
  output,
  access: { action: 'audit.verify', mode: 'read', protectedData: false },
  key: () => 'doctor',
  run: async (context, { version, queue, services }) => {
    const { adapter, schemaVersion, homeId, engine } = await context.describe();
    const disk = statfsSync(context.home.folder);
    return ok({
      mode: `${adapter} store, ${queue} queue`,
      version,
      node: process.version,
      engine,
      schemaVersion,
      home: context.home.folder,
      homeId,
      freeDiskBytes: disk.bavail * disk.bsize,
      dependencies: [{ name: 'database', reachable: true, note: engine }, ...services],
    });
  },
});
