import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { failure, RedressError, type Sha256, sha256Hex, streamWhole } from '../core/index.ts';

/** What is kept beside the bytes of an export: what they are, and which variant, which says who may read them. */
const description = z.strictObject({
  fileName: z.string(),
  contentType: z.string(),
  variant: z.enum(['bsa', 'no-bsa']),
});
export type KeptDescription = z.infer<typeof description>;
export type KeptExport = KeptDescription & { readonly bytes: Uint8Array };

/** Under the case that made it: two cases never meet each other's exports, though the bytes be the same. */
function placeOf(blobs: string, caseId: string, sha: Sha256): { folder: string; bytes: string; about: string } {
  const folder = join(blobs, 'exports', caseId);
  return { folder, bytes: join(folder, sha), about: join(folder, `${sha}.json`) };
}

/**
 * Keeps an export where every worker and the API can read it, under the hash of its bytes: the same export twice is there
 * once. The description comes last, so an export that is described is whole. Error (thrown): HOME_UNUSABLE.
 */
export async function keepExport(
  blobs: string,
  caseId: string,
  { bytes, ...about }: KeptExport,
): Promise<{ readonly sha256: Sha256; readonly byteLength: number }> {
  const sha256 = sha256Hex(bytes) as Sha256;
  const place = placeOf(blobs, caseId, sha256);
  try {
    await mkdir(place.folder, { recursive: true, mode: 0o700 });
    await streamWhole(place.bytes, [bytes]);
    await streamWhole(place.about, [Buffer.from(JSON.stringify(about))]);
  } catch (cause) {
    throw new RedressError(failure('HOME_UNUSABLE', 'the export cannot be kept', {}, cause));
  }
  return { sha256, byteLength: bytes.byteLength };
}

/** A kept export of a case, or null. Bytes that no longer have their hash are a bug or tampering. */
export async function readExport(blobs: string, caseId: string, sha: Sha256): Promise<KeptExport | null> {
  const place = placeOf(blobs, caseId, sha);
  const about = await readFile(place.about, 'utf8').catch(() => null);
  if (about === null) return null;
  const bytes = await readFile(place.bytes);
  if (sha256Hex(bytes) !== sha)
    throw new RedressError(failure('VERIFY_FAILED', `the kept export ${sha} has changed since it was made`));
  return { ...description.parse(JSON.parse(about)), bytes };
}
