/** The files of a bag beside its payload, as interface 4 lists them. RFC 8493 gives their forms. */
export const TAG_FILES = ['bag-info.txt', 'bagit.txt', 'manifest-sha256.txt', 'manifest-sha512.txt'] as const;
export const TAG_MANIFEST = 'tagmanifest-sha256.txt';
export const SIGNATURE = 'signature.json';
/** A time-stamp token (RFC 3161) that may be laid beside the signature after it was made; no manifest can list it. */
export const TIME_STAMP = 'timestamp.tsr';
export const PAYLOAD = 'data/';

export const BAGIT_TXT = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/** One file of a bag. Paths use "/", are relative and in code-unit order in a Bag. */
export type BagFile = { readonly path: string; readonly bytes: Uint8Array };
export type Bag = readonly BagFile[];

/** RFC 8493 2.1.3: CR, LF and % in a path are percent-encoded in manifests. Our writer never makes such names. */
const SAFE_PATH = /^(?:[A-Za-z0-9][A-Za-z0-9._-]*\/)*[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** Why a path may not stand in a bag, or null. Traversal, absolute, hidden and odd names are all refused. */
export function pathFault(path: string): string | null {
  if (path.length > 200) return 'the name is longer than 200 characters';
  if (path.split('/').includes('..')) return 'the name leaves the bag';
  if (path.startsWith('/') || path.includes('\\') || path.includes(':')) return 'the name is absolute or not portable';
  if (path.toLowerCase() === 'fetch.txt') return 'fetch.txt is refused: nothing is ever fetched';
  return SAFE_PATH.test(path) ? null : 'the name holds characters that a bag of ours never has';
}
