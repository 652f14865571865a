import { statfsSync } from 'node:fs';
import { z } from 'zod';
import { ok, operation } from '../../core/index.ts';
import type { AppOperation } from '../context.ts';

const output = z.object({
  mode: z.string(),
  version: z.string(),
  node: z.string(),
  engine: z.string(),
  schemaVersion: z.number(),
  home: z.string(),
  homeId: z.string(),
  freeDiskBytes: z.number(),
  dependencies: z.array(z.object({ name: z.string(), reachable: z.boolean(), note: z.string() })),
});

/** Mode, versions, each dependency reachable or not, free disk, schema version. */
export const doctor: AppOperation<{ version: string }, z.infer<typeof output>> = operation({
  name: 'doctor',
  input: z.strictObject({ version: z.string() }),
  output,
  access: { action: 'audit.verify', mode: 'read', protectedData: false },
  key: () => 'doctor',
  run: async (context, { version }) => {
    const { adapter, schemaVersion, homeId, engine } = await context.describe();
    const disk = statfsSync(context.home.folder);
    return ok({
      mode: `${adapter} store, embedded queue`,
      version,
      node: process.version,
      engine,
      schemaVersion,
      home: context.home.folder,
      homeId,
      freeDiskBytes: disk.bavail * disk.bsize,
      dependencies: [{ name: 'database', reachable: true, note: engine }],
    });
  },
});
