import { lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { growingTree } from '../../audit/index.ts';
import { canonicalJson, compareText, err, failure, ok, operation, type RunId, sha256Hex } from '../../core/index.ts';
import { thisCode } from '../analysis/run-identity.ts';
import { placeForKeys, writeKeyFile } from '../backup/keys.ts';
import type { FileEntry, Manifest } from '../backup/layout.ts';
import { sealBackup, writeCheckpoint } from '../backup/seal.ts';
import {
  type Snapshot,
  takeSnapshot,
  writeAudit,
  writeDecisions,
  writePeople,
  writeRuns,
  writeSources,
} from '../backup/write.ts';
import type { AppOperation, OperationContext } from '../context.ts';
import { runHead } from './results.ts';

const input = z.strictObject({
  path: z.string().min(1),
  originals: z.enum(['included', 'left-out']).default('included'),
  keyFile: z.string().min(1).nullable().default(null),
});
type Input = z.infer<typeof input>;
const output = z.object({
  path: z.string(),
  manifest: z.string(),
  signer: z.string(),
  files: z.number(),
  bytes: z.number(),
  sources: z.number(),
  runs: z.number(),
  audit: z.object({ size: z.number(), root: z.string() }),
  originals: z.string(),
  /** Private keys written into the file of their own; none without --with-keys. */
  keys: z.number(),
});

/**
 * Copies the whole home into a new folder, across all cases and classes, and signs it. Private keys stay out unless a
 * file for them is named. The event is in the log before anything is read, and so in the copy of the log.
 */
export const backup: AppOperation<Input, z.infer<typeof output>> = operation({
  name: 'home.backup',
  input,
  output,
  access: { action: 'home.backup', mode: 'read', protectedData: true },
  key: (asked) => sha256Hex(canonicalJson({ ...asked })),
  run: async (context, { path, originals, keyFile }) => {
    const folder = resolve(path);
    if (!isFree(folder))
      return err(failure('CONFLICT', `${folder} is not empty; a backup is never written over another`));
    const keyPlace = keyFile === null ? ok(null) : placeForKeys(resolve(keyFile), folder);
    if (!keyPlace.ok) return keyPlace;
    const unfinished = `${folder}.unfinished`;
    if (!isMade(unfinished))
      return err(
        failure(
          'CONFLICT',
          `${unfinished} is there: another backup is being written, or one was cut short and is yours to remove`,
        ),
      );
    try {
      const made = await write(context, unfinished, originals);
      const keys = keyPlace.value === null ? 0 : writeKeyFile(context.home, keyPlace.value);
      renameSync(unfinished, folder);
      return ok({ path: folder, ...made, originals, keys });
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true });
      throw error;
    }
  },
});

/** Fills the folder and signs it. */
async function write(
  context: OperationContext,
  folder: string,
  originals: Manifest['originals'],
): Promise<Omit<z.infer<typeof output>, 'path' | 'originals' | 'keys'>> {
  const snapshot = await takeSnapshot(context.stored);
  const manifest = await copyHome(context, folder, snapshot, originals);
  return {
    manifest: sealBackup(folder, manifest, context.home.packageSigner),
    signer: context.home.packageSigner.keyId,
    files: manifest.files.length,
    bytes: manifest.files.reduce((sum, file) => sum + file.bytes, 0),
    sources: snapshot.sources.length,
    runs: snapshot.runs.length,
    audit: manifest.audit,
  };
}

/** Makes a folder; false when something lies there, which is nobody's to delete but its owner's. */
function isMade(folder: string): boolean {
  mkdirSync(dirname(folder), { recursive: true });
  try {
    mkdirSync(folder, { mode: 0o700 });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Whether nothing lies at a path, or an empty folder. */
function isFree(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found === undefined || (found.isDirectory() && readdirSync(path).length === 0);
}

async function copyHome(
  context: OperationContext,
  folder: string,
  snapshot: Snapshot,
  originals: Manifest['originals'],
): Promise<Manifest> {
  const tree = growingTree();
  const files: FileEntry[] = [
    ...(await writePeople(context, folder)),
    ...(await writeSources(context, folder, snapshot, originals)),
    ...(await writeDecisions(context, folder, snapshot.cut)),
    ...(await writeRuns(context, folder, snapshot)),
    await writeAudit(context, folder, (leaf) => tree.add(Buffer.from(leaf, 'hex'))),
  ];
  const homeId = context.home.id;
  const audit = { size: tree.size(), root: Buffer.from(tree.root()).toString('hex') };
  files.push(await writeCheckpoint(folder, { homeId, audit }, context.home.packageSigner));
  return {
    format: 'redress-backup',
    version: 1,
    codeVersion: thisCode(),
    homeId,
    audit,
    latestRun: latestOf(snapshot),
    runs: snapshot.runs.map(({ id }) => id as RunId),
    originals,
    files: files.sort((a, b) => compareText(a.name, b.name)),
  };
}

function latestOf({ runs }: Snapshot): Manifest['latestRun'] {
  const latest = runs.at(-1);
  if (latest === undefined) return null;
  const { run, inputDigest, outputDigest } = runHead.parse(JSON.parse(latest.json));
  return { run, inputDigest, outputDigest };
}
