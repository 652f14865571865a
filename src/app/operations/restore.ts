import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { canonicalJson, ok, operation, type Result, sha256Hex } from '../../core/index.ts';
import { placeKeys, readKeyFile } from '../backup/keys.ts';
import { restoreDecisions, restorePeople, restoreRuns, restoreSources, restoring } from '../backup/restore.ts';
import { takeOverLog } from '../backup/take-over.ts';
import { type VerifiedBackup, verifyBackup } from '../backup/verify.ts';
import type { AppOperation, OperationContext } from '../context.ts';

const input = z.strictObject({
  path: z.string().min(1),
  key: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, 'is not a fingerprint of 64 hex digits')
    .nullable()
    .default(null),
  keyFile: z.string().min(1).nullable().default(null),
});
type Input = z.infer<typeof input>;
const output = z.object({
  from: z.string(),
  homeId: z.string(),
  manifest: z.string(),
  signer: z.string(),
  signerChecked: z.boolean(),
  events: z.number(),
  sources: z.number(),
  records: z.number(),
  runs: z.number(),
  latestRun: z.object({ run: z.string(), inputDigest: z.string(), outputDigest: z.string() }).nullable(),
  originals: z.string(),
  /** Actors whose key file is still to be copied into this home by hand. */
  withoutKey: z.array(z.string()),
});
type Output = z.infer<typeof output>;

/**
 * Fills a new, empty home from a backup, on whichever store it has. Everything is verified before anything is written.
 * The log of the backup becomes the beginning of this home's log, and the restore its next events; the home has an id of
 * its own, so that the two are never taken for one. Cut short, the same command goes on where it stopped.
 */
export const restore: AppOperation<Input, Output> = operation({
  name: 'home.restore',
  input,
  output,
  access: { action: 'home.restore', mode: 'write', protectedData: true },
  key: (asked) => sha256Hex(canonicalJson({ ...asked })),
  run: async (context, { path, key, keyFile }) => {
    const keys = keyFile === null ? ok(new Map<string, string>()) : readKeyFile(keyFile);
    if (!keys.ok) return keys;
    const verified = await verifyBackup(resolve(path), key, (done, total) =>
      context.progress({ stage: 'verifying the backup', done, total }),
    );
    if (!verified.ok) return verified;
    const events = await takeOverLog(context, verified.value);
    if (!events.ok) return events;
    placeKeys(context.home, keys.value);
    return fill(context, verified.value, key !== null);
  },
});

async function fill(
  context: OperationContext,
  backup: VerifiedBackup,
  signerChecked: boolean,
): Promise<Result<Output>> {
  const { manifest, sha256, signer } = backup;
  const work = restoring(context, backup);
  await work.write(manifest.homeId, 'begin', async () => undefined);
  await restorePeople(work);
  const { sources, records } = await restoreSources(work);
  await restoreDecisions(work);
  await restoreRuns(work);
  await work.write(manifest.homeId, 'end', async () => undefined);
  const { id: homeId, folder, actors } = context.home;
  return ok({
    from: manifest.homeId,
    homeId,
    manifest: sha256,
    signer,
    signerChecked,
    events: manifest.audit.size,
    sources,
    records,
    runs: manifest.runs.length,
    latestRun: manifest.latestRun,
    originals: manifest.originals,
    withoutKey: actors()
      .map(({ name }) => name)
      .filter((name) => !existsSync(join(folder, 'keys', `${name}.pem`))),
  });
}
