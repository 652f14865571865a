import { ok, type Result } from '../../core/index.ts';
import { digestHex } from './build.ts';
import { broken } from './guard.ts';

export type Files = ReadonlyMap<string, Uint8Array>;

/** The text of a file, empty where it is missing. The bytes are not copied. */
export function textOf(files: Files, path: string): string {
  const { buffer, byteOffset, byteLength } = files.get(path) ?? new Uint8Array();
  return Buffer.from(buffer, byteOffset, byteLength).toString('utf8');
}

/** Digest by path of a manifest in our own strict form; null when a line has another form or the order is not by path. */
function manifestLines(content: string, digits: number): ReadonlyMap<string, string> | null {
  if (content !== '' && !content.endsWith('\n')) return null;
  const form = new RegExp(`^([0-9a-f]{${digits}}) {2}(\\S+)$`);
  const found = new Map<string, string>();
  let before = '';
  for (const line of content.split('\n').slice(0, -1)) {
    const [, digest, path] = form.exec(line) ?? [];
    if (digest === undefined || path === undefined || path <= before) return null;
    found.set(path, digest);
    before = path;
  }
  return found;
}

/**
 * Every file of `expected` has exactly one line with its digest, and no line names anything else. The value is the
 * digests, which are then those of the files.
 */
export function checkManifest(
  files: Files,
  manifest: string,
  expected: readonly string[],
): Result<ReadonlyMap<string, string>> {
  const algorithm = manifest.includes('sha512') ? 'sha512' : 'sha256';
  const lines = manifestLines(textOf(files, manifest), algorithm === 'sha512' ? 128 : 64);
  if (lines === null) return broken(manifest, 'it does not have the form of a manifest');
  const wanted = new Set(expected);
  for (const [path, digest] of lines) {
    const bytes = files.get(path);
    if (bytes === undefined) return broken(path, `${manifest} lists it and it is not there`);
    if (!wanted.has(path)) return broken(manifest, `it lists ${path}, which does not belong there`);
    if (digestHex(algorithm, bytes) !== digest) return broken(path, `its ${algorithm} is not the one in ${manifest}`);
  }
  const missing = expected.find((path) => !lines.has(path));
  return missing === undefined ? ok(lines) : broken(missing, `${manifest} does not list it`);
}
