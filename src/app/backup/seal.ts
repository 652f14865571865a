import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { signCheckpoint } from '../../audit/index.ts';
import { canonicalJson, sha256Hex } from '../../core/index.ts';
import type { Signer } from '../../evidence/index.ts';
import { noteSigner, originOf } from '../note-signer.ts';
import { writeLines } from './files.ts';
import { CHECKPOINT, type FileEntry, MANIFEST, type Manifest, SIGNATURE } from './layout.ts';

/** The tree head of the log that is in the backup, signed as a note that can be kept and compared elsewhere. */
export function writeCheckpoint(
  folder: string,
  { homeId, audit }: Pick<Manifest, 'homeId' | 'audit'>,
  signer: Signer,
): Promise<FileEntry> {
  const note = signCheckpoint(
    { origin: originOf(homeId), size: audit.size, root: Buffer.from(audit.root, 'hex') },
    noteSigner(signer),
  );
  return writeLines(folder, CHECKPOINT, note.slice(0, -1).split('\n'));
}

/** Writes the manifest and the signature over its bytes. Answers the SHA-256 of the manifest. */
export function sealBackup(folder: string, manifest: Manifest, signer: Signer): string {
  const bytes = Buffer.from(canonicalJson(manifest));
  const sha256 = sha256Hex(bytes);
  const { keyId, publicKey } = signer;
  const signature = { alg: 'Ed25519', keyId, manifest: sha256, publicKey, signature: signer.sign(bytes) };
  writeFileSync(join(folder, MANIFEST), bytes, { mode: 0o600, flush: true });
  writeFileSync(join(folder, SIGNATURE), canonicalJson(signature), { mode: 0o600, flush: true });
  return sha256;
}
