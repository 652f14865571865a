import { z } from 'zod';
import type { RunId, Sha256 } from '../../core/index.ts';

/** The files of a backup beside the originals; all but the first two are listed in the manifest with their hash. */
export const MANIFEST = 'manifest.json';
export const SIGNATURE = 'signature.json';
export const CHECKPOINT = 'audit-checkpoint.txt';
export const AUDIT = 'audit.ndjson';
export const ACTORS = 'actors.ndjson';
export const CASES = 'cases.ndjson';
export const SOURCES = 'sources.ndjson';
export const JUDGEMENTS = 'judgements.ndjson';
export const DECISIONS = 'decisions.ndjson';

export const recordsFile = (sha: Sha256): string => `records/${sha}.ndjson`;
export const quarantineFile = (sha: Sha256): string => `quarantine/${sha}.ndjson`;
export const runFile = (run: RunId): string => `runs/${run}.ndjson`;
export const blobFile = (sha: Sha256): string => `blobs/${sha.slice(0, 2)}/${sha}`;

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0);

/** One file: its SHA-256, its length, and how many lines it has; null for original bytes. */
export const fileEntry = z.strictObject({
  name: z.string().regex(/^(?:[a-z]+\/)?(?:[0-9a-f]{2}\/)?[A-Za-z0-9_.-]+$/),
  sha256: hex,
  bytes: count,
  lines: count.nullable(),
});
export type FileEntry = z.infer<typeof fileEntry>;

/** What a backup says of itself. Signed as the bytes of its canonical JSON. */
export const manifestSchema = z.strictObject({
  format: z.literal('redress-backup'),
  version: z.literal(1),
  codeVersion: z.string(),
  homeId: z.string().min(1).max(80),
  audit: z.strictObject({ size: count, root: hex }),
  latestRun: z.strictObject({ run: z.string(), inputDigest: z.string(), outputDigest: z.string() }).nullable(),
  /** Oldest first. */
  runs: z.array(
    z
      .string()
      .regex(/^run_[0-9a-f]{32}$/)
      .transform((text) => text as RunId),
  ),
  originals: z.enum(['included', 'left-out']),
  /** In order of name. */
  files: z.array(fileEntry),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** `manifest` is the SHA-256 of the manifest, so that a flipped byte is found in the file that it fell into. */
export const signatureSchema = z.strictObject({
  alg: z.literal('Ed25519'),
  keyId: hex,
  manifest: hex,
  publicKey: hex,
  signature: z.string().regex(/^[0-9a-f]{128}$/),
});
